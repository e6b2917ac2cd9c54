import type { FileChange } from '#shared/contract/containers.ts'
import { during, segment, type Engine } from '../../engine/index.ts'

/** The engine compares every file of the container with its image, on a disk that may be slow. */
const DIFF_DEADLINE_MS = 60_000

/** One entry of `/containers/{id}/changes`. */
export interface RawChange {
  readonly Path?: string | null | undefined
  readonly Kind?: number | null | undefined
}

const KINDS: readonly FileChange['kind'][] = ['changed', 'added', 'deleted']

/** The paths of a container that differ from its image. */
export async function listChanges(
  engine: Engine,
  id: string,
  signal: AbortSignal,
): Promise<readonly FileChange[]> {
  const deed = {
    verb: 'list the changes of',
    kind: 'container' as const,
    name: engine.names.of(id),
  }
  const docker = engine.docker({ signal, deadlineMs: DIFF_DEADLINE_MS })
  return during(deed, engine.names, async () =>
    toFileChanges((await docker.getContainer(segment(id)).changes()) as readonly RawChange[]),
  )
}

/** The engine's answer without what no engine should say: an entry without a path, or of no kind. */
export function toFileChanges(raw: readonly (RawChange | null)[]): readonly FileChange[] {
  return raw.flatMap((entry) => {
    const kind = KINDS[entry?.Kind ?? -1]
    const path = entry?.Path
    return kind !== undefined && typeof path === 'string' && path !== '' ? [{ kind, path }] : []
  })
}
