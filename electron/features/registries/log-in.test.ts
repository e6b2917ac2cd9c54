import { afterEach, expect, test } from 'vitest'
import { respond } from '../../engine/fake-engine.ts'
import type { Logins } from '../../registries/index.ts'
import { startFakeWorld, type FakeWorld, type Routes } from '../fake-world.ts'
import { logIn } from './log-in.ts'

const { signal } = new AbortController()
const LOGIN = { host: 'https://lab:5000/v2/', user: 'dev', password: 's3cret', inDockerFile: false }

let world: FakeWorld | undefined
afterEach(() => world?.close())

/** Logs in at a registry that answers so; what was kept comes back. */
async function tryLogin(routes: Routes, login = LOGIN) {
  world = await startFakeWorld(routes)
  const kept: unknown[] = []
  const logins = {
    keep: (...what: unknown[]) => {
      kept.push(...what.slice(0, 2))
      return Promise.resolve({ kind: 'memory' as const })
    },
  } as unknown as Logins
  const outcome = await logIn(world.engines.get(world.connection), logins, login, signal).catch(
    (cause: unknown) => cause,
  )
  return { outcome, kept, requests: world.requests() }
}

test('what the registry accepts is kept under its host', async () => {
  const { kept, requests } = await tryLogin({ '/auth': { Status: 'Login Succeeded' } })
  expect(kept).toEqual(['lab:5000', { username: 'dev', secret: 's3cret' }])
  expect(requests).toEqual(['POST /auth HTTP/1.1'])
})

test('a token that the registry gives takes the place of the password', async () => {
  const { kept } = await tryLogin({ '/auth': { Status: '', IdentityToken: 'T' } })
  expect(kept).toEqual(['lab:5000', { username: 'dev', secret: 'T', isToken: true }])
})

test('what it does not accept is kept nowhere, and the password is not told', async () => {
  const message = 'login attempt to https://lab:5000/v2/ failed with status: 401 Unauthorized'
  const { outcome, kept } = await tryLogin({ '/auth': respond(500, JSON.stringify({ message })) })
  expect(kept).toEqual([])
  expect(outcome).toMatchObject({
    message:
      'Cannot log in to registry "lab:5000": the registry does not accept this user and password',
    engineMessage: message,
  })
  expect(JSON.stringify(outcome)).not.toContain('s3cret')
})

test('what is no host is not asked for', async () => {
  const { outcome, requests } = await tryLogin({}, { ...LOGIN, host: 'user@lab' })
  expect(outcome).toMatchObject({ message: expect.stringContaining('that is no host') })
  expect(requests).toEqual([])
})
