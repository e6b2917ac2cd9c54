import { EngineError } from '#shared/errors.ts'
import { joinPath } from '#shared/posix-path.ts'
import type { Engine } from '../../engine/index.ts'
import type { Place } from './open-archive.ts'
import { askFacts } from './read-file.ts'

/** The engine is behind by what is on its way to it: small files of which it has nothing, mostly. */
const MAX_ON_ITS_WAY = 6

/** Whoever waits has been told already that it has ended. */
const LOOK_MS = 5000

/**
 * What came to an end in the middle has left a part of a file under its name: engines write no other
 * way. Answers with those where that is so; and where nobody can look, with the last one that was sent.
 * `sent` has the bytes that each should have.
 */
export async function findIncomplete(
  engine: Engine,
  { id, path: folder }: Place,
  sent: ReadonlyMap<string, number>,
): Promise<readonly string[]> {
  const signal = AbortSignal.timeout(LOOK_MS)
  const last = [...sent].slice(-MAX_ON_ITS_WAY)
  const looked = last.map(async ([item, size], at) => {
    try {
      const facts = await askFacts(engine, { id, path: joinPath(folder, item) }, signal)
      return facts.size === size ? [] : [item]
    } catch (cause) {
      const isNone = cause instanceof EngineError && cause.code === 'not-found'
      return isNone || at < last.length - 1 ? [] : [item]
    }
  })
  return (await Promise.all(looked)).flat()
}
