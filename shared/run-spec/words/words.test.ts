import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cmdWords } from './cmd-words.ts'
import { posixWords } from './posix-words.ts'
import { powershellWords } from './powershell-words.ts'
import { quoteCmd } from './quote-cmd.ts'
import { quotePosix } from './quote-posix.ts'
import { quotePowershell } from './quote-powershell.ts'
import { SIGNS } from './signs.fixture.ts'

const words = fc.array(fc.string({ unit: fc.constantFrom(...SIGNS), maxLength: 12 }), {
  maxLength: 8,
})

test('we read the words that we quote for bash', () => {
  fc.assert(
    fc.property(words, (meant) => {
      const { commands, remarks } = posixWords(`x ${meant.map(quotePosix).join(' \\\n ')}`)
      expect(remarks).toEqual([])
      expect(commands).toHaveLength(1)
      expect(commands[0]?.slice(1)).toMatchObject(meant.map((text) => ({ text, expands: [] })))
    }),
  )
})

test('we read the words that we quote for PowerShell', () => {
  fc.assert(
    fc.property(words, (meant) => {
      const { commands, remarks } = powershellWords(`x ${meant.map(quotePowershell).join(' `\n ')}`)
      // A character without an escape is made by an expression.
      fc.pre(!meant.join('').includes('\u001b'))
      expect(remarks).toEqual([])
      expect(commands[0]?.slice(1)).toMatchObject(meant.map((text) => ({ text, expands: [] })))
    }),
  )
})

test('we read the words that we quote for cmd, which carries no line breaks', () => {
  fc.assert(
    fc.property(words, (wild) => {
      const meant = wild.map((text) => text.replaceAll(/[\r\n]/g, ''))
      const { commands, remarks } = cmdWords(`x ${meant.map(quoteCmd).join(' ^\r\n ')}`)
      expect(remarks).toEqual([])
      expect(commands).toHaveLength(1)
      expect(commands[0]?.slice(1)).toMatchObject(meant.map((text) => ({ text, expands: [] })))
    }),
  )
})

test.each([
  ['plain', '"a b"', '"a b"', "'a b'"],
  ['it’s $5', '"it’s $5"', '"it’s $5"', "'it’’s $5'"],
])('%s is quoted as little as it needs', (text, cmd, _same, powershell) => {
  const meant = text === 'plain' ? 'a b' : text
  expect(quoteCmd(meant)).toBe(cmd)
  expect(quotePowershell(meant)).toBe(powershell)
})

test('cmd puts no variable into what is quoted for it', () => {
  expect(quoteCmd('%PATH%')).toBe('^"^%PATH^%^"')
  expect(quoteCmd(String.raw`say "x\"`)).toBe(String.raw`^"say \^"x\\\^"^"`)
})
