import { EngineError, type EngineErrorShape } from '#shared/errors.ts'
import type { SshDestination } from '../address.ts'
import { describeDestination, shellQuote } from './ssh-command.ts'
import type { Finished } from './carrier.ts'

/** Where dockerd listens unless told otherwise. */
export const DEFAULT_SOCKET = '/var/run/docker.sock'

/** The engine's socket on the other machine. */
export function remoteSocket({ socketPath }: SshDestination): string {
  return socketPath ?? DEFAULT_SOCKET
}

/** What can be seen of a socket file over there; `unknown` where no shell tells. */
export type SocketState = 'usable' | 'denied' | 'missing' | 'unknown'

/**
 * A script for `sh -s` that tells of a socket: an ssh server says of a socket that it cannot reach
 * only "open failed", whether the socket is missing, is not ours to use, or may not be forwarded.
 */
export function socketQuestion(path: string): string {
  const quoted = shellQuote(path)
  return `
if test -r ${quoted} && test -w ${quoted}; then echo usable
elif test -e ${quoted}; then echo denied
else LC_ALL=C ls -dL ${quoted} 2>&1
fi
`
}

/** Reads the answer. */
export function socketState({ stdout }: Pick<Finished, 'stdout'>): SocketState {
  if (/^usable$/m.test(stdout)) return 'usable'
  // A folder on the way that may not be entered hides what is in it.
  if (/^denied$|permission denied/im.test(stdout)) return 'denied'
  return /no such file/i.test(stdout) ? 'missing' : 'unknown'
}

/** Why no stream to the socket could be opened. */
export function explainSocket(state: SocketState, destination: SshDestination): EngineError {
  return new EngineError(
    socketReason(state, remoteSocket(destination), describeDestination(destination)),
  )
}

/** The same for a socket at a path, on a host as errors name it. */
export function socketReason(state: SocketState, path: string, host: string): EngineErrorShape {
  return REASONS[state](path, host)
}

const REASONS: Readonly<Record<SocketState, (path: string, host: string) => EngineErrorShape>> = {
  missing: (path, host) => ({
    code: 'unreachable',
    message: `No engine runs on ${host}: there is no socket "${path}"`,
    hint: 'Start the engine there, or give the connection the path of its socket.',
  }),
  denied: (path, host) => ({
    code: 'no-permission',
    message: `You may not use the engine on ${host}: its socket "${path}" is not open to this user`,
    hint: 'On that machine, add the user to the "docker" group, then connect again.',
  }),
  usable: (path, host) => ({
    code: 'unreachable',
    message: `No engine answers on ${host}: nothing listens at its socket "${path}"`,
    hint: 'Start the engine there.',
  }),
  unknown: (path, host) => ({
    code: 'unreachable',
    message: `The engine’s socket "${path}" on ${host} cannot be reached`,
    hint: 'Check there that the engine runs, and that the ssh server may forward its socket.',
  }),
}
