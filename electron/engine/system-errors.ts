import { EngineError, type EngineErrorCode, type EngineErrorShape } from '#shared/errors.ts'
import { cancelled } from './call-limits.ts'
import { engineLine } from './engine-text.ts'

type Translation = Pick<EngineErrorShape, 'code' | 'message' | 'hint'>

const START_IT = 'Start the engine, or choose another connection.'

/** What the system says when a connection fails, by its code: texts differ between runtimes. */
const BY_CODE: Readonly<Record<string, (endpoint: string) => Translation>> = {
  ENOENT: (at) => ({
    code: 'unreachable',
    message: `No engine runs at ${at}: there is no such socket`,
    hint: START_IT,
  }),
  ECONNREFUSED: (at) => ({
    code: 'unreachable',
    message: `No engine runs at ${at}: nothing listens there`,
    hint: START_IT,
  }),
  EACCES: noPermission,
  EPERM: noPermission,
  ENOTFOUND: unknownHost,
  EAI_AGAIN: unknownHost,
  ETIMEDOUT: noRoute,
  EHOSTUNREACH: noRoute,
  ENETUNREACH: noRoute,
  EHOSTDOWN: noRoute,
  ECONNRESET: hungUp,
  EPIPE: hungUp,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  CERT_HAS_EXPIRED: (at) => ({
    code: 'bad-answer',
    message: `The certificate of ${at} has expired`,
    hint: 'Renew the certificate on the engine’s host.',
  }),
  ERR_TLS_CERT_ALTNAME_INVALID: (at) => ({
    code: 'bad-answer',
    message: `The certificate of ${at} was made for another host name`,
    hint: 'Use the host name in the certificate, or add this one to it.',
  }),
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: clientCertificate,
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: clientCertificate,
  EPROTO: (at) => ({
    code: 'bad-answer',
    message: `${at} does not speak TLS`,
    hint: 'Check the port: 2375 is plain, 2376 is TLS.',
  }),
}

/** ssh libraries name no code; these are their words. */
const BY_TEXT: readonly (readonly [RegExp, Translation])[] = [
  [
    /All configured authentication methods failed/,
    {
      code: 'no-permission',
      message: 'The ssh server did not accept any key',
      hint: 'Check that your key is loaded in the ssh agent and known to the server.',
    },
  ],
  [
    /Host denied|Host key verification failed/,
    {
      code: 'bad-answer',
      message: 'The ssh server’s host key is not the one that is known',
      hint: 'Compare its fingerprint with the server’s own before you trust it.',
    },
  ],
  [
    /Invalid username/,
    {
      code: 'no-permission',
      message: 'The ssh address names no user',
      hint: 'Write it as "ssh://user@host".',
    },
  ],
]

/** A failure of the connection itself, in plain words. Ours pass unchanged. */
export function fromSystemError(cause: unknown, endpoint: string): EngineError {
  if (cause instanceof EngineError) return cause
  const { code = '', message } = asSystemError(cause)
  if (code === 'ABORT_ERR') return cancelled()
  if (message === 'aborted' || code === 'ERR_STREAM_PREMATURE_CLOSE') {
    return badAnswer('The engine’s answer was cut off', undefined, message)
  }
  if (code.startsWith('HPE_')) return badAnswer(`What answers at ${endpoint} is no engine`)
  const translate = Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined
  const shape = translate?.(endpoint) ?? BY_TEXT.find(([text]) => text.test(message))?.[1]
  if (shape) return new EngineError({ ...shape, engineMessage: engineLine(message) })
  return new EngineError({
    code: 'unreachable',
    message: `The connection to ${endpoint} failed: ${engineLine(message)}`,
    hint: START_IT,
  })
}

/** The engine answered, and the answer is broken. */
export function badAnswer(message: string, status?: number, engineMessage?: string): EngineError {
  return new EngineError({
    code: 'bad-answer' satisfies EngineErrorCode,
    message: engineLine(message),
    hint: 'Check that a container engine answers at this endpoint, and nothing stands in between.',
    status,
    engineMessage,
  })
}

function asSystemError(cause: unknown): { code?: string; message: string } {
  if (!(cause instanceof Error)) return { message: String(cause) }
  const code = 'code' in cause && typeof cause.code === 'string' ? { code: cause.code } : {}
  return { ...code, message: cause.message }
}

function noPermission(at: string): Translation {
  return {
    code: 'no-permission',
    message: `You may not use the engine at ${at}`,
    hint: 'Add yourself to the "docker" group, then log in again.',
  }
}

function unknownHost(at: string): Translation {
  return {
    code: 'unreachable',
    message: `The host of ${at} is not known`,
    hint: 'Check the name, and that you are on the right network.',
  }
}

function noRoute(at: string): Translation {
  return {
    code: 'unreachable',
    message: `The host of ${at} cannot be reached`,
    hint: 'Check that it is on, and that you are on the right network.',
  }
}

function hungUp(at: string): Translation {
  return {
    code: 'unreachable',
    message: `The engine at ${at} closed the connection before it had answered`,
    hint: 'It may have stopped just now. Where it speaks TLS, it closes plain connections.',
  }
}

function untrusted(at: string): Translation {
  return {
    code: 'bad-answer',
    message: `The certificate of ${at} is not signed by an authority that you trust`,
    hint: 'Add the authority’s certificate (ca.pem) to the connection.',
  }
}

function clientCertificate(at: string): Translation {
  return {
    code: 'no-permission',
    message: `${at} wants a client certificate that it knows`,
    hint: 'Add your certificate and key (cert.pem, key.pem) to the connection.',
  }
}
