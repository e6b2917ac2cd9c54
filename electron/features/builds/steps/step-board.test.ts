import { expect, test } from 'vitest'
import type { BuildStep } from '#shared/contract/builds.ts'
import { hideValues } from '../hide-values.ts'
import { createTestBoard } from './board.fixture.ts'

const step = (id: string, more: Partial<BuildStep> = {}): BuildStep => ({
  id,
  name: id,
  state: 'running',
  parts: [],
  ...more,
})

test('steps of the Dockerfile come by its lines, and the others around them', () => {
  const { board } = createTestBoard()
  board.put(step('load'))
  board.put(step('c', { line: 9 }))
  board.put(step('export'))
  board.put(step('a', { line: 2 }))
  expect(board.all().map(({ id }) => id)).toEqual(['load', 'a', 'c', 'export'])
})

test('a line may be cut anywhere, also within a character', () => {
  const { board, textOf } = createTestBoard()
  const bytes = Buffer.from('grüße\nrest')
  for (const byte of bytes) board.write('a', Uint8Array.of(byte))
  expect(textOf('a')).toEqual(['grüße'])
  board.finishLines('a')
  expect(textOf('a')).toEqual(['grüße', 'rest'])
})

test('lines of stdout and stderr do not run into each other', () => {
  const { board, lines } = createTestBoard()
  board.write('a', 'out')
  board.write('a', 'err\n', true)
  board.write('a', 'put\n')
  expect(lines).toEqual([
    { step: 'a', text: 'err', isError: true },
    { step: 'a', text: 'output', isError: false },
  ])
})

test('colours are left out, what is drawn over is shown as it was at last, and the rest is made visible', () => {
  const { board, textOf } = createTestBoard()
  board.write('a', '\u001b[31mred\u001b[0m\n10 %\r20 %\r\na\u202eb\tc\n')
  expect(textOf('a')).toEqual(['red', '20 %', 'a⟨202E⟩b\tc'])
})

test('a line that does not end is told in parts, and a long one is cut', () => {
  const { board, textOf } = createTestBoard()
  board.write('a', 'x'.repeat(70_000))
  board.write('a', 'y\n')
  expect(textOf('a').map(({ length }) => length)).toEqual([4001, 1])
})

test('what nobody may read is in no line and no name, however it was cut', () => {
  const { board, textOf } = createTestBoard(hideValues(['hunter22']))
  board.put(step('a', { name: 'RUN echo hunter22' }))
  board.write('a', 'it is hun')
  board.write('a', 'ter22!\n')
  expect(board.get('a')?.name).toBe('RUN echo ••••••••')
  expect(textOf('a')).toEqual(['it is ••••••••!'])
})

test('a colour within what nobody may read does not show it, nor does a cut', () => {
  const { board, textOf } = createTestBoard(hideValues(['hunter2222']))
  board.write('a', '\u001b[91mtoken hunter\u001b[0m')
  board.write('a', '\u001b[91m2222\n\u001b[0m')
  board.write('a', `${'x'.repeat(3995)}hunter2222\n`)
  expect(textOf('a')).toEqual(['token ••••••••', `${'x'.repeat(3995)}•••••…`])
})

test('an engine that tells of steps without end fills no memory', () => {
  const { board } = createTestBoard()
  for (let i = 0; i < 20_000; i += 1) board.put(step(`${i}`))
  expect(board.all()).toHaveLength(5000)
})

test('what went on at the end has come to something, and what waited was not run', () => {
  const { board } = createTestBoard()
  board.put(step('a'))
  board.put(step('b', { state: 'waiting' }))
  board.put(step('c', { state: 'cached' }))
  board.close('failed')
  expect(board.all().map(({ state }) => state)).toEqual(['failed', 'not-run', 'cached'])
  expect(board.get('a')?.endedAt).toBe(1000)
})
