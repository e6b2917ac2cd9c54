import type { ChosenFile } from '#shared/contract/desktop.ts'
import { engine } from './client.ts'

/** Has main take a file or folder that a person dropped; the page itself never learns where it is. */
export function offerDropped(file: File): Promise<ChosenFile> {
  return engine.desktop.takeDropped({}, { dropped: file })
}
