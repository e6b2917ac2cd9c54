import { request as plainRequest, type IncomingHttpHeaders } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { within } from '../within.ts'
import type { Credentials } from './credentials.ts'
import {
  badRegistry,
  fromConnection,
  fromStatus,
  mayMissOwn,
  speaksNoTls,
} from './registry-errors.ts'
import type { RegistryTrust } from './registry-trust.ts'
import { isAt } from './server-name.ts'

/** A registry, and who asks it. */
export interface RegistryAccess {
  readonly host: string
  readonly credentials: Credentials | undefined
  /** Whether it may be asked without TLS, where it speaks none. */
  readonly mayBePlain: () => Promise<boolean>
  /** Whom its certificate may be signed by, and what it is shown of us. */
  readonly trust?: () => Promise<RegistryTrust>
  /** Where the certificate of an authority of its own would be read from. */
  readonly trustPlaces?: readonly string[]
}

export interface RegistryAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

interface Question {
  readonly method: 'GET' | 'HEAD' | 'DELETE'
  /** Below `/v2/`, with its query. */
  readonly path: string
  readonly accept?: string
  /** What a token is asked for, should one be wanted: `repository:team/app:pull`. */
  readonly scope: string
}

/** Registries look through their storage for a catalog. */
const DEADLINE_MS = 20_000

/** A hundred names are 30 KB. */
const MAX_BODY_BYTES = 4 * 1024 * 1024

/** A way in that a registry has told: what is asked once need not be asked again. */
export interface RegistryDoor {
  ask(question: Question, signal: AbortSignal): Promise<RegistryAnswer>
}

/**
 * Asks a registry by the distribution's API, with the login that it wants. No redirect is followed:
 * a login must not go where it was not meant to. Answers with any status but 401 and 403, and 400 where
 * a certificate of ours could not be shown.
 */
export function openDoor(access: RegistryAccess): RegistryDoor {
  const { host, credentials, mayBePlain } = access
  let base: string | undefined
  let trust: RegistryTrust = {}
  const passes = new Map<string, string>()

  async function send(
    { method, path, accept = 'application/json', scope }: Question,
    signal: AbortSignal,
  ): Promise<RegistryAnswer> {
    if (base === undefined) {
      trust = (await access.trust?.()) ?? {}
      base = await findBase(host, trust, mayBePlain, signal)
    }
    const url = `${base}/v2/${path}`
    const pass = passes.get(scope)
    const answer = await exchange(url, { method, accept, pass, trust }, signal)
    if (answer.status !== 401 || pass !== undefined) return answer
    const way = await findPass(base, answer, scope, signal)
    if (way === undefined) return answer
    passes.set(scope, way)
    return exchange(url, { method, accept, pass: way, trust }, signal)
  }

  /** Tokens may be given elsewhere, by the same authority; who we are is shown to the registry alone. */
  function trustAt(url: URL): RegistryTrust {
    if (isAt(url, host)) return trust
    return trust.ca === undefined ? {} : { ca: trust.ca }
  }

  /** Why our own certificate was not shown there, where it would have been. */
  function shownAt(url: URL): Pick<RegistryTrust, 'ownProblem'> {
    const { ownProblem } = url.protocol === 'https:' ? trustAt(url) : {}
    return ownProblem ? { ownProblem } : {}
  }

  /** What goes into `Authorization`, by the challenge of the registry. */
  async function findPass(
    from: string,
    { headers }: RegistryAnswer,
    scope: string,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const challenge = headers['www-authenticate'] ?? ''
    if (/^basic\b/i.test(challenge)) return credentials && basic(credentials)
    if (!/^bearer\b/i.test(challenge)) return undefined
    const url = tokenAddress(host, from, challenge, scope)
    const { status, body } =
      credentials?.isToken === true
        ? await postRefresh(url, credentials.secret, scope, { trust: trustAt(url), signal })
        : await exchange(
            url.href,
            { method: 'GET', pass: credentials && basic(credentials), trust: trustAt(url) },
            signal,
          )
    if (status !== 200) {
      throw fromStatus(host, status, body, { user: credentials?.username, ...shownAt(url) })
    }
    return `Bearer ${readToken(host, body)}`
  }

  return {
    async ask(question, signal) {
      try {
        const answer = await within(DEADLINE_MS, signal, (limit) => send(question, limit))
        const { status, body } = answer
        const shown = shownAt(new URL(base ?? `https://${host}`))
        // A tag that cannot be deleted is answered so as well, and its digest is tried then.
        const mayMiss = question.method !== 'DELETE' && mayMissOwn(status, shown)
        if (status !== 401 && status !== 403 && !mayMiss) return answer
        throw fromStatus(host, status, body, { user: credentials?.username, ...shown })
      } catch (cause) {
        if (signal.aborted) throw signal.reason
        const { ownProblem } = shownAt(new URL(base ?? `https://${host}`))
        throw fromConnection(host, cause, { places: access.trustPlaces, ownProblem })
      }
    },
  }
}

