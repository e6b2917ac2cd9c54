import type { DiskTarget } from '#shared/contract/disk.ts'
import { EngineError } from '#shared/errors.ts'
import { ACTION_DEADLINE_MS, type Docker, type Engine } from '../../engine/index.ts'

interface PruneAnswer {
  readonly CachesDeleted?: readonly string[] | null | undefined
}

/** Removes one, and tells what came of it. */
export type Settle = (target: DiskTarget, remove: () => Promise<void>) => Promise<void>

interface Ending {
  /** Once it is aborted, no other prune is begun. */
  readonly signal: AbortSignal
  /** Once it is aborted, one that is under way is given up. */
  readonly late: AbortSignal
}

/**
 * Removes entries of the build cache, each by its id: an engine prunes by one id at a time. What
 * another entry is built on goes only after that one, so it takes as many rounds as they are deep.
 */
export async function pruneCaches(
  engine: Engine,
  targets: readonly DiskTarget[],
  settle: Settle,
  { signal, late }: Ending,
): Promise<void> {
  const docker = engine.docker({ signal: late, deadlineMs: ACTION_DEADLINE_MS })
  let left = targets
  let before: number
  do {
    before = left.length
    const stays: DiskTarget[] = []
    for (const target of left) {
      signal.throwIfAborted()
      const pruned = isPruned(docker, target.id)
      if (await pruned.catch(() => true)) await settle(target, async () => void (await pruned))
      else stays.push(target)
    }
    left = stays
  } while (left.length < before)
  for (const target of left) await settle(target, () => Promise.reject(neededStill()))
}

async function isPruned(docker: Docker, id: string): Promise<boolean> {
  const query = { all: true, filters: JSON.stringify({ id: { [id]: true } }) }
  const { CachesDeleted } = await prune(docker, query)
  return (CachesDeleted ?? []).length > 0
}

/** dockerode's own call takes no filters. */
function prune(docker: Docker, query: object): Promise<PruneAnswer> {
  const call = {
    path: '/build/prune?',
    method: 'POST',
    options: query,
    statusCodes: { 200: true, 500: 'server error' },
  }
  return new Promise((resolve, reject) => {
    docker.modem.dial(call, (error, value) =>
      error ? reject(error) : resolve(value as PruneAnswer),
    )
  })
}

function neededStill(): EngineError {
  return new EngineError({
    code: 'conflict',
    message: 'An image, a build or another entry is built on it',
    hint: 'It goes once nothing needs it any more.',
  })
}
