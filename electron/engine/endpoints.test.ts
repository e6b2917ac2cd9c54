import { expect, test } from 'vitest'
import { parseContext, type DockerFiles, type StoredContext } from './contexts.ts'
import { findEndpoints } from './endpoints.ts'

const LINUX = { platform: 'linux' } as const
const NO_WISHES = { host: undefined, context: undefined, tlsVerify: undefined }
const NO_FILES: DockerFiles = {
  currentContext: undefined,
  contexts: [],
  certificates: { ca: '/docker/ca.pem' },
}
const COLIMA = context('colima', 'unix:///home/me/.colima/docker.sock')
const REMOTE = { ...context('remote', 'tcp://remote:2376'), tls: { ca: '/remote/ca.pem' } }

test('without any wish the default socket is used', () => {
  expect(listed(NO_WISHES, NO_FILES)).toEqual([
    {
      id: 'default',
      name: 'default',
      source: 'default',
      endpoint: 'unix:///var/run/docker.sock',
      kind: 'socket',
      mode: 'full',
    },
  ])
})

test('on Windows the default is a pipe', () => {
  const [first] = findEndpoints(NO_WISHES, NO_FILES, { platform: 'win32' })
  expect(first?.address).toEqual({ kind: 'socket', path: '\\\\.\\pipe\\docker_engine' })
  expect(first?.connection.kind).toBe('pipe')
})

test('under a folder that stands for the root, the default socket is there as well', () => {
  const [first] = findEndpoints(NO_WISHES, NO_FILES, { ...LINUX, root: '/stand-in' })
  expect(first?.connection.endpoint).toBe('unix:///stand-in/var/run/docker.sock')
})

test('a DOCKER_HOST of the login shell comes first and says so, and the default stays', () => {
  const wishes = { ...NO_WISHES, host: 'unix:///run/x.sock', isOfLoginShell: true }
  const all = listed(wishes, { ...NO_FILES, currentContext: 'colima', contexts: [COLIMA] })
  expect(all.map(({ id, ofLoginShell }) => [id, ofLoginShell])).toEqual([
    ['DOCKER_HOST', true],
    ['default', undefined],
    ['context:colima', undefined],
  ])
  expect(all[0]?.name).toBe('DOCKER_HOST')
})

test('a DOCKER_CONTEXT of the login shell is the context that it names, and says so', () => {
  const wishes = { ...NO_WISHES, context: 'colima', isOfLoginShell: true }
  const all = listed(wishes, { ...NO_FILES, contexts: [REMOTE, COLIMA] })
  expect(all.map(({ id, ofLoginShell }) => [id, ofLoginShell])).toEqual([
    ['context:colima', true],
    ['default', undefined],
    ['context:remote', undefined],
  ])
})

test('DOCKER_HOST wins over DOCKER_CONTEXT and the current context', () => {
  const wishes = { ...NO_WISHES, host: 'unix:///run/x.sock', context: 'colima' }
  const files = { ...NO_FILES, currentContext: 'colima', contexts: [COLIMA] }
  expect(listed(wishes, files).map(({ id }) => id)).toEqual(['DOCKER_HOST', 'context:colima'])
})

test('DOCKER_CONTEXT wins over the current context', () => {
  const wishes = { ...NO_WISHES, context: 'remote' }
  const files = { ...NO_FILES, currentContext: 'colima', contexts: [COLIMA, REMOTE] }
  expect(listed(wishes, files)[0]?.name).toBe('remote')
})

test('the current context comes first, then the default socket and the others', () => {
  const files = { ...NO_FILES, currentContext: 'colima', contexts: [REMOTE, COLIMA] }
  const ids = listed(NO_WISHES, files).map(({ id }) => id)
  expect(ids).toEqual(['context:colima', 'default', 'context:remote'])
})

test('DOCKER_CONTEXT=default means the default socket', () => {
  const files = { ...NO_FILES, currentContext: 'colima', contexts: [COLIMA] }
  expect(listed({ ...NO_WISHES, context: 'default' }, files)[0]?.id).toBe('default')
})

test('a context that does not exist is listed with its fault, and nothing else is used', () => {
  const [first] = findEndpoints({ ...NO_WISHES, context: 'gone' }, NO_FILES, LINUX)
  expect(first?.address).toBeUndefined()
  expect(first?.connection.fault).toMatchObject({
    code: 'not-found',
    message: 'There is no context "gone"',
  })
})

test('a context with TLS files is reached by TLS', () => {
  const [first] = findEndpoints(NO_WISHES, only(REMOTE), LINUX)
  expect(first).toMatchObject({
    connection: { kind: 'tls', endpoint: 'tcp://remote:2376' },
    address: { kind: 'tls', host: 'remote', port: 2376, files: { ca: '/remote/ca.pem' } },
  })
})

test.each(['1', '0', 'no'])('DOCKER_TLS_VERIFY=%s makes TLS of DOCKER_HOST', (tlsVerify) => {
  const wishes = { ...NO_WISHES, host: 'tcp://a:2376', tlsVerify }
  const [first] = findEndpoints(wishes, NO_FILES, LINUX)
  expect(first?.address).toEqual({
    kind: 'tls',
    host: 'a',
    port: 2376,
    files: NO_FILES.certificates,
  })
  expect(first?.connection.warning).toBeUndefined()
})

