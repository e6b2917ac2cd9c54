import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import type { AppContract } from '#shared/contract/index.ts'
import { EngineError } from '#shared/errors.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { Engines } from '../../engine/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import type { ChosenPlaces } from '../../saving/chosen-places.ts'
import type { Tasks, TaskWork } from '../tasks/index.ts'
import { createLineLog } from './line-log.ts'
import { importImage, loadImages } from './load-images.ts'
import { pullImage } from './pull-image.ts'
import { pushImage } from './push-image.ts'
import { saveImages } from './save-images.ts'

/** What long work on images needs around it. */
export interface ImageWork {
  readonly engines: Engines
  readonly tasks: Tasks
  readonly chosen: ChosenPlaces
}

type Names = 'beginPull' | 'beginPush' | 'beginSave' | 'beginLoad' | 'beginImport' | 'loadDropped'

/** The work on images that takes long, as tasks. */
export function imageTaskHandlers({
  engines,
  tasks,
  chosen,
}: ImageWork): Pick<FeatureHandlers<AppContract['images']>, Names> {
  return {
    beginPull: async ({ connection, image }) =>
      tasks.begin({
        connection,
        kind: 'pull',
        name: `Pull ${visibleText(image)}`,
        effect: 'change',
        async run(work) {
          const log = createLineLog(work)
          const id = await pullImage(
            engines.get(connection),
            { image },
            (_progress, line, tally) => log(line, tally),
            work.signal,
          )
          return { kind: 'pulled', reference: image, id }
        },
      }),
    beginPush: async ({ connection, reference }) =>
      tasks.begin({
        connection,
        kind: 'push',
        name: `Push ${visibleText(reference)}`,
        effect: 'change',
        async run(work) {
          const log = createLineLog(work)
          const digest = await pushImage(engines.get(connection), reference, log, work.signal)
          return { kind: 'pushed', reference, digest }
        },
      }),
    beginSave: async ({ connection, references, file }) =>
      tasks.begin({
        connection,
        kind: 'save',
        name: `Save ${nameOf(references)}`,
        effect: 'read',
        async run({ signal, progress }) {
          const onProgress = (done: number) => progress({ done })
          const { path, bytes } = await chosen.write(file, 'file', (to) =>
            saveImages(engines.get(connection), references, { path: to, signal, onProgress }),
          )
          return { kind: 'saved', path, bytes, file }
        },
      }),
    async beginLoad({ connection, file }) {
      const path = chosen.source(file)
      const name = basename(path)
      return tasks.begin({
        connection,
        kind: 'load',
        name: `Load ${visibleText(name)}`,
        effect: 'change',
        async run(work) {
          const { bytes, size } = await openFile(path)
          const taking = takingBy(work, size)
          const images = await loadImages(engines.get(connection), { name, bytes }, taking)
          return { kind: 'loaded', images }
        },
      })
    },
    async beginImport({ connection, file, reference }) {
      const path = chosen.source(file)
      return tasks.begin({
        connection,
        kind: 'import',
        name: `Import ${visibleText(reference)}`,
        effect: 'change',
        async run(work) {
          const { bytes, size } = await openFile(path)
          const archive = { name: basename(path), bytes, reference }
          await importImage(engines.get(connection), archive, takingBy(work, size))
          return { kind: 'loaded', images: [reference] }
        },
      })
    },
    async loadDropped({ connection, name, size }, { stream, signal }) {
      const { id, ended } = tasks.follow({
        connection,
        kind: 'load',
        name: `Load ${visibleText(name)}`,
        effect: 'change',
        // Its bytes are the window's.
        isOnce: true,
        async run(work) {
          const archive = { name, bytes: exactly(stream, size) }
          const taking = takingBy(work, size)
          return {
            kind: 'loaded',
            images: await loadImages(engines.get(connection), archive, taking),
          }
        },
      })
      // Where the connection may not be changed any more, the pipe ends, and it with it.
      if (signal.aborted) tasks.cancel(id)
      await ended
    },
  }
}

function nameOf(references: readonly string[]): string {
  const [only = ''] = references
  return references.length === 1 ? visibleText(only) : `${references.length} images`
}

function takingBy(work: TaskWork, total: number) {
  const log = createLineLog(work)
  return {
    signal: work.signal,
    onSent: (done: number) => work.progress({ done: Math.min(done, total), total }),
    onLine: (line: Parameters<typeof log>[0]) => log(line),
  }
}

async function openFile(
  path: string,
): Promise<{ readonly bytes: Readable; readonly size: number }> {
  const name = basename(path)
  try {
    const facts = await stat(path)
    if (facts.isFile()) return { bytes: createReadStream(path), size: facts.size }
  } catch (cause) {
    throw cannotRead(name, cause instanceof Error ? cause.message : String(cause))
  }
  throw cannotRead(name, 'it is no plain file')
}

function cannotRead(name: string, engineMessage: string): EngineError {
  return new EngineError({
    code: 'refused',
    message: `Cannot read "${visibleText(name)}": ${engineMessage}`,
    hint: 'Check that the file is still there, and that you may read it.',
  })
}

/** So many bytes of what comes; fewer mean that whoever sent them has gone. */
async function* exactly(stream: AsyncIterable<Uint8Array>, size: number) {
  let left = size
  try {
    for await (const chunk of stream) {
      yield chunk.subarray(0, left)
      left -= Math.min(left, chunk.byteLength)
      if (left === 0) return
    }
  } catch {
    // It was closed: told below.
  }
  throw new EngineError({
    code: 'bad-answer',
    message: 'the window that sent the file was closed or loaded anew',
    hint: 'Drop the file again.',
  })
}
