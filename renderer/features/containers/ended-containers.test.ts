import { expect, test } from 'vitest'
import type { ContainerState, ContainerSummary } from '#shared/contract/containers.ts'
import { createEndedContainers } from './ended-containers.ts'

const ID = 'c1'
const answer = (state: ContainerState) => ({ id: ID, state }) as ContainerSummary
const running = answer({ kind: 'running' })

test.each(['running', 'paused'] as const)(
  'a list that says "%s" after the end is doubted',
  (kind) => {
    const ended = createEndedContainers()
    ended.note(ID, { state: { kind: 'exited', exitCode: 137 } })
    expect(ended.doubts(answer({ kind }))).toBe(true)
  },
)

test('once the list has caught up, it is believed again', () => {
  const ended = createEndedContainers()
  ended.note(ID, { state: { kind: 'exited', exitCode: 0 } })
  expect(ended.doubts(answer({ kind: 'restarting' }))).toBe(false)
  expect(ended.doubts(running)).toBe(false)
})

test('a container that was started again may be running', () => {
  const ended = createEndedContainers()
  ended.note(ID, { state: { kind: 'exited', exitCode: 0 } })
  ended.note(ID, { state: { kind: 'running' } })
  expect(ended.doubts(running)).toBe(false)
})

test('a new name says nothing about the state', () => {
  const ended = createEndedContainers()
  ended.note(ID, { state: { kind: 'exited', exitCode: 0 } })
  ended.note(ID, { name: 'other' })
  expect(ended.doubts(running)).toBe(true)
})

test('an engine that insists is believed in the end', () => {
  const ended = createEndedContainers()
  ended.note(ID, { state: { kind: 'exited', exitCode: 0 } })
  const answers = Array.from({ length: 30 }, () => ended.doubts(running))
  expect(answers).toContain(false)
  expect(answers.at(-1)).toBe(false)
})
