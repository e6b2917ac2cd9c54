import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { openRegistry, type RegistryApi } from './registry-api.ts'

const DEV = { username: 'dev', secret: 's3cret' }
const BASIC = `Basic ${Buffer.from('dev:s3cret').toString('base64')}`
const { signal } = new AbortController()

type Answer = (request: IncomingMessage, response: ServerResponse) => void

let server: Server | undefined
let asked: string[] = []
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/** A registry on loopback that speaks no TLS, and what was asked of it, with `Authorization`. */
async function start(answer: Answer): Promise<string> {
  asked = []
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? '-'}`)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

function open(host: string, credentials?: typeof DEV & { isToken?: boolean }): RegistryApi {
  return openRegistry({ host, credentials, mayBePlain: () => Promise.resolve(true) })
}

const json = (response: ServerResponse, value: unknown, headers = {}) =>
  response.writeHead(200, headers).end(JSON.stringify(value))
const challenge = (response: ServerResponse, how: string) =>
  response.writeHead(401, { 'www-authenticate': how }).end()

/** Lets in whoever says this. */
function guarded(pass: string, how: string, inside: Answer): Answer {
  return (request, response) =>
    request.headers.authorization === pass ? inside(request, response) : challenge(response, how)
}

test('names come by pages, each asked for by the last name before it', async () => {
  const host = await start((request, response) =>
    request.url?.includes('last=b') === true
      ? json(response, { repositories: ['c'] })
      : json(response, { repositories: ['a', 'b'] }, { link: '</v2/_catalog?last=b>; rel="next"' }),
  )
  expect(await open(host).repositories(undefined, signal)).toEqual({
    names: ['a', 'b'],
    hasMore: true,
  })
  expect(await open(host).repositories('b', signal)).toEqual({ names: ['c'], hasMore: false })
})

test('a password goes only to a registry that asks for one', async () => {
  const inside: Answer = (_request, response) => json(response, { tags: null })
  const host = await start(guarded(BASIC, 'Basic realm="x"', inside))
  expect(await open(host, DEV).tags('team/app', undefined, signal)).toEqual({
    names: [],
    hasMore: false,
  })
  expect(asked).toEqual([
    'GET /v2/team/app/tags/list?n=100 -',
    `GET /v2/team/app/tags/list?n=100 ${BASIC}`,
  ])
  await expect(open(host).tags('team/app', undefined, signal)).rejects.toMatchObject({
    code: 'no-permission',
    message: `Cannot ask registry "${host}": it wants you to log in`,
  })
  const refused = open(host, { ...DEV, secret: 'wrong' }).tags('team/app', undefined, signal)
  await expect(refused).rejects.toMatchObject({
    code: 'no-permission',
    hint: 'You are logged in as "dev".',
  })
  await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining('wrong') })
})

test('a token is fetched with the password, or with the token that stands for it', async () => {
  let host = ''
  const bearer = () => `Bearer realm="http://${host}/token?a=b",service="reg",scope="x"`
  host = await start((request, response) => {
    if (request.url?.startsWith('/token') === true) return json(response, { token: 'T' })
    if (request.headers.authorization === 'Bearer T') return json(response, { tags: ['1'] })
    return challenge(response, bearer())
  })
  await open(host, DEV).tags('app', undefined, signal)
  const scope = encodeURIComponent('repository:app:pull')
  expect(asked[1]).toBe(`GET /token?a=b&service=reg&scope=${scope} ${BASIC}`)
  asked = []
  await open(host, { username: '', secret: 'identity', isToken: true }).tags(
    'app',
    undefined,
    signal,
  )
  expect(asked[1]).toBe('POST /token -')
})

test('a redirect is not followed, and nothing is told where it leads', async () => {
  const host = await start((_request, response) =>
    response.writeHead(307, { location: 'http://127.0.0.1:1/steal' }).end(),
  )
  await expect(open(host, DEV).repositories(undefined, signal)).rejects.toMatchObject({
    message: expect.stringContaining('it answered with status 307'),
  })
  expect(asked.every((line) => line.endsWith(' -'))).toBe(true)
})

test.each<[string, Answer, string]>([
  ['a page', (_request, response) => response.end('<html>'), 'is no registry'],
  [
    'a number for names',
    (_request, response) => json(response, { repositories: 7 }),
    'has no repositories',
  ],
  [
    'no catalog',
    (_request, response) => response.writeHead(404).end(),
    'does not list its repositories',
  ],
  ['an end', (request) => request.socket.destroy(), 'closed the connection'],
  ['too much', (_request, response) => response.end('x'.repeat(5_000_000)), 'too long'],
])('%s is told in plain words', async (_what, answer, words) => {
  const host = await start(answer)
  await expect(open(host).repositories(undefined, signal)).rejects.toThrow(words)
})

test('a registry without TLS is asked only where that is allowed', async () => {
  const host = await start((_request, response) => json(response, { repositories: [] }))
  const strict = openRegistry({ host, credentials: DEV, mayBePlain: () => Promise.resolve(false) })
  await expect(strict.repositories(undefined, signal)).rejects.toThrow('it speaks no TLS')
  expect(asked).toEqual([])
})

test('one that is not there is said, and that the engine may stand elsewhere', async () => {
  const host = await start(() => {})
  server?.close()
  await expect(open(host).repositories(undefined, signal)).rejects.toMatchObject({
    code: 'unreachable',
    message: `Cannot ask registry "${host}": nothing listens there`,
    hint: expect.stringContaining('from this machine'),
  })
})

test('Docker Hub lists no repositories, and is not asked for them', async () => {
  await expect(open('docker.io').repositories(undefined, signal)).rejects.toThrow(
    'does not list its repositories',
  )
})

test('what a tag leads to is told by the headers, and a deletion by its status', async () => {
  const host = await start(({ method, url = '' }, response) => {
    if (method === 'HEAD') {
      const isThere = url.endsWith('/manifests/1')
      return response.writeHead(isThere ? 200 : 404, { 'docker-content-digest': 'sha256:ab' }).end()
    }
    return response.writeHead(url.endsWith('/manifests/sha256:ab') ? 202 : 405).end()
  })
  const api = open(host)
  expect(await api.digestOf('app', '1', signal)).toBe('sha256:ab')
  expect(await api.digestOf('app', '2', signal)).toBeUndefined()
  expect(await api.remove('app', '1', signal)).toBe(false)
  expect(await api.remove('app', 'sha256:ab', signal)).toBe(true)
})