/** TLS wherever it is spoken; nothing is said to a plain server before it is allowed. */
async function findBase(
  host: string,
  trust: RegistryTrust,
  mayBePlain: () => Promise<boolean>,
  signal: AbortSignal,
) {
  const secure = `https://${host}`
  try {
    await exchange(`${secure}/v2/`, { method: 'GET', trust }, signal)
    return secure
  } catch (cause) {
    if (!speaksNoTls(cause) || !(await mayBePlain())) throw cause
    return `http://${host}`
  }
}

/** Where tokens are given, by the registry's own word; without TLS only if it speaks none itself. */
function tokenAddress(host: string, base: string, challenge: string, scope: string): URL {
  const told = (name: string) => RegExp(`${name}="([^"]*)"`, 'i').exec(challenge)?.[1] ?? ''
  const url = URL.canParse(told('realm')) ? new URL(told('realm')) : undefined
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && base.startsWith('http:'))
  if (!url || !isSafe) throw badRegistry(host, 'it gives no address for tokens that is safe')
  if (told('service')) url.searchParams.set('service', told('service'))
  url.searchParams.set('scope', scope)
  return url
}

function postRefresh(
  url: URL,
  token: string,
  scope: string,
  { trust, signal }: { readonly trust: RegistryTrust; readonly signal: AbortSignal },
) {
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    service: url.searchParams.get('service') ?? '',
    client_id: 'pilothouse',
    scope,
    refresh_token: token,
  })
  const at = `${url.origin}${url.pathname}`
  return exchange(at, { method: 'POST', form: body.toString(), trust }, signal)
}

function readToken(host: string, body: string): string {
  const { token, access_token: other } = parse(host, body)
  const found = token ?? other
  if (typeof found === 'string' && /^[\x21-\x7e]+$/.test(found)) return found
  throw badRegistry(host, 'it gave no token')
}

/** An object of an answer. */
export function parse(host: string, body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // Said below.
  }
  throw badRegistry(host, 'what answers there is no registry')
}

function basic({ username, secret }: Credentials): string {
  return `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}`
}

interface Exchange {
  readonly method: string
  readonly accept?: string
  readonly pass?: string | undefined
  readonly form?: string
  readonly trust?: RegistryTrust
}

function exchange(
  url: string,
  { method, accept, pass, form, trust = {} }: Exchange,
  signal: AbortSignal,
): Promise<RegistryAnswer> {
  const headers = {
    ...(accept !== undefined && { accept }),
    ...(pass !== undefined && { authorization: pass }),
    ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
  }
  const send = url.startsWith('https:') ? tlsRequest : plainRequest
  const { ca, cert, key } = trust
  const own = cert !== undefined && key !== undefined && { cert, key }
  const options = { method, headers, signal, agent: false, ...(ca && { ca: [...ca] }), ...own }
  return new Promise((resolve, reject) => {
    const outgoing = send(url, options, (response) => {
      const chunks: Buffer[] = []
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes > MAX_BODY_BYTES) outgoing.destroy(new Error('its answer is too long'))
        else chunks.push(chunk)
      })
      response.once('error', reject)
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      )
    })
    outgoing.once('error', (cause) => reject(signal.aborted ? signal.reason : cause))
    outgoing.end(form)
  })
}
