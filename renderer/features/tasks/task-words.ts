import { formatSize } from '#lib/format-bytes.ts'
import { formatSpan } from '#lib/format-span.ts'
import { plural } from '#lib/plural.ts'
import type { Task, TaskPart, TaskProgress, TaskResult, TaskSpeed } from '#shared/contract/tasks.ts'
import { visibleText } from '#shared/visible-text.ts'

const SECOND_MS = 1000

/** How far a task is: `2 of 5 layers · 12 MB of 40 MB · 3.1 MB/s · 9 s left`. */
export function progressWords({
  parts,
  progress,
  speed,
}: Pick<Task, 'parts' | 'progress' | 'speed'>): string {
  const done = parts.filter(({ isDone }) => isDone).length
  const words = [
    parts.length > 0 && `${done} of ${plural(parts.length, 'layer')}`,
    (progress.done > 0 || progress.total !== undefined) && bytesWords(progress),
    ...speedWords(speed),
  ]
  return words.filter(Boolean).join(' · ')
}

function bytesWords({ done, total }: TaskProgress): string {
  return total === undefined ? formatSize(done) : `${formatSize(done)} of ${formatSize(total)}`
}

function speedWords(speed: TaskSpeed | undefined): readonly (string | false)[] {
  if (!speed) return []
  const { bytesPerSecond, leftMs } = speed
  return [
    bytesPerSecond > 0 && `${formatSize(bytesPerSecond)}/s`,
    leftMs !== undefined &&
      `${formatSpan(Math.max(1, Math.round(leftMs / SECOND_MS)) * SECOND_MS)} left`,
  ]
}

/** From 0 to 1; nothing where nobody knows how much there is. */
export function shareOf({ done, total }: TaskProgress): number | undefined {
  return total === undefined || total === 0 ? undefined : Math.min(1, done / total)
}

/** What happens to a layer: `Downloading, 3 MB of 8 MB`. */
export function partWords({ words, done, total, isDone }: TaskPart): string {
  if (isDone || total === undefined) return visibleText(words)
  return `${visibleText(words)}, ${bytesWords({ done, total })}`
}

/** How a task stands, in one line. */
export function stateWords(task: Task): string {
  const { state, kind } = task
  switch (state.kind) {
    case 'running':
      return progressWords(task)
    case 'done':
      return resultWords(kind, state.result).text
    case 'cancelled':
      return 'Cancelled'
    case 'interrupted':
      return `Interrupted. ${visibleText(state.error.message)}`
    case 'failed':
      return visibleText(state.error.message)
    default:
      return state satisfies never
  }
}

/** What came of a task. */
export function resultWords(
  kind: Task['kind'],
  result: TaskResult,
): { readonly text: string; readonly detail?: string } {
  switch (result.kind) {
    case 'pulled':
      return { text: `Pulled image "${visibleText(result.reference)}"` }
    case 'pushed':
      return { text: `Pushed image "${visibleText(result.reference)}"`, detail: result.digest }
    case 'saved':
      return { text: `Saved ${formatSize(result.bytes)}`, detail: result.path }
    case 'loaded':
      return { text: `${kind === 'import' ? 'Imported' : 'Loaded'} ${imagesWords(result.images)}` }
    case 'built':
      return builtWords(result.tags)
    default:
      return result satisfies never
  }
}

function builtWords([first, ...others]: readonly string[]) {
  if (first === undefined) return { text: 'Built an image without a name' }
  const text = `Built image "${visibleText(first)}"`
  return others.length === 0 ? { text } : { text, detail: `Also called ${others.join(', ')}` }
}

function imagesWords(images: readonly string[]): string {
  const [only] = images
  return images.length === 1 && only !== undefined
    ? `image "${visibleText(only)}"`
    : plural(images.length, 'image')
}
