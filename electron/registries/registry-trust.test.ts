import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  createAuthority,
  NEEDS_OPENSSL,
  THIS_MACHINE,
  type Authority,
  type Certificate,
} from '../engine/links/test-certificates.ts'
import { asEngineError } from '#shared/errors.ts'
import { openRegistry, type RegistryApi } from './registry-api.ts'
import { createRegistryTrusts } from './registry-trust.ts'

const { signal } = new AbortController()

let home = ''
let authority: Authority
let served: Certificate
let server: Server | undefined

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'pilothouse-trust-'))
  if (NEEDS_OPENSSL.missing) return
  authority = await createAuthority(home, 'lab-authority')
  served = await authority.issue('registry', { use: 'serverAuth', hosts: THIS_MACHINE })
})
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})
afterAll(() => rm(home, { recursive: true }))

function trusts() {
  const machine = { platform: 'linux' as const, home, env: {}, uid: 0, root: join(home, 'root') }
  return createRegistryTrusts(machine, () => undefined)
}

interface RegistryOptions {
  readonly wantsClient?: boolean
  readonly answer?: (response: ServerResponse) => unknown
}

const listOne = (response: ServerResponse) =>
  response.end(JSON.stringify({ repositories: ['team/app'] }))

/** A registry over TLS with one repository. */
async function start(options: RegistryOptions = {}): Promise<string> {
  const { wantsClient = false, answer = listOne } = options
  const files = { cert: await readFile(served.cert), key: await readFile(served.key) }
  const client = { requestCert: true, rejectUnauthorized: true, ca: await readFile(authority.ca) }
  server = createServer({ ...files, ...(wantsClient && client) }, (_request, response) => {
    answer(response)
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

function open(host: string): RegistryApi {
  return openRegistry({
    host,
    credentials: undefined,
    mayBePlain: () => Promise.resolve(false),
    trust: () => trusts().of(host),
    trustPlaces: trusts().places(host),
  })
}

test
  .skipIf(NEEDS_OPENSSL.missing)
  .each([
    'root/etc/docker/certs.d',
    '.docker/certs.d',
    '.config/docker/certs.d',
    'root/etc/containers/certs.d',
    '.config/containers/certs.d',
  ])(`an authority of one’s own is read from %s${NEEDS_OPENSSL.reason}`, async (certs) => {
  const host = await start()
  const place = join(home, certs, host)
  const refused = open(host).repositories(undefined, signal)
  await expect(refused).rejects.toMatchObject({
    code: 'unreachable',
    message: `Cannot ask registry "${host}": its certificate is not signed by an authority that is known`,
    hint: expect.stringContaining(`"${join(home, '.docker/certs.d', host, 'ca.crt')}"`),
  })
  await mkdir(place, { recursive: true })
  await cp(authority.ca, join(place, 'ca.crt'))
  expect(await open(host).repositories(undefined, signal)).toEqual({
    names: ['team/app'],
    hasMore: false,
  })
})

test.skipIf(NEEDS_OPENSSL.missing)(
  `a registry that wants a certificate of the client gets it${NEEDS_OPENSSL.reason}`,
  async () => {
    const host = await start({ wantsClient: true })
    const place = join(home, '.docker/certs.d', host)
    await mkdir(place, { recursive: true })
    await cp(authority.ca, join(place, 'ca.crt'))
    await expect(open(host).repositories(undefined, signal)).rejects.toMatchObject({
      message: expect.stringContaining('it wants a certificate of the client'),
      hint: expect.stringContaining('"client.cert" and "client.key"'),
    })
    const own = await authority.issue('me', { use: 'clientAuth' })
    await cp(own.cert, join(place, 'client.cert'))
    await expect(open(host).repositories(undefined, signal)).rejects.toMatchObject({
      message: expect.stringContaining(join(place, 'client.key')),
    })
    await writeFile(join(place, 'client.key'), 'nothing')
    await expect(open(host).repositories(undefined, signal)).rejects.toMatchObject({
      message: expect.stringContaining(`wants a certificate of the client. The file "${place}`),
    })
    await cp(own.key, join(place, 'client.key'))
    expect(await open(host).repositories(undefined, signal)).toMatchObject({ names: ['team/app'] })
  },
)

test.skipIf(NEEDS_OPENSSL.missing)(
  `a key that cannot be used is in nobody’s way where none is asked for${NEEDS_OPENSSL.reason}`,
  async () => {
    const host = await start()
    const place = join(home, '.docker/certs.d', host)
    await mkdir(place, { recursive: true })
    await cp(authority.ca, join(place, 'ca.crt'))
    const own = await authority.issue('unread', { use: 'clientAuth' })
    await cp(own.cert, join(place, 'client.cert'))
    await writeFile(join(place, 'client.key'), 'nothing')
    expect(await open(host).repositories(undefined, signal)).toMatchObject({ names: ['team/app'] })
  },
)

test.skipIf(NEEDS_OPENSSL.missing)(
  `a pair that cannot be read hides none that can be read in another folder${NEEDS_OPENSSL.reason}`,
  async () => {
    const [first, second] = ['root/etc/docker/certs.d', '.docker/certs.d'].map((certs) =>
      join(home, certs, 'pairs.lab'),
    ) as [string, string]
    const own = await authority.issue('second', { use: 'clientAuth' })
    for (const place of [first, second]) {
      await mkdir(place, { recursive: true })
      await cp(own.cert, join(place, 'client.cert'))
      await writeFile(join(place, 'client.key'), 'nothing')
    }
    const { ownProblem } = await trusts().of('pairs.lab')
    expect(ownProblem?.message).toContain(join(first, 'client.key'))
    await cp(own.key, join(second, 'client.key'))
    expect(await trusts().of('pairs.lab')).toEqual({
      cert: await readFile(own.cert, 'utf8'),
      key: await readFile(own.key, 'utf8'),
    })
  },
)

test.skipIf(NEEDS_OPENSSL.missing).each([
  ['400', (response: ServerResponse) => response.writeHead(400).end('No required certificate')],
  ['401', (response: ServerResponse) => response.writeHead(401).end()],
  ['403', (response: ServerResponse) => response.writeHead(403).end()],
  ['a connection that it closes', (response: ServerResponse) => response.socket?.destroy()],
])(
  `where a registry may miss a certificate of ours and says so by %s, it is told why it was not shown${NEEDS_OPENSSL.reason}`,
  async (_way, answer) => {
    const host = await start({ answer })
    const place = join(home, '.docker/certs.d', host)
    await mkdir(place, { recursive: true })
    await cp(authority.ca, join(place, 'ca.crt'))
    const hintOf = () =>
      open(host)
        .repositories(undefined, signal)
        .then(
          () => 'none',
          (cause: unknown) => asEngineError(cause).hint ?? '',
        )
    expect(await hintOf()).not.toContain('client.key')
    await cp(served.cert, join(place, 'client.cert'))
    await writeFile(join(place, 'client.key'), 'nothing')
    expect(await hintOf()).toContain(join(place, 'client.key'))
  },
)

test.skipIf(NEEDS_OPENSSL.missing)(
  `the port of TLS may be in the name of the folder or not${NEEDS_OPENSSL.reason}`,
  async () => {
    for (const [folder, other] of [
      ['first.lab', 'first.lab:443'],
      ['second.lab:443', 'second.lab'],
    ] as const) {
      const place = join(home, '.docker/certs.d', folder)
      await mkdir(place, { recursive: true })
      await cp(authority.ca, join(place, 'ca.crt'))
      expect(await trusts().of(other)).toEqual(await trusts().of(folder))
      expect((await trusts().of(other)).ca?.at(-1)).toBe(await readFile(authority.ca, 'utf8'))
    }
    expect(await trusts().of('first.lab:5000')).toEqual({})
    expect(trusts().places('first.lab:443')).toEqual(
      ['root/etc/docker', '.docker'].map((at) => join(home, at, 'certs.d/first.lab:443/ca.crt')),
    )
  },
)

test.skipIf(NEEDS_OPENSSL.missing)(
  `a tag that cannot be deleted by its name is not taken for a missing certificate${NEEDS_OPENSSL.reason}`,
  async () => {
    const host = await start({ answer: (response) => response.writeHead(400).end() })
    const place = join(home, '.docker/certs.d', host)
    await mkdir(place, { recursive: true })
    await cp(authority.ca, join(place, 'ca.crt'))
    await cp(served.cert, join(place, 'client.cert'))
    await writeFile(join(place, 'client.key'), 'nothing')
    expect(await open(host).remove('app', '1', signal)).toBe(false)
  },
)

test('a file that holds no certificate is named', async () => {
  const place = join(home, '.docker/certs.d/lab:5000')
  await mkdir(place, { recursive: true })
  await writeFile(join(place, 'ca.crt'), 'nothing')
  await expect(trusts().of('lab:5000')).rejects.toMatchObject({
    message: expect.stringContaining(join(place, 'ca.crt')),
  })
})

test('a host leads to no other folder', async () => {
  await mkdir(join(home, '.docker'), { recursive: true })
  await writeFile(join(home, '.docker/ca.crt'), 'nothing')
  for (const host of ['..', '.', '../..', 'a/../..']) expect(await trusts().of(host)).toEqual({})
})

test('on Windows, names of folders have no colon', () => {
  const machine = { platform: 'win32' as const, home: 'C:\\Users\\me', env: {}, uid: undefined }
  expect(createRegistryTrusts(machine, () => undefined).places('lab:5000')).toEqual([
    'C:\\ProgramData\\docker\\certs.d\\lab5000\\ca.crt',
    'C:\\Users\\me\\.docker\\certs.d\\lab5000\\ca.crt',
  ])
})
