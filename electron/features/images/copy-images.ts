import { EngineError } from '#shared/errors.ts'
import { visibleText } from '#shared/visible-text.ts'
import { during, type Engine, type Engines } from '../../engine/index.ts'
import { wholeTar } from '../files/index.ts'
import type { NewTask } from '../tasks/index.ts'
import { imagesName } from './images-name.ts'
import { createLineLog } from './line-log.ts'
import { loadImages } from './load-images.ts'
import { openSaved } from './save-images.ts'

interface Copying {
  /** The engine that gets them: what is changed is there. */
  readonly connection: string
  readonly from: string
  readonly references: readonly string[]
}

/** Has one engine take what another one saves: as it comes, with no file in between. */
export function copyTask(engines: Engines, { connection, from, references }: Copying): NewTask {
  if (connection === from) {
    throw new EngineError({ code: 'invalid-input', message: 'They are on this engine already' })
  }
  const { name: to } = engines.get(connection).connection
  return {
    connection,
    kind: 'copy',
    name: `Copy ${imagesName(references)} to ${visibleText(to)}`,
    effect: 'change',
    async run(work) {
      const log = createLineLog(work)
      const images = await copyImages(engines.get(from), engines.get(connection), references, {
        signal: work.signal,
        onSent: (done) => work.progress({ done }),
        onLine: (line) => log(line),
      })
      return { kind: 'copied', images, to }
    },
  }
}

type Taking = Parameters<typeof loadImages>[2]

async function copyImages(
  source: Engine,
  target: Engine,
  references: readonly string[],
  taking: Taking,
): Promise<readonly string[]> {
  const name = references.join(', ')
  const saving = <T>(run: () => Promise<T>) =>
    during({ verb: 'save', kind: 'image', name }, source.names, run)
  // The target waits for nothing while the source packs all of it on its disk.
  const tar = await saving(() => openSaved(source, references, taking.signal))
  let lost: unknown
  async function* bytes() {
    try {
      yield* wholeTar(tar)
    } catch (cause) {
      lost = cause
      throw cause
    }
  }
  try {
    return await loadImages(target, { name, bytes: bytes() }, taking)
  } catch (cause) {
    // The target only knows that no more came.
    if (lost !== undefined) await saving(() => Promise.reject(lost))
    throw cause
  } finally {
    tar.destroy()
  }
}
