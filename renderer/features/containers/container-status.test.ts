import { describe, expect, test } from 'vitest'
import { isAlive, statusHint, statusWord } from './container-status.ts'
import type { ShownState } from './pending-containers.ts'

const STATES: readonly (readonly [ShownState, string, string])[] = [
  [{ kind: 'running' }, 'Running', 'running'],
  [{ kind: 'running', health: 'healthy' }, 'Healthy', 'healthy'],
  [{ kind: 'running', health: 'unhealthy' }, 'Unhealthy', 'unhealthy'],
  [{ kind: 'running', health: 'starting' }, 'Starting', 'starting'],
  [{ kind: 'paused' }, 'Paused', 'paused'],
  [{ kind: 'restarting' }, 'Restarting', 'restarting'],
  [{ kind: 'exited', exitCode: 0 }, 'Exited (0)', 'exited'],
  [{ kind: 'exited', exitCode: 137 }, 'Exited (137)', 'failed'],
  [{ kind: 'created' }, 'Created', 'created'],
  [{ kind: 'failed-to-start', exitCode: 127, reason: 'no' }, 'Failed to start', 'failed'],
  [{ kind: 'dead' }, 'Dead', 'dead'],
  [{ kind: 'removing' }, 'Removing', 'removing'],
  [{ kind: 'being-stopped' }, 'Stopping', 'starting'],
]

describe('a state in words', () => {
  test.each(STATES)('%j reads %s, with the shape %s', (state, word, shape) => {
    expect(statusWord(state)).toEqual({ word, shape })
  })
})

test('what stops is alive until it has stopped; what is removed is not', () => {
  expect(isAlive({ kind: 'being-stopped' })).toBe(true)
  expect(isAlive({ kind: 'removing' })).toBe(false)
})

test.each<readonly [ShownState, string | undefined]>([
  [{ kind: 'exited', exitCode: 137 }, 'Exit code 137: ended by SIGKILL'],
  [{ kind: 'exited', exitCode: 3 }, undefined],
  [{ kind: 'failed-to-start', exitCode: 127, reason: 'no\u0007' }, 'no␇'],
  [{ kind: 'failed-to-start', exitCode: 127, reason: '' }, undefined],
  [{ kind: 'running' }, undefined],
])('the hint of %j is: %s', (state, hint) => {
  expect(statusHint(state)).toBe(hint)
})

test('a long reason is cut in a hint', () => {
  const state = { kind: 'failed-to-start', exitCode: 1, reason: 'x'.repeat(300) } as const
  expect(statusHint(state)).toBe(`${'x'.repeat(200)}…`)
})
