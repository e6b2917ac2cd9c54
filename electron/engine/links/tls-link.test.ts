import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import {
  createServer as createTcpServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import type { TlsFiles } from '../address.ts'
import type { CallLimits } from '../call-limits.ts'
import { createDocker, type Docker } from '../docker.ts'
import { openLog } from '../log-source/open-log.ts'
import { createTransport } from '../transport.ts'
import type { Link } from './link.ts'
import { createTcpLink } from './tcp-link.ts'
import {
  createAuthority,
  NEEDS_OPENSSL,
  THIS_MACHINE,
  type Authority,
  type Certificate,
} from './test-certificates.ts'
import { createTlsLink } from './tls-link.ts'

const SWITCH = 'HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n'

let folder: string
let ours: Authority
let foreign: Authority
let server: Certificate
let client: Certificate
const running: Server[] = []

describe.skipIf(NEEDS_OPENSSL.missing)(`over TLS${NEEDS_OPENSSL.reason}`, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pilothouse-tls-'))
    ours = await createAuthority(folder, 'ours')
    foreign = await createAuthority(folder, 'foreign')
    server = await ours.issue('server', { use: 'serverAuth', hosts: THIS_MACHINE })
    client = await ours.issue('client', { use: 'clientAuth' })
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    await Promise.all(running.splice(0).map((one) => new Promise((done) => one.close(done))))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each(['localhost', '127.0.0.1'])('an engine that proves to be %s answers', async (host) => {
    const port = await serve()
    const link = createTlsLink({ host, port, files: { ca: ours.ca } })
    await expect(docker(link).ping()).resolves.toBe('OK')
  })

  test('an engine that wants a client certificate gets it', async () => {
    const port = await serve(wantsClient())
    await expect(ping(port, { ca: ours.ca, ...client })).resolves.toBe('OK')
  })

  test('renewed files are used at the next call', async () => {
    const ca = join(folder, 'renewed.pem')
    copyFileSync(foreign.ca, ca)
    const engine = docker(linkTo(await serve(), { ca }))
    await expect(engine.ping()).rejects.toMatchObject({ code: 'bad-answer' })
    copyFileSync(ours.ca, ca)
    await expect(engine.ping()).resolves.toBe('OK')
  })

  test('a raw stream runs both ways', async () => {
    const echo = createTlsServer(identity(server), (socket) => {
      socket.once('data', () => {
        socket.write(SWITCH)
        socket.pipe(socket)
      })
    })
    const engine = docker(linkTo(await listen(echo), { ca: ours.ca }))
    const stream = await engine.getExec('a').start({ hijack: true })
    stream.end('hello')
    await expect(text(stream)).resolves.toBe('hello')
  })

  describe('the engine’s certificate', () => {
    test.each([
      ['without an authority', () => ({})],
      ['with another authority', () => ({ ca: foreign.ca })],
    ])('is not trusted %s', async (_which, files) => {
      expect(await refusal(await serve(), files())).toMatchObject({
        code: 'bad-answer',
        message: says('is not signed by an authority that you trust'),
        hint: says('ca.pem'),
      })
    })

    test('must be for the host that was asked for', async () => {
      const other = await ours.issue('other', { use: 'serverAuth', hosts: 'DNS:other.example' })
      const port = await serve(identity(other))
      expect(await refusal(port)).toMatchObject({
        code: 'bad-answer',
        message: says('was made for another host name'),
      })
    })

    test('must not have expired', async () => {
      const wish = { use: 'serverAuth', hosts: THIS_MACHINE, validUntil: '20210101' } as const
      const port = await serve(identity(await ours.issue('old', wish)))
      expect(await refusal(port)).toMatchObject({
        code: 'bad-answer',
        message: says('has expired'),
      })
    })

    test('must be a server’s', async () => {
      const wrong = await ours.issue('wrong', { use: 'clientAuth', hosts: THIS_MACHINE })
      expect(await refusal(await serve(identity(wrong)))).toMatchObject({
        code: 'bad-answer',
        message: says('was not made for a server'),
      })
    })

    test('is verified whatever the environment says', async () => {
      vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
      const error = await refusal(await serve(), { ca: foreign.ca })
      expect(error.message).toContain('is not signed by an authority that you trust')
    })

    test('is not looked at where the engine knows only an old TLS', async () => {
      const versions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } as const
      const port = await serve({ ...versions, ciphers: 'DEFAULT@SECLEVEL=0' })
      expect(await refusal(port)).toMatchObject({
        code: 'bad-answer',
        message: says('speaks no TLS that is safe'),
      })
    })
  })

  describe('the client’s certificate', () => {
    test('is asked for where it is missing', async () => {
      expect(await refusal(await serve(wantsClient()))).toMatchObject({
        code: 'no-permission',
        message: says('wants a client certificate'),
      })
    })

    test('is hinted at where an older TLS refuses without saying why', async () => {
      const port = await serve({ ...wantsClient(), maxVersion: 'TLSv1.2' })
      expect(await refusal(port)).toMatchObject({
        code: 'bad-answer',
        hint: says('It may want a client certificate'),
      })
    })

    test('is hinted at where an engine hangs up on a foreign one', async () => {
      const stranger = await foreign.issue('stranger', { use: 'clientAuth' })
      const port = await serve(wantsClient())
      expect(await refusal(port, { ca: ours.ca, ...stranger })).toMatchObject({
        code: 'unreachable',
        hint: says('those without a certificate that it knows'),
      })
    })
  })

  describe('a port that is not what it was taken for', () => {
    test('speaks plain HTTP', async () => {
      const plain = createHttpServer((_request, response) => response.end('OK'))
      expect(await refusal(await listen(plain))).toMatchObject({
        code: 'bad-answer',
        message: says('does not speak TLS'),
      })
    })

    test('speaks TLS, and was asked in plain', async () => {
      const plain = createTcpLink({ host: '127.0.0.1', port: await serve() })
      expect(await failure(docker(plain).ping())).toMatchObject({
        code: 'unreachable',
        hint: says('it closes plain connections'),
      })
    })

    test('is closed', async () => {
      const port = await serve()
      await new Promise((done) => running.pop()?.close(done))
      expect(await refusal(port)).toMatchObject({
        code: 'unreachable',
        message: says('nothing listens there'),
      })
    })
  })

  test('a log is read through it, in pieces of any size', async () => {
    const body = Buffer.alloc(1_000_000, 'log ')
    const port = await listen(
      createHttpsServer(identity(server), (_request, response) => {
        response.write(body.subarray(0, 7))
        response.end(body.subarray(7))
      }),
    )
    const order = { path: '/containers/a/logs', isBare: false }
    const { blocks, opened } = openLog(linkTo(port, { ca: ours.ca }), 'tcp://engine', order, {})
    await opened
    const parts: Uint8Array[] = await blocks.toArray()
    expect(Buffer.concat(parts).equals(body)).toBe(true)
  })

  describe('a port that accepts and never shakes hands', () => {
    test('costs a call its deadline, and no connection stays', async () => {
      const { link, accepted } = await silence()
      const call = failure(docker(link, { deadlineMs: 100 }).ping())
      const left = once(await accepted, 'close')
      expect(await call).toMatchObject({ code: 'timeout' })
      await left
    })

    test('lets a call be taken back at once, and no connection stays', async () => {
      const { link, accepted } = await silence()
      const abort = new AbortController()
      const call = failure(docker(link, { signal: abort.signal, deadlineMs: 60_000 }).ping())
      const left = once(await accepted, 'close')
      abort.abort()
      expect(await call).toMatchObject({ code: 'cancelled' })
      await left
    })

    test('is given up when the link closes', async () => {
      const { link, accepted } = await silence()
      const dial = failure(link.dial(new AbortController().signal))
      const left = once(await accepted, 'close')
      await link.close()
      expect(await dial).toMatchObject({ code: 'cancelled' })
      await left
    })
  })
})

