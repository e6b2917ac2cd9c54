import { expect, test } from 'vitest'
import { createLogMemory } from './log-memory.ts'
import type { LogPiece, LogSource } from './log-piece.ts'

const line = (text: string, source: LogSource = 'stdout', starts = true): LogPiece => ({
  source,
  stamp: '',
  text,
  starts,
})
const texts = (pieces: readonly LogPiece[]) => pieces.map(({ text }) => text)

test('of many lines the newest stay', () => {
  const memory = createLogMemory({ lines: 3, chars: 1000 })
  for (let n = 0; n < 10_000; n++) memory.add(line(`${n}`))
  expect(texts(memory.pieces())).toEqual(['9997', '9998', '9999'])
})

test('huge lines make room sooner', () => {
  const memory = createLogMemory({ lines: 100, chars: 1000 })
  for (const name of ['a', 'b', 'c']) memory.add(line(name.repeat(600)))
  expect(texts(memory.pieces())).toEqual(['c'.repeat(600)])
})

test('sources are told by lines counted from the newest; parts of a line count once', () => {
  const memory = createLogMemory({ lines: 100, chars: 1000 })
  memory.add(line('one', 'stderr'))
  memory.add(line('two'))
  memory.add(line(' goes on', 'stdout', false))
  memory.add(line('three', 'stderr'))
  expect(memory.sourcesFromEnd(0, 3)).toEqual(['stderr', 'stdout', 'stderr'])
  expect(memory.sourcesFromEnd(1, 1)).toEqual(['stdout'])
  memory.clear()
  expect(memory.sourcesFromEnd(0, 3)).toEqual([])
})
