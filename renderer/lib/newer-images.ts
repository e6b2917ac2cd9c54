import { useSyncExternalStore } from 'react'
import { isNamedImage } from './image-names.ts'

/** An image under a name, as it is on an engine now: another one under that name is another key. */
export interface NamedImage {
  readonly connection: string
  /** `redis:7` */
  readonly reference: string
  /** `sha256:…` */
  readonly imageId: string
}

let newer: ReadonlySet<string> = new Set()
const listeners = new Set<() => void>()

/** Notes what was found out: somebody asked, and nobody asks again by themselves. */
export function noteNewer(image: NamedImage, isNewer: boolean): void {
  const next = new Set(newer)
  for (const one of [image, { ...image, reference: image.imageId }]) {
    if (isNewer) next.add(keyOf(one))
    else next.delete(keyOf(one))
  }
  newer = next
  for (const listener of listeners) listener()
}

/** Whether a registry is known to have a newer one. */
export function useHasNewer(image: NamedImage): boolean {
  return useSyncExternalStore(subscribe, () => newer.has(keyOf(image)))
}

/** A container whose image has lost its name knows only the id. */
function keyOf({ connection, reference, imageId }: NamedImage): string {
  const name = isNamedImage(reference) ? reference : ''
  return `${connection}\n${name}\n${imageId}`
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