/** Starts an engine that says OK, and gives its port. */
function serve(options: TlsOptions = {}): Promise<number> {
  const own = { ...identity(server), ...options }
  return listen(createHttpsServer(own, (_request, response) => response.end('OK')))
}

/** Accepts, and says nothing. */
async function silence() {
  const silent = createTcpServer((socket) => socket.on('error', () => {}).resume())
  const accepted = once(silent, 'connection').then(([socket]) => socket as Socket)
  return { link: linkTo(await listen(silent), {}), accepted }
}

function listen(one: Server): Promise<number> {
  running.push(one)
  return new Promise((resolve) => {
    one.listen(0, '127.0.0.1', () => resolve((one.address() as AddressInfo).port))
  })
}

function identity({ cert, key }: Certificate): TlsOptions {
  return { cert: readFileSync(cert), key: readFileSync(key) }
}

function wantsClient(): TlsOptions {
  return { ca: readFileSync(ours.ca), requestCert: true, rejectUnauthorized: true }
}

function linkTo(port: number, files: TlsFiles): Link {
  return createTlsLink({ host: '127.0.0.1', port, files })
}

function docker(link: Link, limits: CallLimits = {}): Docker {
  return createDocker(createTransport(link, 'tcp://engine'), 'tcp://engine', limits)
}

function ping(port: number, files: TlsFiles): Promise<unknown> {
  return docker(linkTo(port, files)).ping()
}

function refusal(port: number, files: TlsFiles = { ca: ours.ca }): Promise<EngineError> {
  return failure(ping(port, files))
}

async function failure(call: Promise<unknown>): Promise<EngineError> {
  const error: unknown = await call.catch((cause: unknown) => cause)
  if (error instanceof EngineError) return error
  throw new Error('It did not fail as it should', { cause: error })
}

function says(words: string): unknown {
  return expect.stringContaining(words)
}
