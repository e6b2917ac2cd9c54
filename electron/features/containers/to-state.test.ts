import { expect, test } from 'vitest'
import { toStateFromInspect, toStateFromList } from './to-state.ts'

test.each([
  ['running', 'Up 2 hours', { kind: 'running' }],
  ['running', 'Up 7 seconds (healthy)', { kind: 'running', health: 'healthy' }],
  ['running', 'Up 7 seconds (unhealthy)', { kind: 'running', health: 'unhealthy' }],
  ['running', 'Up 1 second (health: starting)', { kind: 'running', health: 'starting' }],
  ['paused', 'Up 2 hours (Paused)', { kind: 'paused' }],
  ['restarting', 'Restarting (1) 3 seconds ago', { kind: 'restarting' }],
  ['exited', 'Exited (137) 3 minutes ago', { kind: 'exited', exitCode: 137 }],
  ['exited', 'Exited (0) 2 days ago', { kind: 'exited', exitCode: 0 }],
  ['stopped', 'Exited (2) 2 days ago', { kind: 'exited', exitCode: 2 }],
  ['created', 'Created', { kind: 'created' }],
  ['configured', 'Created', { kind: 'created' }],
  ['dead', 'Dead', { kind: 'dead' }],
  ['removing', 'Removal In Progress', { kind: 'removing' }],
])('%s with "%s" is %j', (state, status, expected) => {
  expect(toStateFromList(state, status)).toEqual(expected)
})

test.each([126, 127, 128])('a created container with exit code %i failed to start', (ExitCode) => {
  expect(toStateFromInspect({ Status: 'created', ExitCode, Error: 'no such file' })).toEqual({
    kind: 'failed-to-start',
    exitCode: ExitCode,
    reason: 'no such file',
  })
})

test('a created container with an error failed to start', () => {
  const state = toStateFromInspect({ Status: 'created', ExitCode: 0, Error: 'port taken' })
  expect(state).toEqual({ kind: 'failed-to-start', exitCode: 0, reason: 'port taken' })
})

test('a created container without one was just never started', () => {
  expect(toStateFromInspect({ Status: 'created', ExitCode: 0, Error: '' })).toEqual({
    kind: 'created',
  })
})

test('Podman’s empty health is none', () => {
  const state = toStateFromInspect({ Status: 'running', Health: { Status: '' } })
  expect(state).toEqual({ kind: 'running' })
})
