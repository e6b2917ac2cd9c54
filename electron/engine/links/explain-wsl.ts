import { EngineError } from '#shared/errors.ts'
import type { WslDestination } from '../address.ts'
import { engineLine, engineText } from '../engine-text.ts'
import { explainDocker } from './explain-dial-stdio.ts'
import { DEFAULT_SOCKET } from './remote-socket.ts'
import type { CarrierEnd } from './carrier.ts'

/** What `wsl.exe` and Docker Desktop's stand-in say where there is no docker program inside. */
const NO_DOCKER = /execvpe\W+docker\W.*failed|'docker' could not be found in this WSL/i

/** The first is in each language. */
const NO_DISTRIBUTION = /WSL_E_DISTRO_NOT_FOUND|no distribution with the supplied name/i

/** How errors name the machine in which the engine runs. */
function describeWsl({ distribution }: WslDestination): string {
  return `the WSL distribution "${distribution}"`
}

/** Why `docker system dial-stdio` in a distribution ended without a stream to the engine. */
export function explainWsl(
  words: string,
  destination: WslDestination,
  { startFailure }: Partial<CarrierEnd> = {},
): EngineError {
  if (startFailure) return withoutWsl(startFailure)
  // The words of wsl.exe may be in UTF-16, those of what runs inside are not.
  const engineMessage = engineText(words.replaceAll('\0', '').trim())
  if (NO_DISTRIBUTION.test(engineMessage)) return noDistribution(destination, engineMessage)
  const where = describeWsl(destination)
  if (NO_DOCKER.test(engineMessage)) return withoutDocker(where, engineMessage)
  const told = explainDocker(engineMessage, destination.socketPath ?? DEFAULT_SOCKET, where)
  if (told) return new EngineError({ ...told, engineMessage })
  const [first = ''] = engineMessage.split('\n')
  return new EngineError({
    code: 'unreachable',
    message: `The engine in ${where} cannot be reached${first && `: ${engineLine(first)}`}`,
    hint: `To see more, run "wsl -d ${destination.distribution} docker version" in a terminal.`,
    engineMessage: engineMessage || undefined,
  })
}

function withoutDocker(where: string, engineMessage: string): EngineError {
  return new EngineError({
    code: 'unreachable',
    message: `There is no docker program in ${where} that could reach an engine`,
    hint: 'Install Docker Engine there, or have Docker Desktop serve this distribution.',
    engineMessage,
  })
}

/** Nobody has installed it, or it has another name. */
export function noDistribution(destination: WslDestination, engineMessage?: string): EngineError {
  return new EngineError({
    code: 'unreachable',
    message: `There is no WSL distribution "${destination.distribution}"`,
    hint: 'Correct the name: "wsl --list" in a terminal shows those that there are.',
    engineMessage,
  })
}

/** It is there, and off. */
export function notRunning({ distribution }: WslDestination): EngineError {
  return new EngineError({
    code: 'unreachable',
    message: `The WSL distribution "${distribution}" is not running`,
    hint: `Start it with "wsl -d ${distribution}" in a terminal.`,
  })
}

/** Its service hangs: not even its list comes. */
export function silentWsl(): EngineError {
  return new EngineError({
    code: 'timeout',
    message: 'WSL does not answer which of its distributions run',
    hint: 'Run "wsl --status" in a terminal; "wsl --shutdown" ends what hangs, and all distributions.',
  })
}

function withoutWsl({ code, message }: NodeJS.ErrnoException): EngineError {
  return new EngineError({
    code: 'unreachable',
    message:
      code === 'ENOENT'
        ? 'This computer has no program "wsl.exe"'
        : `The program "wsl.exe" of this computer cannot be started: ${engineLine(message)}`,
    hint: 'WSL is a part of Windows alone: "wsl --install" in a terminal sets it up.',
    engineMessage: engineLine(message),
  })
}
