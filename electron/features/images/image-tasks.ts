import { basename } from 'node:path'
import type { AppContract } from '#shared/contract/index.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { Engines } from '../../engine/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import type { ChosenPlaces } from '../../saving/chosen-places.ts'
import { openLocal } from '../../saving/open-local.ts'
import {
  savingTask,
  sentByWindow,
  type NewTask,
  type Tasks,
  type TaskWork,
} from '../tasks/index.ts'
import { copyTask } from './copy-images.ts'
import { imagesName } from './images-name.ts'
import { createLineLog } from './line-log.ts'
import { importImage, loadImages, type Archive } from './load-images.ts'
import { pullImage } from './pull-image.ts'
import { pushImage } from './push-image.ts'
import { removalTask } from './remove-images.ts'
import { saveImages } from './save-images.ts'

/** What long work on images needs around it. */
export interface ImageWork {
  readonly engines: Engines
  readonly tasks: Tasks
  readonly chosen: ChosenPlaces
}

type Names =
  | 'beginPull'
  | 'beginPush'
  | 'beginSave'
  | 'beginLoad'
  | 'beginImport'
  | 'beginCopy'
  | 'beginRemoval'
  | 'loadDropped'

/** The work on images that takes long, as tasks. */
export function imageTaskHandlers({
  engines,
  tasks,
  chosen,
}: ImageWork): Pick<FeatureHandlers<AppContract['images']>, Names> {
  return {
    beginPull: async (wish) => tasks.begin(pullTask(engines, wish)),
    beginPush: async (wish) => tasks.begin(pushTask(engines, wish)),
    async beginSave({ connection, references, file }) {
      const name = `Save ${imagesName(references)}`
      const task = savingTask(chosen, { connection, kind: 'save', name, file }, (to) =>
        saveImages(engines.get(connection), references, to),
      )
      return tasks.begin(task)
    },
    async beginLoad({ connection, file }) {
      const path = chosen.source(file)
      const open = async () => {
        const { bytes, size } = await openLocal(path)
        return { name: basename(path), bytes, size }
      }
      return tasks.begin(loadTask(engines, { connection, name: basename(path), open }))
    },
    async beginImport({ connection, file, reference }) {
      const path = chosen.source(file)
      return tasks.begin(importTask(engines, { connection, path, reference }))
    },
    beginCopy: async (wish) => tasks.begin(copyTask(engines, wish)),
    beginRemoval: async (wish) => tasks.begin(removalTask(engines, wish)),
    async loadDropped({ connection, name, size }, { stream, signal }) {
      const open = () => Promise.resolve({ name, bytes: sentByWindow(stream, size), size })
      const task = loadTask(engines, { connection, name, open })
      // Its bytes are the window's.
      const { id, ended } = tasks.follow({ ...task, isOnce: true })
      // Where the connection may not be changed any more, the pipe ends, and it with it.
      if (signal.aborted) tasks.cancel(id)
      await ended
    },
  }
}

interface Pulling {
  readonly connection: string
  readonly image: string
}

function pullTask(engines: Engines, { connection, image }: Pulling): NewTask {
  return {
    connection,
    kind: 'pull',
    name: `Pull ${visibleText(image)}`,
    effect: 'change',
    async run(work) {
      const log = createLineLog(work)
      const report: Parameters<typeof pullImage>[2] = (_progress, line, tally) => log(line, tally)
      const id = await pullImage(engines.get(connection), { image }, report, work.signal)
      return { kind: 'pulled', reference: image, id }
    },
  }
}

interface Pushing {
  readonly connection: string
  readonly reference: string
  readonly imageId?: string | undefined
}

function pushTask(engines: Engines, { connection, ...push }: Pushing): NewTask {
  const { reference } = push
  return {
    connection,
    kind: 'push',
    name: `Push ${visibleText(reference)}`,
    effect: 'change',
    async run(work) {
      const log = createLineLog(work)
      const digest = await pushImage(engines.get(connection), push, log, work.signal)
      return { kind: 'pushed', reference, digest }
    },
  }
}

interface Loading {
  readonly connection: string
  readonly name: string
  readonly open: () => Promise<Archive & { readonly size: number }>
}

function loadTask(engines: Engines, { connection, name, open }: Loading): NewTask {
  return {
    connection,
    kind: 'load',
    name: `Load ${visibleText(name)}`,
    effect: 'change',
    async run(work) {
      const { size, ...archive } = await open()
      const images = await loadImages(engines.get(connection), archive, takingBy(work, size))
      return { kind: 'loaded', images }
    },
  }
}

interface Importing {
  readonly connection: string
  /** Of an archive on the person's own disk. */
  readonly path: string
  readonly reference: string
}

function importTask(engines: Engines, { connection, path, reference }: Importing): NewTask {
  return {
    connection,
    kind: 'import',
    name: `Import ${visibleText(reference)}`,
    effect: 'change',
    async run(work) {
      const { bytes, size } = await openLocal(path)
      const archive = { name: basename(path), bytes, reference }
      await importImage(engines.get(connection), archive, takingBy(work, size))
      return { kind: 'loaded', images: [reference] }
    },
  }
}

function takingBy(work: TaskWork, total: number) {
  const log = createLineLog(work)
  return {
    signal: work.signal,
    onSent: (done: number) => work.progress({ done: Math.min(done, total), total }),
    onLine: (line: Parameters<typeof log>[0]) => log(line),
  }
}
