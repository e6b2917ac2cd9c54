import { Terminal } from '@xterm/headless'
import { array, assert, asyncProperty, boolean, constantFrom, integer, record } from 'fast-check'
import { expect, test } from 'vitest'
import { createScrolledOutFilter } from './scrolled-out.ts'

const ESC = '\u001b'
const ROWS = 6
const SCROLLBACK = 20
/** The screen may have lines already, over which the first are printed. */
const MORE = 2 * ROWS
const KEPT = SCROLLBACK + MORE

function terminal() {
  const term = new Terminal({
    cols: 12,
    rows: ROWS,
    scrollback: SCROLLBACK,
    allowProposedApi: true,
  })
  const write = (text: string) => new Promise<void>((resolve) => term.write(text, resolve))
  return { term, write, leaveOut: createScrolledOutFilter(term, MORE) }
}

/** All that a person can see or scroll to, and where the next character goes. */
function stateOf({ buffer: { active } }: Terminal) {
  const { baseY, cursorX, cursorY, viewportY, type, length } = active
  const lines = Array.from({ length }, (_, row) => {
    const line = active.getLine(row)
    return [line?.translateToString(), line?.isWrapped, line?.getCell(0)?.getFgColor()]
  })
  return { baseY, cursorX, cursorY, viewportY, type, lines }
}

const lines = (count: number, line = (n: number) => `line ${n}\r\n`) =>
  Array.from({ length: count }, (_, n) => line(n)).join('')

/** How the terminal was left by what came before. */
const before = constantFrom(
  '',
  'a prompt',
  lines(3),
  lines(100),
  `${ESC}[31mred`,
  `${ESC}[3`,
  `${ESC}(`,
  `${ESC}[?1049h`,
  `${ESC}[?1049h${ESC}[2;4r`,
  `${ESC}[2;4r`,
  `${ESC}[2r`,
  `${ESC}[2;4r${ESC}[r`,
  `${ESC}[2;4r${ESC}[?1049h${ESC}[r${ESC}[?1049l`,
  `${ESC}[4h`,
  `${ESC}[?7l`,
  `${ESC}[3;5H`,
  `${lines(9)}${ESC}[H`,
  `${lines(3)}${ESC}[2;5H`,
  `${ESC}#8`,
  `${ESC}#8${ESC}[H`,
  `${ESC}[1:99;5r`,
)
const part = constantFrom('\r\n', '\n', '\r', '\t', 'x', '1;2', 'm', 'H', 'a line of text', ' ')
const flood = record({
  head: array(part, { maxLength: 5 }),
  count: integer({ min: KEPT - 2, max: 3 * KEPT }),
  line: array(part, { maxLength: 4 }),
  crlf: boolean(),
  tail: array(part, { maxLength: 5 }),
}).map(({ head, count, line, crlf, tail }) =>
  [...head, lines(count, (n) => `${n}${line.join('')}${crlf ? '\r\n' : '\n'}`), ...tail].join(''),
)

test('a terminal is the same with and without the lines that are left out', async () => {
  let shortened = 0
  await assert(
    asyncProperty(before, flood, boolean(), async (first, text, scrolledUp) => {
      const [whole, short] = [terminal(), terminal()]
      for (const { term, write } of [whole, short]) {
        await write(first)
        if (scrolledUp) term.scrollToTop()
      }
      const left = short.leaveOut(text)
      shortened += left.length < text.length ? 1 : 0
      await whole.write(text)
      await short.write(left)
      for (const { write } of [whole, short]) await write('end')
      expect(stateOf(short.term)).toEqual(stateOf(whole.term))
    }),
    { numRuns: 300 },
  )
  expect(shortened).toBeGreaterThan(30)
}, 60_000)

test('of a flood as many lines are left as the terminal keeps', () => {
  const left = terminal().leaveOut(lines(1000))
  expect(left.split('\r\n').length).toBeLessThan(KEPT + 5)
  expect(left.endsWith(lines(1000).slice(-100))).toBe(true)
})

test('nothing is left out where a colour, another letter or a beep is in it', () => {
  for (const odd of [`${ESC}[0m`, 'é', '\u0007', '\b', '\u009b1m']) {
    const text = lines(500) + odd + lines(500)
    expect(terminal().leaveOut(text)).toBe(text)
  }
})

test('nothing is left out where a part of the screen scrolls by itself, or another is shown', async () => {
  for (const begin of [`${ESC}[2;4r`, `${ESC}[0;5r`, `${ESC}[?1049h`]) {
    const { write, leaveOut } = terminal()
    await write(begin)
    expect(leaveOut(lines(1000))).toBe(lines(1000))
    await write(begin.endsWith('h') ? `${ESC}[?1049l` : `${ESC}[r`)
    expect(leaveOut(lines(1000)).length).toBeLessThan(1000)
  }
})
