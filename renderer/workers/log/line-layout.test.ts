import { expect, test } from 'vitest'
import { headlessTerminal } from '../../xterm/headless-terminal.ts'
import { createBudget } from '../../xterm/budget.ts'
import { createSequenceFilter } from '../../xterm/sequence-filter.ts'
import { layOut, MAX_LAID_OUT_CHARS } from './line-layout.ts'

const RED = '\u001b[31m'
const RESET = '\u001b[0m'
const lay = (text: string, colours = '', prefix = '') => layOut(text, { colours, prefix })
const whole = (text: string) => lay(text).plain(0, Infinity)

test('a plain line is its characters', () => {
  const line = lay('abcdef')
  expect(line.columns).toBe(6)
  expect(line.drawn(2, 4)).toBe('cd')
  expect([line.rowsIn(4), line.rowStart(1, 4), lay('').rowsIn(4)]).toEqual([2, 4, 1])
})

test('a part of a coloured line has its colours, and leaves none on', () => {
  const line = lay(`ab${RED}cd${RESET}ef`)
  expect(line.columns).toBe(6)
  expect(line.drawn(1, 6)).toBe(`b${RED}cd${RESET}ef`)
  expect(line.drawn(3, 4)).toBe(`${RED}d${RESET}`)
  expect(line.drawn(4, 6)).toBe('ef')
  expect(line.plain(0, 6)).toBe('abcdef')
})

test('a line begins in the colours that the one before it left on', () => {
  expect(lay('ab', RED).drawn(0, 2)).toBe(`${RED}ab${RESET}`)
})

test('what stands before a line is grey, and takes no colour from it', () => {
  expect(lay('ab', RED, '12:00 ').drawn(0, 8)).toBe(`\u001b[90m12:00 ${RESET}${RED}ab${RESET}`)
})

test('a link ends where a part of it ends', () => {
  const link = '\u001b]8;;https://a.example\u001b\\'
  expect(lay(`${link}abc\u001b]8;;\u001b\\d`).drawn(1, 2)).toBe(
    `${link}b\u001b]8;;\u001b\\${RESET}`,
  )
})

test('an address is a link as a whole, wherever the line is cut', () => {
  const link = '\u001b]8;;https://a.example/x?y=1\u001b\\'
  const end = `\u001b]8;;\u001b\\${RESET}`
  const line = lay('see https://a.example/x?y=1.')
  expect(line.plain(0, 99)).toBe('see https://a.example/x?y=1.')
  expect(line.drawn(0, 8)).toBe(`see ${link}http${end}`)
  expect(line.drawn(8, 99)).toBe(`${link}s://a.example/x?y=1${end}.`)
  expect(lay('nothing:// here').drawn(0, 99)).toBe('nothing:// here')
})

test('wide characters take two columns, and are never drawn by half', () => {
  const line = lay('a漢字b')
  expect(line.columns).toBe(6)
  expect(line.drawn(0, 6)).toBe('a漢字b')
  expect(line.drawn(0, 2)).toBe('a ')
  expect(line.drawn(2, 6)).toBe(' 字b')
  expect([line.rowsIn(2), line.rowStart(1, 2), line.rowStart(2, 2)]).toEqual([4, 1, 3])
})

test('combining marks stand on the character before them', () => {
  expect(lay('e\u0301x').columns).toBe(2)
  expect(lay('e\u0301x').drawn(0, 1)).toBe('e\u0301')
})

test('tabs lead to every eighth column of the text, whatever stands before it', () => {
  expect(whole('a\tb')).toBe('a       b')
  expect(lay('a\tb', '', '>> ').plain(0, 99)).toBe('>> a       b')
})

test('a carriage return writes over the line, as a progress bar does', () => {
  expect(whole('10 %\r20 %\rdone')).toBe('done')
  expect(whole('abcdef\rXY')).toBe('XYcdef')
  expect(whole('abc\b\bX')).toBe('aXc')
  expect(whole('漢x\rab')).toBe('abx')
})

test('a very long line with colours is cut, and says so', () => {
  const line = lay(`${RED}${'x'.repeat(MAX_LAID_OUT_CHARS + 1000)}`)
  expect(line.plain(line.columns - 30, line.columns)).toMatch(/… and 1,005 more characters$/)
})

test.each([
  ['colours', `plain ${RED}red ${RESET}plain \u001b[1;38;5;200mpink`],
  ['wide and joined characters', 'a漢e\u0301字 👩\u200d🚀 ı ﷽ ᄀ'],
  ['a progress bar', 'downloading 10 %\rdownloading 100 %\rdone'],
  ['tabs', 'a\tbb\tccc\t\td'],
  ['what moves the cursor', 'a\u001b[2Jb\u001b[5Cc\u001b[Hd'],
  ['controls', 'a\u0000b\u0007c\u001b'],
])('a line with %s stands as xterm alone would draw it', async (_what, text) => {
  const filter = createSequenceFilter({
    textOnly: true,
    links: createBudget({ capacity: 9, perSecond: 9 }),
  })
  const filtered = filter(text)
  const alone = headlessTerminal(false)
  await alone.write(filtered)
  const ours = headlessTerminal(false)
  await ours.write(lay(filtered).drawn(0, 200))
  expect(ours.text()).toBe(alone.text())
})
