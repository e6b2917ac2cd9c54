import type { Duplex } from 'node:stream'
import type { Finding } from '#shared/contract/places.ts'
import { asEngineError } from '#shared/errors.ts'
import { within } from '../../within.ts'
import type { Link } from '../links/link.ts'
import { createWslLink } from '../links/wsl-link.ts'
import { listDistributions, type Distribution } from '../wsl-distributions.ts'
import { askEngine } from './ask-engine.ts'
import { isInstanceName } from './instance-name.ts'
import { identify, type InspectedPlace } from './inspect-place.ts'
import { wslPlace } from './told-places.ts'

interface Options {
  /** Where `wsl.exe` is. */
  readonly program: string
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
}

/** One that runs answers in half a second; one that WSL is just waking may take seconds. */
const ANSWER_MS = 5000

/** What Docker Desktop, Rancher Desktop and Podman run in: their engines have pipes. */
const NOT_THEIR_OWN = /^(?:(?:docker|rancher)-desktop(?:-data)?|podman-.*)$/i

/**
 * The engines inside WSL distributions. One that is off stays off: it is only said to be. Rejects
 * only where the caller takes the question back.
 */
export function askWsl(options: Options): Promise<readonly InspectedPlace[]> {
  return within(ANSWER_MS, options.signal, (signal) => askInTime(options, signal))
}

async function askInTime(
  options: Options,
  signal: AbortSignal,
): Promise<readonly InspectedPlace[]> {
  // Without an answer to this there is nothing to tell of.
  const all = await listDistributions({ ...options, signal }).catch(() => [])
  options.signal.throwIfAborted()
  const own = all.filter(({ name }) => isInstanceName(name) && !NOT_THEIR_OWN.test(name))
  const found = await Promise.all(
    own.map(async (one) => ({
      place: wslPlace(one.name),
      finding: await lookInto(one, options.program, signal),
    })),
  )
  options.signal.throwIfAborted()
  return found
}

async function lookInto(
  { name, isRunning }: Distribution,
  program: string,
  signal: AbortSignal,
): Promise<Finding> {
  if (!isRunning) return { kind: 'stopped' }
  const realPath = `wsl://${name}`
  const link = createWslLink({ distribution: name }, program)
  try {
    return await identify((path) => askOver(link, path, signal), realPath)
  } catch (cause) {
    return signal.aborted ? { kind: 'silent', realPath } : toFinding(cause, realPath)
  } finally {
    await link.close()
  }
}

async function askOver(link: Link, path: string, signal: AbortSignal) {
  const stream: Duplex = await link.dial(signal)
  return askEngine({ createConnection: () => stream }, path, signal)
}

/** Most distributions have no engine, and that is no failure. */
function toFinding(cause: unknown, realPath: string): Finding {
  const { code, message } = asEngineError(cause)
  if (code === 'unreachable') return { kind: 'missing' }
  if (code === 'no-permission') return { kind: 'no-permission', realPath }
  return { kind: 'failed', realPath, reason: message }
}
