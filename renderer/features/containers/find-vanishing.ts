import { chunksOf } from '#lib/chunks-of.ts'
import { engine } from '../../ipc/client.ts'
import type { ShownContainer } from './shown-container.ts'

/** As many as one question may name. */
const IDS_PER_QUESTION = 1000

/** Those that their engine removes as soon as they end. One question an engine. */
export async function findVanishing(
  containers: readonly ShownContainer[],
): Promise<ReadonlySet<ShownContainer>> {
  const connections = [...new Set(containers.map(({ connection }) => connection))]
  const questions = connections
    .map((connection) => containers.filter((container) => container.connection === connection))
    .flatMap((some) => chunksOf(some, IDS_PER_QUESTION))
  return new Set((await Promise.all(questions.map(ask))).flat())
}

/** These are all on one engine. */
async function ask(containers: readonly ShownContainer[]) {
  const [first] = containers
  if (!first) return []
  const { connection } = first
  const ids = await engine.containers.vanishing({ connection, ids: containers.map(({ id }) => id) })
  const vanishing = new Set(ids)
  return containers.filter(({ id }) => vanishing.has(id))
}
