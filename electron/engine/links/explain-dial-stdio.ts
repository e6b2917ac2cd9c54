import { EngineError, type EngineErrorShape } from '#shared/errors.ts'
import type { SshDestination } from '../address.ts'
import { engineText } from '../engine-text.ts'
import { explainSsh } from './explain-ssh.ts'
import { remoteSocket, socketReason, type SocketState } from './remote-socket.ts'
import { describeDestination } from './ssh-command.ts'
import type { Finished } from './carrier.ts'

/** With this code ssh speaks for itself, and not for the remote command. */
const SSH_FAILED = 255

/** How shells say that there is no such program. */
const NO_DOCKER =
  /docker: (?:command )?not found|command not found: docker|Unknown command:? .*docker|docker: No such file/i

const TOO_OLD = /dial-stdio.* is not a docker command|unknown (?:command|flag).*dial-stdio/i

/** What the docker CLI says of a socket, as we say it. */
const SOCKET_WORDS: readonly (readonly [RegExp, SocketState])[] = [
  [/connect: no such file or directory/i, 'missing'],
  [/permission denied/i, 'denied'],
  [/connect: connection refused|Cannot connect to the Docker daemon/i, 'usable'],
]

/** Why `docker system dial-stdio` over there ended without a stream to the engine. */
export function explainDialStdio(
  { words, ...end }: Omit<Finished, 'stdout'>,
  destination: SshDestination,
): EngineError {
  if (end.code === SSH_FAILED || end.startFailure) return explainSsh(words, destination, end)
  const engineMessage = withoutSsh(words)
  const host = describeDestination(destination)
  const told = explainDocker(engineMessage, remoteSocket(destination), host)
  return told ? new EngineError({ ...told, engineMessage }) : explainSsh(words, destination)
}

/** What the words of a docker program mean, or of a shell that has none; `host` as errors name it. */
export function explainDocker(
  words: string,
  path: string,
  host: string,
): EngineErrorShape | undefined {
  if (isWithoutDocker(words)) {
    return {
      code: 'unreachable',
      message: `There is no docker program on ${host} that could reach the engine`,
      hint: 'Install the docker CLI there, and have it on the PATH of ssh sessions.',
    }
  }
  if (TOO_OLD.test(words)) {
    return {
      code: 'unreachable',
      message: `The docker program on ${host} is too old to reach the engine for us`,
      hint: 'Update it to 18.09 or newer.',
    }
  }
  const state = SOCKET_WORDS.find(([says]) => says.test(words))?.[1]
  return state && socketReason(state, path, host)
}

/**
 * Why the engine is out of reach where neither way works. An ssh server does not say whether it
 * forbids the forward or found nobody listening.
 */
export function explainWithoutForward(
  fault: EngineError,
  destination: SshDestination,
): EngineError {
  if (!isWithoutDocker(fault.engineMessage ?? '')) return fault
  const host = describeDestination(destination)
  return new EngineError({
    code: 'unreachable',
    message: `The engine’s socket "${remoteSocket(destination)}" on ${host} cannot be reached, and there is no docker program there to reach it with`,
    hint: 'Check there that the engine runs. If it does, set "AllowStreamLocalForwarding yes" in its sshd_config, or install the docker CLI.',
    engineMessage: fault.engineMessage,
  })
}

function isWithoutDocker(words: string): boolean {
  return NO_DOCKER.test(words)
}

/** The words without those of ssh itself. */
function withoutSsh(words: string): string {
  const lines = words.split(/\r?\n/).filter((line) => line && !/^(?:debug\d: |OpenSSH_)/.test(line))
  return engineText(lines.join('\n'))
}
