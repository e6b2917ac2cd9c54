import type { UploadedEntry } from '#shared/contract/files.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { Engines } from '../../engine/index.ts'
import type { NewTask, TaskWork } from '../tasks/index.ts'
import { findIncomplete } from './find-incomplete.ts'
import { createOnContainer, mayRunIn, type Ref } from './on-container.ts'
import { uploadFiles } from './upload-files.ts'

/** What is uploaded, once it is known. */
interface Uploaded {
  readonly entries: readonly UploadedEntry[]
  readonly bytes: () => AsyncIterable<Uint8Array>
  readonly leftOut: readonly string[]
}

interface UploadTask {
  readonly ref: Ref
  /** That all of it goes into. */
  readonly folder: string
  /** What a person has chosen, by the names in that folder. */
  readonly names: readonly string[]
  readonly open: (signal: AbortSignal) => Promise<Uploaded>
  /** It can be opened once only. */
  readonly isOnce?: boolean
}

/** Puts files and folders into a folder of a container. */
export function uploadTask(
  engines: Engines,
  { ref, folder, names, open, isOnce = false }: UploadTask,
): NewTask {
  const on = createOnContainer(engines)
  return {
    connection: ref.connection,
    kind: 'upload',
    name: `Upload ${nameOf(names)}`,
    effect: 'change',
    isOnce,
    async run(work) {
      const { entries, bytes, leftOut } = await open(work.signal)
      for (const path of leftOut) work.log(`Left out: ${path}`)
      const [place, sent] = [{ id: ref.id, path: folder }, new Map<string, number>()]
      const how = { bytes: bytes(), signal: work.signal, mayRun: mayRunIn(engines, ref) }
      const telling = tellingOf(work, entries, sent)
      await on(ref, 'upload into', folder, async (engine) => {
        try {
          await uploadFiles(engine, place, entries, { ...how, ...telling })
        } catch (cause) {
          const parts = await findIncomplete(engine, place, sent)
          if (parts.length > 0) work.note(incompleteWords(parts))
          throw cause
        }
      })
      return { kind: 'uploaded', names, folder, leftOutCount: leftOut.length }
    },
  }
}

function tellingOf(
  { progress }: TaskWork,
  entries: readonly UploadedEntry[],
  sent: Map<string, number>,
) {
  const total = entries.reduce((sum, { size }) => sum + size, 0)
  let done = 0
  return {
    onFile: ({ path, size }: UploadedEntry) => void sent.set(path, size),
    onBytes(bytes: number) {
      done += bytes
      progress({ done, total })
    },
  }
}

function incompleteWords(parts: readonly string[]): string {
  const named = parts.map((part) => `"${visibleText(part)}"`).join(', ')
  return `${named} may be incomplete: upload again, or remove what is there.`
}

function nameOf(names: readonly string[]): string {
  const [only = ''] = names
  return names.length === 1 ? visibleText(only) : `${names.length} items`
}
