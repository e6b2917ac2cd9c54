import { updateSettings } from '#features/settings'
import type { Settings } from '#shared/contract/settings.ts'
import { engine } from '../ipc/client.ts'

/** A kind of object whose single removal may go without a question. */
type RemovalKind = Settings['removeWithoutAsking'][number]

/**
 * Whether the person asked not to be asked before one of these is removed. A connection that
 * confirms everything asks all the same: see `agree`.
 */
export async function isRemovalSilenced(kind: RemovalKind): Promise<boolean> {
  const { removeWithoutAsking } = await engine.settings.get({})
  return removeWithoutAsking.includes(kind)
}

/** From now on, one of these is removed without a question. Settings takes it back. */
export async function silenceRemoval(kind: RemovalKind): Promise<void> {
  const { removeWithoutAsking } = await engine.settings.get({})
  await updateSettings({ removeWithoutAsking: [...new Set([...removeWithoutAsking, kind])] })
}
