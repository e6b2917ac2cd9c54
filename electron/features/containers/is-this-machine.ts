import { hostname } from 'node:os'
import { asEngineError } from '#shared/errors.ts'
import type { Docker, Engine } from '../../engine/index.ts'

/**
 * Whether the engine runs where this app does, so that its paths and ports are ours. A socket proves
 * nothing: it may lead into a VM or to another machine. Where nobody can tell, the answer is no.
 */
export async function isThisMachine({ address }: Engine, docker: Docker): Promise<boolean> {
  if (process.platform !== 'linux' || address.kind !== 'socket') return false
  try {
    const { Name } = (await docker.info()) as { readonly Name?: string }
    return Name === hostname()
  } catch (cause) {
    // Some proxies hide it.
    if (asEngineError(cause).code !== 'refused') throw cause
    return false
  }
}
