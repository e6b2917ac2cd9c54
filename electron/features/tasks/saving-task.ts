import { basename } from 'node:path'
import type { TaskKind } from '#shared/contract/tasks.ts'
import type { SavedFile } from '#shared/contract/desktop.ts'
import type { ChosenPlaces } from '../../saving/chosen-places.ts'
import type { NewTask } from './running-task.ts'

/** Where something is saved, and how it is told of. */
export interface Saving {
  /** On the person's own disk. */
  readonly path: string
  readonly signal: AbortSignal
  /** Bytes; the total once somebody has told it. */
  readonly onProgress: (done: number, total?: number) => void
}

interface SavingTask {
  readonly connection: string
  readonly kind: TaskKind
  readonly name: string
  /** Stands for one that was chosen. */
  readonly file: string
}

/** A task that writes a file which a person chose; it is there once all of it is, and not before. */
export function savingTask(
  chosen: ChosenPlaces,
  { file, ...known }: SavingTask,
  save: (to: Saving) => Promise<SavedFile>,
): NewTask {
  return {
    ...known,
    effect: 'read',
    async run({ signal, progress }) {
      const onProgress: Saving['onProgress'] = (done, total) =>
        progress({ done, ...(total !== undefined && { total }) })
      const { path, bytes } = await chosen.write(file, 'file', (to) =>
        save({ path: to, signal, onProgress }),
      )
      return { kind: 'saved', name: basename(path), path, bytes, file }
    },
  }
}
