import { formatSize } from '#lib/format-bytes.ts'
import { extractedWords } from './extracted-words.ts'
import { formatSpan } from '#lib/format-span.ts'
import { imagesWords } from '#lib/images-words.ts'
import { plural } from '#lib/plural.ts'
import { VM_KEEPS } from '#lib/vm-keeps.ts'
import type {
  Removed,
  Task,
  TaskPart,
  TaskProgress,
  TaskResult,
  TaskSpeed,
} from '#shared/contract/tasks.ts'
import { visibleText } from '#shared/visible-text.ts'
import { reasonWords } from '#ui/toast-outcome.ts'

const SECOND_MS = 1000

/** What is counted. */
const NOUNS = { objects: 'object', images: 'image', names: 'image name' } as const

type Uploaded = Extract<TaskResult, { kind: 'uploaded' }>

/** How far a task is: `2 of 5 layers · 12 MB of 40 MB · 3.1 MB/s · 9 s left`. */
export function progressWords({
  kind,
  parts,
  progress,
  speed,
}: Pick<Task, 'kind' | 'parts' | 'progress' | 'speed'>): string {
  if (progress.unit !== undefined) {
    return [countWords(progress), leftWords(speed)].filter(Boolean).join(' · ')
  }
  const done = parts.filter(({ isDone }) => isDone).length
  const words = [
    parts.length > 0 && `${done} of ${plural(parts.length, kind === 'build' ? 'step' : 'layer')}`,
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
  return [speed.perSecond > 0 && `${formatSize(speed.perSecond)}/s`, leftWords(speed)]
}

function leftWords({ leftMs }: Partial<TaskSpeed> = {}): string | false {
  if (leftMs === undefined) return false
  return `${formatSpan(Math.max(1, Math.round(leftMs / SECOND_MS)) * SECOND_MS)} left`
}

function countWords({ done, total = done, unit }: TaskProgress): string {
  return `${done.toLocaleString('en')} of ${plural(total, NOUNS[unit ?? 'objects'])}`
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

/** How a task stands, and what there is to know of its end. */
export function stateWords(task: Task): string {
  return [endWords(task), task.note && visibleText(task.note)].filter(Boolean).join('. ')
}

function endWords(task: Task): string {
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
      return {
        text: `Saved "${visibleText(result.name)}", ${formatSize(result.bytes)}`,
        detail: result.path,
      }
    case 'copied':
      return { text: `Copied ${imagesWords(result.images)} to ${visibleText(result.to)}` }
    case 'extracted':
      return extractedWords(result)
    case 'uploaded':
      return { text: uploadedWords(result) }
    case 'loaded':
      return { text: `${kind === 'import' ? 'Imported' : 'Loaded'} ${imagesWords(result.images)}` }
    case 'built':
      return builtWords(result.tags)
    case 'removed':
      return { text: `Removed ${removedWords(result, NOUNS[result.unit])}`, ...keptWords(result) }
    case 'cleaned': {
      const { freedBytes, mayBeInVm, removedCount } = result
      const freed = freedBytes === undefined ? '' : `, ${formatSize(freedBytes)} freed`
      return {
        text: `Removed ${removedWords(result, NOUNS.objects)}${freed}`,
        ...(mayBeInVm && removedCount > 0 && { detail: VM_KEEPS }),
      }
    }
    default:
      return result satisfies never
  }
}

function builtWords([first, ...others]: readonly string[]) {
  if (first === undefined) return { text: 'Built an image without a name' }
  const text = `Built image "${visibleText(first)}"`
  return others.length === 0 ? { text } : { text, detail: `Also called ${others.join(', ')}` }
}

function uploadedWords({ names, folder, leftOutCount }: Uploaded): string {
  const [only] = names
  const isOne = names.length === 1 && only !== undefined
  const what = isOne ? `"${visibleText(only)}"` : plural(names.length, 'item')
  const text = `Uploaded ${what} to "${visibleText(folder)}"`
  if (leftOutCount === 0) return text
  return `${text}, without ${plural(leftOutCount, 'link or device', 'links or devices')}`
}

function removedWords({ removedCount, keptCount }: Removed, noun: string): string {
  const all = plural(removedCount + keptCount, noun)
  return keptCount === 0 ? all : `${removedCount.toLocaleString('en')} of ${all}`
}

/** The reasons of the first that stay. */
function keptWords({ kept, keptCount }: Removed): { readonly detail?: string } {
  if (keptCount === 0) return {}
  const failed = kept.map(({ name, error }) => ({ target: name, error }))
  return { detail: reasonWords(failed, { count: keptCount, nameOf: visibleText }) }
}
