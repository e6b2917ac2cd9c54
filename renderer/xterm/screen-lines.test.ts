import { expect, test } from 'vitest'
import { headlessTerminal } from './headless-terminal.ts'
import { linesOnScreen } from './screen-lines.ts'

test('the screen’s text has no empty end, and wrapped rows are one line', async () => {
  const { term, write } = headlessTerminal(false)
  const long = 'word '.repeat(60).trim()
  await write(`first\r\n\r\n${long}\r\nlast\r\n`)
  const lines = linesOnScreen(term.buffer.active, term.rows)
  expect(lines.map(({ text }) => text)).toEqual(['first', '', long, 'last'])
  expect(lines.map(({ row }) => row)).toEqual([0, 1, 2, 4])
})

test('only what is on the screen is told', async () => {
  const { term, write } = headlessTerminal(false)
  await write(Array.from({ length: 200 }, (_, n) => `line ${n}`).join('\r\n'))
  const lines = linesOnScreen(term.buffer.active, term.rows)
  expect(lines[0]?.text).toBe('line 150')
  expect(lines.at(-1)?.text).toBe('line 199')
})
