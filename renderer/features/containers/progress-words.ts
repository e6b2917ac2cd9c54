import { formatSize } from '#lib/format-bytes.ts'
import { plural } from '#lib/plural.ts'
import type { RecreateProgress } from '#shared/contract/recreating.ts'
import type { PullProgress, RunProgress } from '#shared/contract/running.ts'
import { visibleText } from '#shared/visible-text.ts'

/** What is going on, and how much of it is done where that is known. */
export interface ProgressWords {
  /** Spoken at each change: nothing in it changes with each byte. */
  readonly text: string
  /** For the eye. */
  readonly detail?: string
  /** From 0 to 1. */
  readonly share?: number
}

/** How far a pull is. */
export function pullWords(progress: PullProgress): ProgressWords {
  const { image, layers, layersDone, bytes, totalBytes } = progress
  const text = `Pulling ${visibleText(image)}…`
  if (layers === 0) return { text }
  const done = `${layersDone} of ${plural(layers, 'layer')}`
  if (totalBytes === 0) return { text, detail: done }
  const size = `${formatSize(bytes)} of ${formatSize(totalBytes)}`
  return { text, detail: `${done}, ${size}`, share: bytes / totalBytes }
}

/** How far a container is that is being made. */
export function runWords(progress: RunProgress): ProgressWords {
  switch (progress.kind) {
    case 'pulling':
      return pullWords(progress)
    case 'creating':
      return { text: 'Creating the container…' }
    case 'starting':
      return { text: 'Starting it…' }
    case 'done':
      return { text: 'Done', share: 1 }
    default:
      return progress satisfies never
  }
}

/** How far a container is that is made anew. */
export function recreateWords(progress: RecreateProgress): ProgressWords {
  switch (progress.kind) {
    case 'pulling':
      return pullWords(progress)
    case 'creating':
      return { text: 'Creating the new container…' }
    case 'stopping':
      return { text: 'Stopping the old one…' }
    case 'starting':
      return { text: 'Starting the new one…' }
    case 'watching':
      return {
        text: progress.health
          ? 'Waiting until the new one is healthy…'
          : 'Watching whether the new one stays up…',
      }
    case 'putting-back':
      return { text: 'Putting the old one back…' }
    case 'waiting-for-engine':
      return { text: 'The engine is away. The old one is put back when it is there again…' }
    case 'done':
      return { text: 'Done', share: 1 }
    default:
      return progress satisfies never
  }
}
