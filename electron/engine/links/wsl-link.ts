import { join } from 'node:path'
import type { WslDestination } from '../address.ts'
import { listDistributions, WSL_ENVIRONMENT } from '../wsl-distributions.ts'
import { answersOnly } from './answers-only.ts'
import { dialStdio, dialStdioCommand } from './dial-stdio.ts'
import { explainWsl, noDistribution, notRunning } from './explain-wsl.ts'
import type { Link } from './link.ts'
import { createLoneLink } from './lone-link.ts'
import type { CarrierCommand } from './carrier.ts'

/** Not looked for in PATH, which begins with the folder that the app happens to be in. */
const WSL_PROGRAM = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'wsl.exe')

/**
 * Streams to the engine in a WSL distribution. No pipe leads there: each stream is a `wsl.exe` that
 * runs the docker program inside. A distribution that is off stays off, and the dial rejects.
 */
export function createWslLink(destination: WslDestination, program = WSL_PROGRAM): Link {
  return createLoneLink(async (signal, open) => {
    // Any command would start one that is off; where a stream of ours is open, it is on.
    if (open.size === 0) await checkRunning(destination, program, signal)
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

async function checkRunning(
  destination: WslDestination,
  program: string,
  signal: AbortSignal,
): Promise<void> {
  const all = await distributions(destination, program, signal)
  const wanted = destination.distribution.toLowerCase()
  const found = all.find(({ name }) => name.toLowerCase() === wanted)
  if (!found) throw noDistribution(destination)
  if (!found.isRunning) throw notRunning(destination)
}

async function distributions(destination: WslDestination, program: string, signal: AbortSignal) {
  try {
    return await listDistributions({ program, env: process.env, signal })
  } catch (cause) {
    signal.throwIfAborted()
    throw explainWsl('', destination, { startFailure: cause as NodeJS.ErrnoException })
  }
}
