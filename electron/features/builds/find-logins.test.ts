import { expect, test } from 'vitest'
import type { BuildSettings } from '#shared/contract/builds.ts'
import type { Engine } from '../../engine/index.ts'
import { createBuildLogins } from './find-logins.ts'
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

function loginsOf(engine: Engine, lines: readonly string[], args: BuildSettings['args'] = []) {
  return createBuildLogins(engine, outlineOf(lines.join('\n')), { args, signal })
}

test('only registries that the Dockerfile names are told of, with arguments put in', async () => {
  const { engine, asked } = engineWithLogins()
  const logins = loginsOf(
    engine,
    [
      '# syntax=docker.io/docker/dockerfile:1',
      'ARG REGISTRY=lab:5000',
      'arg A=1 QUOTED="quoted:5000" NESTED=$QUOTED/x',
      'FROM $REGISTRY/shop/api AS api',
      'FROM ${NESTED}',
      'FROM ${MISSING:-ghcr.io/x/y}',
      'FROM none:5000/x',
      'COPY --from=api /a /a',
      'COPY --from=0 /a /a',
      'COPY --from=quay.io/x/y /a /a',
      'RUN --mount=type=bind,from=mounted:5000/x true',
    ],
    [{ name: 'REGISTRY', value: 'mine:5000' }],
  )
  expect(Object.keys(await logins.all()).toSorted()).toEqual([
    'ghcr.io',
    'https://index.docker.io/v1/',
    'mine:5000',
    'mounted:5000',
    'quay.io',
    'quoted:5000',
  ])
  expect(asked).not.toContain('lab:5000/any')
})

test('a Dockerfile that names nothing of Docker Hub is no reason to tell of its login', async () => {
  const { engine, asked } = engineWithLogins()
  const logins = loginsOf(engine, [
    'FROM lab:5000/a AS base',
    'FROM base',
    'FROM scratch',
    'COPY --from=0 a b',
  ])
  expect(Object.keys(await logins.all())).toEqual(['lab:5000'])
  expect(await logins.of('registry-1.docker.io')).toBeUndefined()
  expect(await logins.of('other:5000')).toBeUndefined()
  expect(asked).toEqual(['lab:5000/any'])
})

test('BuildKit asks by host, and Docker Hub has several', async () => {
  const { engine, asked } = engineWithLogins()
  const logins = loginsOf(engine, ['FROM busybox', 'FROM none:5000/a'])
  expect(await logins.of('registry-1.docker.io')).toEqual({ username: 'u', password: 'docker.io' })
  expect(await logins.of('none:5000')).toBeUndefined()
  expect(asked).toEqual(['docker.io/any', 'none:5000/any'])
})

test('a token goes without a name', async () => {
  const engine = {
    registryAuth: () => Promise.resolve({ login: { username: '<token>', identitytoken: 't' } }),
  } as unknown as Engine
  expect(await loginsOf(engine, ['FROM lab:5000/a']).of('lab:5000')).toEqual({ token: 't' })
})

test('why a login was not found is remembered', async () => {
  const engine = {
    registryAuth: () => Promise.resolve({ problem: 'the helper is not there' }),
  } as unknown as Engine
  const logins = loginsOf(engine, ['FROM lab:5000/a'])
  expect(await logins.all()).toEqual({})
  expect(logins.problem).toBe('the helper is not there')
})
