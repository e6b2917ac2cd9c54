import { expect, test } from 'vitest'
import { parseOwn } from './own-processes.ts'

const STAT = 'S 1 6 1 0 -1 4194560 58 0 2 0 0 0 0 0 20 0 1 0 7123 1 2 3'

test('a process is two lines: its numbers and its command', () => {
  expect(parseOwn(`6 ${STAT}\nsleep1000 \n9 ${STAT} \n\n`)).toEqual([
    {
      pid: 6,
      parent: 1,
      state: 'S',
      start: 7123,
      minorFaults: 58,
      majorFaults: 2,
      command: 'sleep1000 ',
    },
    expect.objectContaining({ pid: 9, command: '' }),
  ])
})

test('what is cut or no process is left out', () => {
  expect(parseOwn('')).toEqual([])
  expect(parseOwn('6 S 1 6\nsleep\n')).toEqual([])
  expect(parseOwn(`x ${STAT}\nsleep\n`)).toEqual([])
})
