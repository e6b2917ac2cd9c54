import { expect, test } from 'vitest'
import { parseContext, type DockerFiles } from './contexts.ts'
import { findEndpoints } from './endpoints.ts'

const NO_WISHES = { host: undefined, context: undefined, tlsVerify: undefined }
const NO_FILES: DockerFiles = { currentContext: undefined, contexts: [] }
const COLIMA = { name: 'colima', host: 'unix:///home/me/.colima/docker.sock', hasTls: false }
const REMOTE = { name: 'remote', host: 'tcp://remote:2376', hasTls: true }

test('without any wish the default socket is used', () => {
  expect(listed(NO_WISHES, NO_FILES)).toEqual([
    {
      id: 'default',
      name: 'default',
      source: 'default',
      endpoint: 'unix:///var/run/docker.sock',
      mode: 'full',
    },
  ])
})

test('on Windows the default is a pipe', () => {
  const [first] = findEndpoints(NO_WISHES, NO_FILES, 'win32')
  expect(first?.address).toEqual({ kind: 'socket', path: '\\\\.\\pipe\\docker_engine' })
})

test('DOCKER_HOST wins over DOCKER_CONTEXT and the current context', () => {
  const wishes = { ...NO_WISHES, host: 'unix:///run/x.sock', context: 'colima' }
  const files = { currentContext: 'colima', contexts: [COLIMA] }
  expect(listed(wishes, files).map(({ id }) => id)).toEqual(['DOCKER_HOST', 'context:colima'])
})

test('DOCKER_CONTEXT wins over the current context', () => {
  const wishes = { ...NO_WISHES, context: 'remote' }
  const files = { currentContext: 'colima', contexts: [COLIMA, REMOTE] }
  expect(listed(wishes, files)[0]?.name).toBe('remote')
})

test('the current context comes first, then the default socket and the others', () => {
  const files = { currentContext: 'colima', contexts: [REMOTE, COLIMA] }
  const ids = listed(NO_WISHES, files).map(({ id }) => id)
  expect(ids).toEqual(['context:colima', 'default', 'context:remote'])
})

test('DOCKER_CONTEXT=default means the default socket', () => {
  const files = { currentContext: 'colima', contexts: [COLIMA] }
  expect(listed({ ...NO_WISHES, context: 'default' }, files)[0]?.id).toBe('default')
})

test('a context that does not exist is listed with its fault, and nothing else is used', () => {
  const [first] = findEndpoints({ ...NO_WISHES, context: 'gone' }, NO_FILES, 'linux')
  expect(first?.address).toBeUndefined()
  expect(first?.connection.fault).toMatchObject({
    code: 'not-found',
    message: 'There is no context "gone"',
  })
})

test.each([
  ['a context with TLS', NO_WISHES, { currentContext: 'remote', contexts: [REMOTE] }],
  ['DOCKER_TLS_VERIFY', { ...NO_WISHES, host: 'tcp://a:2376', tlsVerify: '1' }, NO_FILES],
  ['ssh', { ...NO_WISHES, host: 'ssh://me@a' }, NO_FILES],
])('%s is never spoken to in plain: it has a fault', (_what, wishes, files) => {
  const [first] = findEndpoints(wishes, files, 'linux')
  expect(first?.address).toBeUndefined()
  expect(first?.connection.fault?.message).toMatch(/not supported yet/)
})

test('a broken context is listed with its fault beside the good ones', () => {
  const broken = parseContext('0123456789abcdef', '{"Name":', false)
  const all = listed(NO_WISHES, { currentContext: undefined, contexts: [broken, COLIMA] })
  expect(all.map(({ name, fault }) => [name, fault?.message])).toEqual([
    ['default', undefined],
    ['0123456789ab', 'The context "0123456789ab" cannot be used: its meta.json cannot be read'],
    ['colima', undefined],
  ])
})

test('a meta.json of the store gives name and host', () => {
  const meta = { Name: 'colima', Endpoints: { docker: { Host: COLIMA.host } } }
  expect(parseContext('x', JSON.stringify(meta), false)).toEqual(COLIMA)
})

test.each([
  [undefined, 'its meta.json cannot be read'],
  ['', 'its meta.json cannot be read'],
  ['[]', 'its meta.json cannot be read'],
  ['{"Name":"k","Endpoints":{}}', 'it has no Docker endpoint'],
])('a meta.json of %j is broken', (text, broken) => {
  expect(parseContext('k', text, false)).toEqual({ name: 'k', broken })
})

function listed(
  wishes: typeof NO_WISHES | Parameters<typeof findEndpoints>[0],
  files: DockerFiles,
) {
  return findEndpoints(wishes, files, 'linux').map(({ connection }) => connection)
}
