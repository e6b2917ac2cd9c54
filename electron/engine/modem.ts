import { stringify } from 'node:querystring'
import type { Readable } from 'node:stream'
import type { CallLimits } from './call-limits.ts'
import { readAnswer, type Shape } from './answer.ts'
import { badAnswer } from './system-errors.ts'
import type { Order, Transport } from './transport.ts'

/** What dockerode says of one call. Its own list of status codes is not asked. */
interface Dial {
  readonly method: string
  /** Ends in `?` when the options belong into the query. */
  readonly path: string
  readonly options?: Readonly<Record<string, unknown>> | undefined
  /** An archive that is sent. */
  readonly file?: Readable | undefined
  readonly isStream?: boolean | undefined
  /** A login at the registry that the engine is to ask. */
  readonly authconfig?: object | undefined
  /** Those at several registries, by server. */
  readonly registryconfig?: object | undefined
  readonly hijack?: boolean | undefined
}

type Done = (error: unknown, answer?: unknown) => void

/** The part of docker-modem that dockerode calls. */
export interface Modem {
  Promise: PromiseConstructor
  dial(call: Dial, done: Done): void
}

/** Endpoints that answer with a list. */
const LISTS = [
  /^\/(containers|images)\/json$/,
  /^\/networks$/,
  /^\/images\/.+\/history$/,
  /^\/images\/search$/,
  /^\/containers\/[^/]+\/changes$/,
  /^\/(services|tasks|nodes|secrets|configs|plugins)$/,
]

/** Changes whose answer is an object that the caller needs. */
const ANSWERING_CHANGES = /\/(auth|create|exec|commit|prune|wait|update)$/

/** Endpoints that want their options as a body although dockerode's path asks for a query. */
const TAKES_BODY = /^\/(?!images\/)\w+\/create$|\/(update|checkpoints)$/

/** Never compressed: engines unpack that by programs of the container (CVE-2026-41567). */
const ARCHIVE = { 'content-type': 'application/x-tar' }

/** dockerode's modem, with our transport under it and these limits on its calls. */
export function createModem(transport: Transport, limits: CallLimits, endpoint: string): Modem {
  async function run(call: Dial): Promise<unknown> {
    const order = toOrder(call)
    if (call.hijack) return transport.hijack(order, limits)
    const opened = await transport.open(order, limits)
    if (!call.isStream) return readAnswer(opened, shapeOf(call), endpoint)
    opened.countdown.stopClock()
    return opened.response
  }
  return {
    Promise,
    dial: (call, done) =>
      void run(call).then(
        (answer) => done(null, answer),
        (error: unknown) => done(error),
      ),
  }
}

/**
 * dockerode's call as a request: query or body, never both, unless it names the two itself. A login
 * is a header, and never part of an address.
 */
export function toOrder({ authconfig, registryconfig, ...call }: Dial): Order {
  const order = withoutLogin(call)
  const logins = {
    ...(authconfig && { 'x-registry-auth': toBase64Url(authconfig) }),
    ...(registryconfig && { 'x-registry-config': toBase64Url(registryconfig) }),
  }
  const headers = { ...order.headers, ...logins }
  return Object.keys(headers).length === 0 ? order : { ...order, headers }
}

/** With the padding that Node leaves out and Docker wants. */
function toBase64Url(value: object): string {
  const text = Buffer.from(JSON.stringify(value)).toString('base64')
  return text.replaceAll('+', '-').replaceAll('/', '_')
}

function withoutLogin({ method, path, options, file }: Dial): Order {
  const [bare = ''] = path.split('?', 1)
  const { _query, _body, abortSignal: _signal, authconfig: _login, ...rest } = options ?? {}
  const inBody = method === 'POST' && (!path.endsWith('?') || TAKES_BODY.test(bare))
  const query = queryOf(_query ?? (inBody || _body !== undefined ? {} : rest))
  const body = _body ?? (inBody && options !== undefined ? rest : undefined)
  const order = { method, path: checked(query ? `${bare}?${query}` : bare) }
  if (file !== undefined) return { ...order, body: file, headers: ARCHIVE }
  if (body === undefined) return order
  return { ...order, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
}

/** What the engine's API says that this call answers with. */
export function shapeOf({ method, path }: Pick<Dial, 'method' | 'path'>): Shape {
  const bare = path.split('?', 1)[0] ?? ''
  if (bare === '/_ping') return 'text'
  if (method === 'GET') return LISTS.some((list) => list.test(bare)) ? 'array' : 'object'
  if (method === 'DELETE') return bare.startsWith('/images/') ? 'array' : 'nothing'
  return method === 'POST' && ANSWERING_CHANGES.test(bare) ? 'object' : 'nothing'
}

function queryOf(values: unknown): string {
  const pairs = Object.entries(values as Record<string, unknown>).filter(
    ([, value]) => value !== undefined,
  )
  const texts = pairs.filter(([, value]) => !(value instanceof Uint8Array))
  const bytes = pairs.flatMap(([key, value]) =>
    value instanceof Uint8Array ? [`${encodeURIComponent(key)}=${percentBytes(value)}`] : [],
  )
  const named = texts.map(([key, value]) => [key, toQueryValue(value)])
  return [stringify(Object.fromEntries(named) as Record<string, string>), ...bytes]
    .filter((part) => part !== '')
    .join('&')
}

/** Bytes that are no text, as the engine will have them. */
function percentBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
}

function toQueryValue(value: unknown): unknown {
  return typeof value === 'object' && !Array.isArray(value) ? JSON.stringify(value) : value
}

/** An id with `..` in it would name another object than the one that is shown. */
function checked(path: string): string {
  const [bare = ''] = path.split('?', 1)
  if (/^[\w\-./:@%+~]+$/.test(bare) && !/(^|\/)\.{0,2}(\/|$)/.test(bare.slice(1))) return path
  throw badAnswer(`"${bare}" is no path of the engine's API`)
}
