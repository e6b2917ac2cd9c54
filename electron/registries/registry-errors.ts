import { EngineError, type EngineErrorCode } from '#shared/errors.ts'

/** The window asks registries itself, and may stand elsewhere than the engine. */
const FROM_HERE =
  'Repositories and tags are asked for from this machine. What only the engine can reach can still be pulled and pushed.'

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
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not signed by an authority that is known',
  UNABLE_TO_GET_ISSUER_CERT: 'its certificate is not signed by an authority that is known',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is not signed by an authority that is known',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not signed by an authority that is known',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not signed by an authority that is known',
}

/** What a plain server makes of a greeting in TLS, in OpenSSL's words and in BoringSSL's. */
const NO_TLS = /^(EPROTO|ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG)$/

/** Whether what answers there speaks no TLS. */
export function speaksNoTls(cause: unknown): boolean {
  return NO_TLS.test(codeOf(cause))
}

/** Why a registry could not be asked, in plain words. Ours pass unchanged. */
export function fromConnection(host: string, cause: unknown): EngineError {
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
  const reason = BY_CODE[codeOf(cause)] ?? said
  return refusal('unreachable', host, reason, FROM_HERE, said)
}

/** A registry's no. */
export function fromStatus(host: string, status: number, body: string, user?: string): EngineError {
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
