import { EngineError, type EngineErrorCode, type EngineErrorShape } from '#shared/errors.ts'
import { cancelled } from './call-limits.ts'
import { engineLine } from './engine-text.ts'
import { TLS_ERRORS } from './tls-errors.ts'

/** A failure in our words. */
export type Translation = Pick<EngineErrorShape, 'code' | 'message' | 'hint'>

/** Sockets, pipes and Linuxes of this machine: no network and no TLS lies between. */
const LOCAL = /^(unix|npipe|wsl):/

/** What the system says when a connection fails, by its code: texts differ between runtimes. */
const BY_CODE: Readonly<Record<string, (endpoint: string) => Translation>> = {
  ENOENT: (at) => ({
    code: 'unreachable',
    message: `No engine runs at ${at}: there is no such socket`,
    hint: startIt(at),
  }),
  ECONNREFUSED: (at) => ({
    code: 'unreachable',
    message: `No engine runs at ${at}: nothing listens there`,
    hint: startIt(at),
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
  ...TLS_ERRORS,
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
    hint: startIt(endpoint),
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

function startIt(at: string): string {
  return LOCAL.test(at)
    ? 'Start the engine.'
    : 'Start the engine on its host, and check the address and the port.'
}

function noPermission(at: string): Translation {
  return {
    code: 'no-permission',
    message: `You may not use the engine at ${at}`,
    hint: rightFor(at),
  }
}

function rightFor(at: string): string {
  if (at.startsWith('npipe:')) return 'Add yourself to the "docker-users" group, then log in again.'
  if (LOCAL.test(at)) return 'Add yourself to the "docker" group, then log in again.'
  return 'Check that no firewall and no rule of this machine forbids the connection.'
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
  const tls =
    'Where it speaks TLS, it closes plain connections, and those without a certificate that it knows.'
  return {
    code: 'unreachable',
    message: `The engine at ${at} closed the connection before it had answered`,
    hint: `It may have stopped just now.${LOCAL.test(at) ? '' : ` ${tls}`}`,
  }
}
