import { expect, test } from 'vitest'
import type { ConnectionState } from '#shared/contract/connections.ts'
import { engineWords } from './engine-words.ts'

const NOW = 100_000
const error = { code: 'unreachable', message: 'Nothing answers' } as const
const words = (state: ConnectionState) => {
  const { word, detail } = engineWords({ endpoint: 'unix:///docker.sock' }, state, NOW)
  return `${word} · ${detail}`
}

test('each state begins with its word, and says what matters', () => {
  expect(words({ kind: 'connecting', since: NOW })).toBe('Disconnected · connecting…')
  expect(words({ kind: 'reconnecting', since: NOW - 12_000, error })).toBe(
    'Reconnecting · last answer 12 seconds ago',
  )
  expect(words({ kind: 'not-responding', since: NOW - 61_000, error })).toBe(
    'Not responding · last answer 1 minute ago',
  )
  expect(words({ kind: 'disconnected', since: 0, error })).toBe(
    'Disconnected · no answer at unix:///docker.sock',
  )
})

test('a connected engine tells its versions', () => {
  const engine = {
    version: '28.2',
    isPodman: false,
    apiVersion: '1.50',
    os: 'linux',
    arch: 'x86_64',
    cpus: 2,
    memoryBytes: 1,
    name: 'box',
  }
  const told = engineWords({ endpoint: 'unix:///x' }, { kind: 'connected', since: 0, engine }, NOW)
  expect(told).toMatchObject({
    word: 'Connected',
    detail: 'unix:///x',
    engine: 'Engine 28.2 · API 1.50',
  })
})
