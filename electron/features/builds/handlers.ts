import { stat } from 'node:fs/promises'
import type { Build } from '#shared/contract/builds.ts'
import type { AppContract } from '#shared/contract/index.ts'
import { EngineError } from '#shared/errors.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { Engines } from '../../engine/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import { sendCalmly } from '../../ipc/send-calmly.ts'
import type { ChosenPlaces } from '../../saving/chosen-places.ts'
import type { Tasks } from '../tasks/index.ts'
import { createAttempt, nameOfBuild, type Attempt, type BuildWish } from './begin-build.ts'
import type { BuildBook } from './build-book.ts'
import type { Sources } from './context/index.ts'
import { findBuilders } from './find-builders.ts'
import { followBuild } from './follow-build.ts'
import { pastDockerfile } from './past-dockerfile.ts'
import { sourceHandlers } from './sources.ts'

interface BuildParts {
  readonly engines: Engines
  readonly tasks: Tasks
  readonly chosen: ChosenPlaces
  readonly sources: Sources
  readonly book: BuildBook
  readonly now?: () => number
}

/** Builds of images: what they are built from, how they go on, and those that were. */
export function buildHandlers({
  engines,
  tasks,
  chosen,
  sources,
  book,
  now = Date.now,
}: BuildParts): FeatureHandlers<AppContract['builds']> {
  function begin(connection: string, wish: BuildWish): string {
    // Throws where there is none.
    engines.get(connection)
    let attempt: Attempt | undefined
    let first: string | undefined
    tasks.begin({
      connection,
      kind: 'build',
      name: `Build ${nameOfBuild(wish)}`,
      effect: 'change',
      async run(work) {
        // The one of an earlier attempt may be closed by now.
        const engine = engines.get(connection)
        const current = createAttempt({ engine, book, task: work.id }, wish, now)
        attempt = current
        work.setBuild(current.id)
        first ??= current.id
        const imageId = await current.run(work)
        return { kind: 'built', build: current.id, imageId, tags: wish.settings.tags }
      },
      onEnd: (state) => attempt?.end(state),
    })
    // A task begins its work at once.
    return first ?? ''
  }

  return {
    ...sourceHandlers(sources, chosen),
    builders: ({ connection }, { signal }) => findBuilders(engines.get(connection), signal),
    async openAgain({ id }) {
      const { from, settings } = book.get(id)
      return { source: await openAgain(sources, from.path), settings }
    },
    async begin({ connection, source, settings }) {
      const secretFiles = new Map(
        settings.secrets.flatMap((secret) =>
          secret.from === 'file' ? [[secret.id, chosen.source(secret.file)] as const] : [],
        ),
      )
      return begin(connection, { source: sources.get(source), settings, secretFiles })
    },
    watch(_input, sink) {
      let sent: readonly Build[] | undefined
      return sendCalmly(book, sink, () => {
        // A line of a log changes no build.
        if (sent === book.list()) return
        sent = book.list()
        sink.emit(sent)
      })
    },
    follow: ({ id }, sink) => followBuild(book, id, sink),
    dockerfile: ({ id }, { signal }) => pastDockerfile(book, id, signal),
    forget: async ({ ids }) => book.forget(ids),
  }
}

async function openAgain(sources: Sources, path: string) {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  )
  if (isThere) return sources.open(path)
  throw new EngineError({
    code: 'not-found',
    message: `"${visibleText(path)}" is not there any more`,
    hint: 'Choose the folder or the archive anew.',
  })
}
