import { EngineError, type EngineErrorCode } from '#shared/errors.ts'

/** The window asks registries itself, and may stand elsewhere than the engine. */
const FROM_HERE =
  'Repositories and tags are asked for from this machine. What only the engine can reach can still be pulled and pushed.'

const UNKNOWN_AUTHORITY = 'its certificate is not signed by an authority that is known'

const BY_CODE: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its host is not known on this machine',
  EAI_AGAIN: 'its host is not known on this machine',
  ECONNREFUSED: 'nothing listens there',
  EHOSTUNREACH: 'its host cannot be reached from this machine',
  ENETUNREACH: 'its host cannot be reached from this machine',
  ETIMEDOUT: 'its host cannot be reached from this machine',
  ECONNRESET: 'it closed the connection before it had answered',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate was made for another host name',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_AUTHORITY,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN_AUTHORITY,
}

/** What a plain server makes of a greeting in TLS, in OpenSSL's words and in BoringSSL's. */
const NO_TLS = /^(EPROTO|ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG)$/

/** What a server says that was shown no certificate, in OpenSSL's words and in BoringSSL's. */
const WANTS_CERTIFICATE = /CERTIFICATE_REQUIRED|ALERT_(?:BAD_CERTIFICATE|HANDSHAKE_FAILURE)/

/** Whether what answers there speaks no TLS. */
export function speaksNoTls(cause: unknown): boolean {
  return NO_TLS.test(codeOf(cause))
}

interface AboutTrust {
  /** Where the certificate of an authority would be read from. */
  readonly places?: readonly string[] | undefined
  /** Why our own certificate was not shown. */
  readonly ownProblem?: EngineError | undefined
}

/** Why a registry could not be asked, in plain words. Ours pass unchanged. */
export function fromConnection(
  host: string,
  cause: unknown,
  { places = [], ownProblem }: AboutTrust = {},
): EngineError {
  if (cause instanceof EngineError) return cause
  const said = cause instanceof Error ? cause.message : String(cause)
  if (cause instanceof DOMException && cause.name === 'TimeoutError') {
    return refusal('timeout', host, 'it did not answer in time', FROM_HERE)
  }
  if (speaksNoTls(cause)) {
    const hint =
      'Only registries on this machine, and those that the engine calls insecure, are asked without.'
    return refusal('bad-answer', host, 'it speaks no TLS', hint)
  }
  if (WANTS_CERTIFICATE.test(codeOf(cause))) {
    const reason = 'it wants a certificate of the client'
    if (!ownProblem) {
      return refusal('unreachable', host, reason, besides(places, CLIENT_FILES), said)
    }
    const { code, message, hint } = ownProblem
    return refusal(code, host, `${reason}. ${message}`, hint, said)
  }
  const reason = BY_CODE[codeOf(cause)] ?? said
  const hint = reason === UNKNOWN_AUTHORITY ? besides(places, AUTHORITY_FILE) : FROM_HERE
  const error = refusal('unreachable', host, reason, hint, said)
  return CLOSED.test(codeOf(cause)) ? besidesOwn(error, ownProblem) : error
}

/** In TLS 1.3 a server refuses after the greeting is over, and some close without a word. */
const CLOSED = /^(ECONNRESET|EPIPE)$/

/** The error, and that our own certificate was not shown, should that be why: many do not say it. */
function besidesOwn(error: EngineError, ownProblem: EngineError | undefined): EngineError {
  if (!ownProblem) return error
  const { message, hint } = ownProblem
  const own = `It was not shown your own certificate, in case it wants one. ${message}.`
  return new EngineError({
    ...error.toShape(),
    hint: [error.hint, own, hint].filter(Boolean).join(' '),
  })
}

const AUTHORITY_FILE = (places: string) =>
  `Put the certificate of that authority into ${places}. Engines read the first, Pilothouse both.`

const CLIENT_FILES = (places: string) =>
  `Put it and its key, as "client.cert" and "client.key", into the folder of ${places}.`

function besides(places: readonly string[], words: (places: string) => string): string {
  return places.length === 0 ? FROM_HERE : words(places.map((place) => `"${place}"`).join(' or '))
}

/** What those answer over HTTP that miss a certificate of the client: nginx the first, gateways others. */
const MISSES_CERTIFICATE: ReadonlySet<number> = new Set([400, 401, 403])

/** Whether what a registry answers may come from a certificate of ours that it was not shown. */
export function mayMissOwn(status: number, { ownProblem }: AboutTrust): boolean {
  return ownProblem !== undefined && MISSES_CERTIFICATE.has(status)
}

/** A registry's no. */
export function fromStatus(
  host: string,
  status: number,
  body: string,
  { user, ...trust }: AboutTrust & { readonly user?: string | undefined } = {},
): EngineError {
  const error = ofStatus(host, status, body, user)
  return mayMissOwn(status, trust) ? besidesOwn(error, trust.ownProblem) : error
}

function ofStatus(host: string, status: number, body: string, user?: string): EngineError {
  const said = wordsOf(body)
  const login = user === undefined ? 'Log in to the registry.' : `You are logged in as "${user}".`
  if (status === 401 || status === 403) {
    const reason = user === undefined ? 'it wants you to log in' : 'it does not let you'
    return refusal('no-permission', host, reason, login, said)
  }
  if (status === 404) return refusal('not-found', host, 'it has no such thing', undefined, said)
  if (status === 429) return refusal('refused', host, 'it wants you to wait', undefined, said)
  return refusal('refused', host, said || `it answered with status ${status}`, undefined, said)
}

/** Something that is no registry, or a broken one. */
export function badRegistry(host: string, reason: string): EngineError {
  return refusal('bad-answer', host, reason, 'Check that a registry answers at this address.')
}

function refusal(
  code: EngineErrorCode,
  host: string,
  reason: string,
  hint?: string,
  engineMessage?: string,
): EngineError {
  const message = `Cannot ask registry "${host}": ${reason}`
  return new EngineError({ code, message, hint, engineMessage: engineMessage || undefined })
}

function codeOf(cause: unknown): string {
  const { code } = (cause ?? {}) as { code?: unknown }
  return typeof code === 'string' ? code : ''
}

/** `{"errors":[{"message":…}]}` of the distribution's API. */
function wordsOf(body: string): string {
  try {
    const { errors } = JSON.parse(body) as { errors?: readonly { message?: unknown }[] }
    const words = errors?.map(({ message }) => message).filter((one) => typeof one === 'string')
    return (words ?? []).join(', ').slice(0, 500)
  } catch {
    return ''
  }
}