test('DOCKER_TLS_VERIFY alone means the TLS port of this machine', () => {
  const [first] = listed({ ...NO_WISHES, tlsVerify: '1' }, NO_FILES)
  expect(first).toMatchObject({ id: 'default', kind: 'tls', endpoint: 'tcp://localhost:2376' })
})

test('DOCKER_TLS_VERIFY does not reach into contexts: what they say counts', () => {
  const plain = context('plain', 'tcp://plain:2375')
  const wishes = { ...NO_WISHES, context: 'plain', tlsVerify: '1' }
  expect(listed(wishes, only(plain))[0]).toMatchObject({ name: 'plain', kind: 'tcp' })
})

test('DOCKER_TLS_VERIFY leaves a socket a socket', () => {
  const wishes = { ...NO_WISHES, host: 'unix:///run/x.sock', tlsVerify: '1' }
  const [first] = findEndpoints(wishes, NO_FILES, LINUX)
  expect(first?.address).toEqual({ kind: 'socket', path: '/run/x.sock' })
})

test.each([
  [undefined, {}],
  ['/docker', NO_FILES.certificates],
])('https in DOCKER_HOST with DOCKER_CERT_PATH=%s takes the files %j', (certPath, files) => {
  const [first] = findEndpoints({ ...NO_WISHES, host: 'https://a', certPath }, NO_FILES, LINUX)
  expect(first?.address).toEqual({ kind: 'tls', host: 'a', port: 443, files })
})

test.each(['tcp://remote:2375', 'tcp://127.0.0.1:2375', 'http://localhost:2375'])(
  '%s without TLS carries a warning',
  (host) => {
    const [first] = listed({ ...NO_WISHES, host }, NO_FILES)
    expect(first).toMatchObject({
      kind: 'tcp',
      warning: expect.stringContaining('anyone who reaches this port'),
    })
  },
)

test.each(['unix:///x.sock', 'ssh://me@host', 'https://host'])('%s carries no warning', (host) => {
  expect(listed({ ...NO_WISHES, host }, NO_FILES)[0]?.warning).toBeUndefined()
})

test('ssh leads where it says', () => {
  const [first] = findEndpoints({ ...NO_WISHES, host: 'ssh://me@host' }, NO_FILES, LINUX)
  expect(first?.connection.kind).toBe('ssh')
  expect(first?.address).toEqual({ kind: 'ssh', host: 'host', user: 'me' })
})

test.each([context('lax', 'tcp://lax:2376'), { ...REMOTE, name: 'lax' }])(
  'a context that skips the verification of TLS is refused, and says why: %j',
  (lax) => {
    const [first] = findEndpoints(NO_WISHES, only({ ...lax, skipTlsVerify: true }), LINUX)
    expect(first?.address).toBeUndefined()
    expect(first?.connection.kind).toBe('tls')
    expect(first?.connection.fault).toMatchObject({
      code: 'refused',
      message: 'The context "lax" asks not to verify who answers, and then anyone could',
    })
  },
)

test('on a socket there is nothing to verify, and nothing to refuse', () => {
  const [first] = findEndpoints(NO_WISHES, only({ ...COLIMA, skipTlsVerify: true }), LINUX)
  expect(first?.connection.fault).toBeUndefined()
})

test('a broken context is listed with its fault beside the good ones', () => {
  const broken = parseContext('0123456789abcdef', '{"Name":')
  const all = listed(NO_WISHES, {
    ...NO_FILES,
    currentContext: undefined,
    contexts: [broken, COLIMA],
  })
  expect(all.map(({ name, fault }) => [name, fault?.message])).toEqual([
    ['default', undefined],
    ['0123456789ab', 'The context "0123456789ab" cannot be used: its meta.json cannot be read'],
    ['colima', undefined],
  ])
})

test('a meta.json of the store gives name and host', () => {
  const meta = { Name: 'colima', Endpoints: { docker: { Host: COLIMA.host } } }
  expect(parseContext('x', JSON.stringify(meta))).toEqual(COLIMA)
})

test.each([
  [undefined, 'its meta.json cannot be read'],
  ['', 'its meta.json cannot be read'],
  ['[]', 'its meta.json cannot be read'],
  ['{"Name":"k","Endpoints":{}}', 'it has no Docker endpoint'],
])('a meta.json of %j is broken', (text, broken) => {
  expect(parseContext('k', text)).toEqual({ name: 'k', broken })
})

function listed(
  wishes: typeof NO_WISHES | Parameters<typeof findEndpoints>[0],
  files: DockerFiles,
) {
  return findEndpoints(wishes, files, LINUX).map(({ connection }) => connection)
}

function context(name: string, host: string) {
  return { name, host, tls: undefined, skipTlsVerify: false }
}

/** Files with one context, which is the current one. */
function only(stored: StoredContext): DockerFiles {
  return { ...NO_FILES, currentContext: stored.name, contexts: [stored] }
}
