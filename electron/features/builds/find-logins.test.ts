import { expect, test } from 'vitest'
import type { Engine } from '../../engine/index.ts'
import { findLogin, findLogins } from './find-logins.ts'
import { outlineOf } from './steps/dockerfile-outline.ts'

const { signal } = new AbortController()

/** Knows a login for each registry but one, and which were asked for. */
function engineWithLogins() {
  const asked: string[] = []
  const engine = {
    registryAuth(reference: string) {
      asked.push(reference)
      const [host = ''] = reference.split('/')
      return Promise.resolve(
        host === 'none:5000'
          ? {}
          : { login: { username: 'u', password: host, serveraddress: host } },
      )
    },
  } as unknown as Engine
  return { engine, asked }
}

test('only registries that the Dockerfile names are told of, with arguments put in', async () => {
  const { engine, asked } = engineWithLogins()
  const outline = outlineOf(
    [
      'ARG REGISTRY=lab:5000',
      'ARG BASE=ghcr.io/x/y:1',
      'FROM $REGISTRY/shop/api AS api',
      'FROM ${BASE}',
      'FROM busybox',
      'FROM none:5000/x',
      'COPY --from=api /a /a',
      'COPY --from=quay.io/x/y /a /a',
    ].join('\n'),
  )
  const logins = await findLogins(
    engine,
    outline,
    [{ name: 'REGISTRY', value: 'mine:5000' }],
    signal,
  )
  expect(Object.keys(logins).toSorted()).toEqual([
    'ghcr.io',
    'https://index.docker.io/v1/',
    'mine:5000',
    'quay.io',
  ])
  expect(asked).not.toContain('lab:5000/any')
})

test('BuildKit asks by host, and Docker Hub has several', async () => {
  const { engine, asked } = engineWithLogins()
  expect(await findLogin(engine, 'registry-1.docker.io', signal)).toEqual({
    username: 'u',
    password: 'docker.io',
  })
  expect(await findLogin(engine, 'none:5000', signal)).toBeUndefined()
  expect(asked).toEqual(['docker.io/any', 'none:5000/any'])
})

test('a token goes without a name', async () => {
  const engine = {
    registryAuth: () => Promise.resolve({ login: { username: '<token>', identitytoken: 't' } }),
  } as unknown as Engine
  expect(await findLogin(engine, 'lab:5000', signal)).toEqual({ token: 't' })
})
