import { asEngineError } from '#shared/errors.ts'
import { segment, type Engine } from '../../engine/index.ts'
import { inspectEach } from './inspect-each.ts'

/**
 * Those that the engine removes by itself as soon as they end; its list does not tell. One that is
 * gone already is not among them. Whatever else goes wrong is thrown: not to know is no "no".
 */
export async function findVanishing(
  engine: Engine,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const vanishing = new Set<string>()
  const docker = engine.docker({ signal })
  await inspectEach(ids, async (id) => {
    try {
      const { HostConfig } = await docker.getContainer(segment(id)).inspect()
      if (HostConfig.AutoRemove === true) vanishing.add(id)
    } catch (cause) {
      if (asEngineError(cause).code !== 'not-found') throw cause
    }
  })
  return ids.filter((id) => vanishing.has(id))
}
