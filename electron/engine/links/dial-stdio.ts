import { once } from 'node:events'
import type { Duplex } from 'node:stream'
import { EngineError } from '#shared/errors.ts'
import type { SshDestination } from '../address.ts'
import { explainDialStdio } from './explain-dial-stdio.ts'
import { joinStreams } from './join-streams.ts'
import { shellQuote } from './ssh-command.ts'
import { pipesOf, runCarrier, startCarrier, type Finished, type CarrierCommand } from './carrier.ts'

/** That it has not ended by then means that it has reached the engine. */
const PROBE_MS = 3000

/** What the docker CLI over there is told, so that its stdin and stdout are a stream to the engine. */
export function dialStdioCommand(socketPath: string | undefined): readonly string[] {
  const host = socketPath === undefined ? [] : [`--host=unix://${socketPath}`]
  return ['docker', ...host, 'system', 'dial-stdio']
}

/** The same for the shell that ssh hands it to. */
export function remoteDialStdio({ socketPath }: SshDestination): readonly string[] {
  return dialStdioCommand(socketPath === undefined ? undefined : shellQuote(socketPath))
}

interface DialOptions {
  /** Why it ended without a stream. */
  readonly explain: (end: Omit<Finished, 'stdout'>) => EngineError
  /** What the engine's bytes pass through first. */
  readonly through?: Duplex
}

/** A stream to the engine through a docker CLI over there. */
export async function dialStdio(
  command: CarrierCommand,
  { explain, through }: DialOptions,
): Promise<Duplex> {
  const run = startCarrier(command, 'pipe')
  const { stdin, stdout } = pipesOf(run)
  try {
    await once(run.child, 'spawn')
  } catch {
    throw explain({ ...(await run.ended), words: '' })
  }
  return joinStreams({
    source: through ? stdout.pipe(through) : stdout,
    target: stdin,
    async fault(_received, cause) {
      const end = await run.ended
      if (end.code === 0) return cause
      return explain({ ...end, words: run.words() })
    },
    release: () => void run.end(),
  })
}

/** Why the docker CLI over there gives no stream to the engine, if it gives none. */
export async function tryDialStdio(
  command: CarrierCommand,
  destination: SshDestination,
): Promise<EngineError | undefined> {
  const signal = AbortSignal.timeout(PROBE_MS)
  const finished: Finished = await runCarrier(command, '', signal)
  if (finished.code === 0 || signal.aborted) return undefined
  return explainDialStdio(finished, destination)
}
