import { formatSize } from '#lib/format-bytes.ts'
import { plural } from '#lib/plural.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { Progress } from './run-it.ts'
import styles from './run-form.module.css'

/** How far a container is that is being made. */
export function ProgressLine({ progress }: { readonly progress: Progress }) {
  const { text, share } = progressWords(progress)
  return (
    <div className={styles.progress}>
      <progress aria-label={text} {...(share !== undefined && { value: share })} max={1} />
      <p role="status">{text}</p>
    </div>
  )
}

/** What is going on, and how much of it is done where that is known. */
function progressWords(progress: Progress): {
  readonly text: string
  readonly share?: number
} {
  switch (progress.kind) {
    case 'pulling': {
      const { image, layers, layersDone, bytes, totalBytes } = progress
      const what = `Pulling ${visibleText(image)}`
      if (layers === 0) return { text: `${what}…` }
      const done = `${layersDone} of ${plural(layers, 'layer')}`
      if (totalBytes === 0) return { text: `${what}: ${done}` }
      return {
        text: `${what}: ${done}, ${formatSize(bytes)} of ${formatSize(totalBytes)}`,
        share: bytes / totalBytes,
      }
    }
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
