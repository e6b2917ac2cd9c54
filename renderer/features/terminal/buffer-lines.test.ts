import { expect, test } from 'vitest'
import { headlessTerminal } from '../../xterm/headless-terminal.ts'
import { bufferLines, cellsOf } from './buffer-lines.ts'

async function show(text: string) {
  const { term, write } = headlessTerminal(true)
  term.resize(10, 5)
  await write(text)
  const buffer = term.buffer.active
  const lines = bufferLines(buffer)
  return { buffer, lines, texts: lines.map(({ text }) => text).filter((line) => line !== '') }
}

test('rows that were wrapped are one line, and the empty cells at its end are none of it', async () => {
  const { texts, lines } = await show('0123456789abc\r\nnext')
  expect(texts).toEqual(['0123456789abc', 'next'])
  expect(lines.map(({ row }) => row).slice(0, 2)).toEqual([0, 2])
})

test('what goes over the end of a row has cells in both', async () => {
  const { buffer, lines } = await show('\r\n0123456789abc')
  const [, line] = lines
  expect(line && cellsOf(buffer, line, 8, 12)).toEqual([
    { row: 1, column: 8, width: 2 },
    { row: 2, column: 0, width: 2 },
  ])
})

test('a wide character has two cells', async () => {
  const { buffer, lines } = await show('a日本b')
  const [line] = lines
  expect(line && cellsOf(buffer, line, 1, 2)).toEqual([{ row: 0, column: 1, width: 2 }])
  expect(line && cellsOf(buffer, line, 3, 4)).toEqual([{ row: 0, column: 5, width: 1 }])
})

test('a character of several code points is one cell', async () => {
  const { buffer, lines } = await show('e\u0301x')
  const [line] = lines
  const at = line?.text.indexOf('x') ?? 0
  expect(line && cellsOf(buffer, line, at, at + 1)).toEqual([{ row: 0, column: 1, width: 1 }])
})

test('only the rows that are asked for are read', async () => {
  const { buffer, lines } = await show('0123456789'.repeat(4))
  const [line] = lines
  const cells = line && cellsOf(buffer, line, 5, 40, { from: 1, to: 3 })
  expect(cells?.map(({ row, width }) => [row, width])).toEqual([
    [1, 10],
    [2, 10],
  ])
})
