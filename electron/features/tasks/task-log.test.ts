import { expect, test } from 'vitest'
import { createTaskLog } from './task-log.ts'

test('lines are told once each, by their numbers', () => {
  const log = createTaskLog()
  log.add('one')
  log.add('two')
  expect(log.since(0)).toEqual({ from: 0, lines: ['one', 'two'] })
  log.add('three')
  expect(log.since(2)).toEqual({ from: 2, lines: ['three'] })
  expect(log.since(3)).toEqual({ from: 3, lines: [] })
})

test('of a flood the last lines are kept, and their numbers stay', () => {
  const log = createTaskLog()
  for (let i = 0; i < 10_000; i += 1) log.add(`line ${i}`)
  const { from, lines } = log.since(0)
  expect(lines).toHaveLength(500)
  expect(lines[0]).toBe(`line ${from}`)
  expect(log.length).toBe(10_000)
})

test('a line is one line, short, and shows what is hidden in it', () => {
  const log = createTaskLog()
  log.add(`a\u001b[2J\nb${'x'.repeat(10_000)}`)
  const [line = ''] = log.since(0).lines
  expect(line).toHaveLength(500)
  expect(line).not.toMatch(/[\u001b\n]/)
})
