import type { HubRepository } from '#shared/contract/registries.ts'
import { EngineError } from '#shared/errors.ts'
import { LIST_DEADLINE_MS, type Engine } from '../../engine/index.ts'

interface RawFound {
  readonly name?: string
  readonly description?: string
  readonly star_count?: number
  readonly is_official?: boolean
}

/** As the CLI asks for. */
const MAX_FOUND = 25

/** Has the engine search Docker Hub. */
export async function searchHub(
  engine: Engine,
  term: string,
  signal: AbortSignal,
): Promise<readonly HubRepository[]> {
  const docker = engine.docker({ signal, deadlineMs: LIST_DEADLINE_MS })
  try {
    const found: readonly RawFound[] = await docker.searchImages({ term, limit: MAX_FOUND })
    return found.flatMap(({ name, description = '', star_count = 0, is_official = false }) =>
      name === undefined ? [] : [{ name, description, stars: star_count, isOfficial: is_official }],
    )
  } catch (cause) {
    if (!(cause instanceof EngineError) || cause.code === 'cancelled') throw cause
    const reason = cause.message.charAt(0).toLowerCase() + cause.message.slice(1)
    throw new EngineError({
      ...cause.toShape(),
      message: `Cannot search Docker Hub for "${term}": ${reason}`,
    })
  }
}
