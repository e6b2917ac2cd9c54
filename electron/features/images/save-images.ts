import type { Readable } from 'node:stream'
import type { SavedFile } from '#shared/contract/desktop.ts'
import { during, type Engine } from '../../engine/index.ts'
import { saveTar } from '../files/index.ts'
import type { Saving } from '../tasks/index.ts'

/** Engines write all of it to their own disk before the first byte comes. */
const FIRST_BYTE_DEADLINE_MS = 30 * 60_000

/** dockerode has it, and its types leave it out. */
interface SavingDocker {
  getImages(options: { readonly names: readonly string[] }): Promise<Readable>
}

/** Writes images with these names into one file; it is there when all of it is, and not before. */
export async function saveImages(
  engine: Engine,
  references: readonly string[],
  to: Saving,
): Promise<SavedFile> {
  const deed = { verb: 'save', kind: 'image' as const, name: references.join(', ') }
  return during(deed, engine.names, async () =>
    saveTar(await openSaved(engine, references, to.signal), to),
  )
}

/** The tar that an engine packs of images with these names. */
export async function openSaved(
  engine: Engine,
  references: readonly string[],
  signal: AbortSignal,
): Promise<Readable> {
  const limits = { signal, deadlineMs: FIRST_BYTE_DEADLINE_MS }
  const docker = engine.docker(limits) as unknown as SavingDocker
  return engine.hold(await docker.getImages({ names: references }))
}
