import type { Machine } from '../engine/index.ts'
import { within } from '../within.ts'
import { findHelper, openHelper } from './credential-helper.ts'
import type { DockerLogins } from './docker-config.ts'

/** One that is not set up may wait for a person who is not asked anything. */
const PROOF_MS = 2000

/** What the docker CLI takes where config.json has no login and names no helper. */
const DEFAULTS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['osxkeychain'],
  win32: ['wincred'],
  linux: ['pass', 'secretservice'],
}

/** The helper that the docker CLI would take by itself, once it has shown that it works. */
export async function findDefaultHelper(
  machine: Machine,
  { auths, credHelpers, credsStore }: DockerLogins,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (credsStore !== undefined || credHelpers.size > 0 || auths.size > 0) return undefined
  for (const name of DEFAULTS[machine.platform] ?? []) {
    if ((await findHelper(machine, name)) !== undefined && (await works(machine, name, signal))) {
      return name
    }
  }
  return undefined
}

async function works(machine: Machine, name: string, signal: AbortSignal): Promise<boolean> {
  try {
    await within(PROOF_MS, signal, (limit) => openHelper(machine, name).list(limit))
    return true
  } catch {
    signal.throwIfAborted()
    return false
  }
}
