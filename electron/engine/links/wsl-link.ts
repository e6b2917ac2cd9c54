import { join } from 'node:path'
import type { WslDestination } from '../address.ts'
import { listDistributions, listRunning, WSL_ENVIRONMENT } from '../wsl-distributions.ts'
import { answersOnly } from './answers-only.ts'
import type { CarrierCommand } from './carrier.ts'
import { dialStdio, dialStdioCommand } from './dial-stdio.ts'
import { explainWsl, noDistribution, notRunning, silentWsl } from './explain-wsl.ts'
import type { Link } from './link.ts'
import { createLoneLink } from './lone-link.ts'
import { orAborted } from './or-aborted.ts'

/** Not looked for in PATH, which begins with the folder that the app happens to be in. */
const WSL_PROGRAM = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'wsl.exe')

/** WSL answers in a tenth of a second, or its service hangs. */
const LIST_MS = 5000

/**
 * Streams to the engine in a WSL distribution. No pipe leads there: each stream is a `wsl.exe` that
 * runs the docker program inside. Any command would start a distribution that is off, so WSL is
 * asked before each: one that is off stays off, and the dial rejects.
 */
export function createWslLink(destination: WslDestination, program = WSL_PROGRAM): Link {
  let checking: Promise<void> | undefined

  /** Those that dial in the same moment share the question. */
  function checkRunning(): Promise<void> {
    checking ??= askWhetherItRuns(destination, program).finally(() => (checking = undefined))
    return checking
  }

  return createLoneLink(async (signal) => {
    await orAborted(checkRunning(), signal)
    const stray = answersOnly()
    return dialStdio(commandFor(destination, program), {
      explain: ({ words, ...end }) =>
        explainWsl(`${words}\n${String(stray.words())}`, destination, end),
      through: stray.stream,
    })
  })
}

function commandFor(destination: WslDestination, program: string): CarrierCommand {
  const { distribution, socketPath } = destination
  // Without a shell of the distribution's: nothing is to be quoted, and no script speaks first.
  const args = ['--distribution', distribution, '--exec', ...dialStdioCommand(socketPath)]
  return { program, args, env: WSL_ENVIRONMENT }
}

async function askWhetherItRuns(destination: WslDestination, program: string): Promise<void> {
  const signal = AbortSignal.timeout(LIST_MS)
  const running = await told(destination, listRunning({ program, env: process.env, signal }))
  const wanted = destination.distribution.toLowerCase()
  if ([...running].some((name) => name.toLowerCase() === wanted)) return
  await findDistribution(destination, signal, program)
  throw notRunning(destination)
}

/** Its name as WSL writes it. Rejects where there is none, running or not; starts nothing. */
export async function findDistribution(
  destination: WslDestination,
  signal: AbortSignal,
  program = WSL_PROGRAM,
): Promise<string> {
  const all = await told(destination, listDistributions({ program, env: process.env, signal }))
  const wanted = destination.distribution.toLowerCase()
  const found = all.find(({ name }) => name.toLowerCase() === wanted)
  if (!found) throw noDistribution(destination)
  return found.name
}

async function told<Answer>(destination: WslDestination, answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'TimeoutError') throw silentWsl()
    throw explainWsl('', destination, { startFailure: cause as NodeJS.ErrnoException })
  }
}
