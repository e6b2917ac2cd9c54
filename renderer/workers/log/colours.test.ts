import { expect, test } from 'vitest'
import { createCarriedColours } from './colours.ts'

const RED = '\u001b[31m'
const BOLD = '\u001b[1m'
const RESET = '\u001b[0m'

function after(...lines: readonly string[]) {
  const colours = createCarriedColours()
  for (const [line, text] of lines.entries()) colours.pass(line, new TextEncoder().encode(text))
  return (line: number) => colours.at(line)
}

test('a colour that a line leaves on reaches the lines after it, until it is reset', () => {
  const at = after('plain', `${RED}red`, 'still red', `${BOLD}bold${RESET} plain`, 'plain')
  expect([0, 1, 2, 3, 4, 5].map(at)).toEqual(['', '', RED, RED, '', ''])
})

test('a line that resets what it switched on leaves nothing', () => {
  expect(after(`${RED}red${RESET}`, 'plain')(1)).toBe('')
})

test('a colour that is ended by its own sequence leaves nothing', () => {
  const at = after(
    `${RED}red\u001b[39m`,
    `\u001b[38;5;200mpink\u001b[39m`,
    `${BOLD}b\u001b[22m`,
    'x',
  )
  expect([1, 2, 3].map(at)).toEqual(['', '', ''])
  const both = after(`${BOLD}${RED}bold red\u001b[39m`, 'bold')
  expect(both(1)).toBe(`${BOLD}\u001b[39m`)
})

test('parts of a line count together', () => {
  const colours = createCarriedColours()
  colours.pass(0, new TextEncoder().encode(`a ${RED}`))
  colours.pass(0, new TextEncoder().encode(`b ${BOLD}`))
  expect(colours.at(0)).toBe('')
  expect(colours.at(1)).toBe(RED + BOLD)
})

test('a program that never resets makes nothing grow for ever', () => {
  const at = after(...Array.from({ length: 100 }, (_, n) => `\u001b[38;5;${n}m`))
  expect(at(100).split('m')).toHaveLength(17)
})

test.each(['\u001b[2J', '\u001b]0;title\u0007', '\u001b[3', '\u001b'])(
  '%j is no colour',
  (text) => {
    expect(after(text)(1)).toBe('')
  },
)
