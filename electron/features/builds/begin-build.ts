import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { STEP_WORDS } from '#shared/build-step-words.ts'
import type {
  Build,
  BuilderKind,
  BuildSettings,
  BuildState,
  BuildStep,
} from '#shared/contract/builds.ts'
import type { TaskPart, TaskState } from '#shared/contract/tasks.ts'
import { asEngineError, EngineError } from '#shared/errors.ts'
import { visibleText } from '#shared/visible-text.ts'
import { during, type Engine } from '../../engine/index.ts'
import type { TaskWork } from '../tasks/index.ts'
import type { BuildBook, OpenBuild } from './build-book.ts'
import type { BuildOrder, BuildWatch } from './build-order.ts'
import { readDockerfile, readSmallFile, type OpenedSource } from './context/index.ts'
import { chooseBuilder, findBuilders } from './find-builders.ts'
import { hideValues } from './hide-values.ts'
import { hiddenValues, toPastSettings } from './past-settings.ts'
import { runBuild } from './run-build.ts'
import { outlineOf, outlineUpTo } from './steps/dockerfile-outline.ts'
import { createStepBoard, type StepBoard } from './steps/step-board.ts'

/** What a person wants to be built. */
export interface BuildWish {
  readonly source: OpenedSource
  readonly settings: BuildSettings
  /** Where the files are of which secrets are read. */
  readonly secretFiles: ReadonlyMap<string, string>
}

/** One attempt at it. */
export interface Attempt {
  readonly id: string
  run(work: TaskWork): Promise<string>
  end(state: TaskState): void
}

/** BuildKit takes no larger ones. */
const MAX_SECRET_BYTES = 500 * 1024

/** What a build is known by: its first tag, or the name of its source. */
export function nameOfBuild({ source, settings }: BuildWish): string {
  return visibleText(settings.tags[0] ?? basename(source.path))
}

/** Begins one entry of the book, and does what it says. */
export function createAttempt(
  {
    engine,
    book,
    task,
  }: { readonly engine: Engine; readonly book: BuildBook; readonly task: string },
  wish: BuildWish,
  now: () => number,
): Attempt {
  const { source, settings } = wish
  const { connection } = engine
  const build: Build = {
    id: randomUUID(),
    connection: connection.id,
    engineName: connection.name,
    task,
    name: nameOfBuild(wish),
    from: { kind: source.kind, path: source.path },
    settings: toPastSettings(settings),
    state: { kind: 'running' },
    steps: { all: 0, ended: 0, cached: 0 },
    startedAt: now(),
  }
  const open = book.open(build)
  let hide = hideValues(hiddenValues(settings))
  let board: StepBoard | undefined
  let builder: BuilderKind | undefined

  async function prepare(work: TaskWork): Promise<BuildOrder> {
    const text = await readText(wish, open, work.signal)
    const secrets = await readSecrets(wish)
    hide = hideValues([...hiddenValues(settings), ...textsOf(secrets)])
    builder = chooseBuilder(await findBuilders(engine, work.signal), settings.builder)
    open.change({ builder })
    if (secrets.size > 0 && builder !== 'buildkit') throw takesNoSecrets()
    const outline = outlineUpTo(outlineOf(text), settings.target)
    return { source, settings, builder, outline, secrets }
  }

  function watchBy(work: TaskWork): BuildWatch {
    board = createStepBoard({
      hide,
      now,
      onSteps(steps) {
        open.setSteps(steps)
        open.change({ steps: countSteps(steps) })
        work.parts(steps.filter(isOfFile).map(toPart))
      },
      onLine(line) {
        open.addLine(line)
        work.log(line.text)
      },
    })
    const onSent = (done: number) => work.progress({ done })
    return { board, signal: work.signal, now, onSent }
  }

  return {
    id: build.id,
    async run(work) {
      const deed = { verb: 'build', kind: 'image', name: build.name } as const
      try {
        return await during(deed, engine.names, async () => {
          const order = await prepare(work)
          return runBuild(engine, order, watchBy(work))
        })
      } catch (cause) {
        throw hidden(cause, hide, board && STEP_HINT)
      }
    },
    end(state) {
      const isRunning = board?.all().some((step) => step.state === 'running')
      if (state.kind === 'cancelled' && builder === 'buildah' && isRunning) {
        board?.write(undefined, GOES_ON)
      }
      board?.close(AT_THE_END[state.kind])
      open.close(toBuildState(state, board?.all() ?? []), now())
    },
  }
}

/** Measured on 4.3 and 5.8: nothing of its API ends a step. */
const GOES_ON =
  'Podman does not end a step: the one that runs goes on until its end, then it stops.\n'

/** Of what an engine refuses once it has begun. */
const STEP_HINT =
  'See what the step wrote. Once it is mended, build again: what was done comes from the cache.'

/** What a step that still went on has come to. */
const AT_THE_END = {
  running: 'done',
  done: 'done',
  failed: 'failed',
  interrupted: 'not-run',
  cancelled: 'not-run',
} as const satisfies Record<TaskState['kind'], BuildStep['state']>

function isOfFile({ line }: BuildStep): boolean {
  return line !== undefined
}

function countSteps(steps: readonly BuildStep[]): Build['steps'] {
  const ofFile = steps.filter(isOfFile)
  return {
    all: ofFile.length,
    ended: ofFile.filter(({ state }) => state !== 'waiting' && state !== 'running').length,
    cached: ofFile.filter(({ state }) => state === 'cached').length,
  }
}

/** Known by its line: the same instruction may be there twice. */
function toPart({ name, line, state, parts }: BuildStep): TaskPart {
  const isDone = state === 'done' || state === 'cached'
  const done = parts.reduce((all, part) => all + part.done, 0)
  return { id: `${line} ${name}`, words: STEP_WORDS[state], done, isDone }
}

/** Builders tell of a line of the Dockerfile where they cannot read it. */
const SAID_LINE = /dockerfile parse error (?:on )?line (\d+)/i

function toBuildState(state: TaskState, steps: readonly BuildStep[]): BuildState {
  if (state.kind === 'done') {
    const { result } = state
    return { kind: 'done', imageId: result.kind === 'built' ? result.imageId : '' }
  }
  if (state.kind !== 'failed') return state
  const failed = steps.find((step) => step.state === 'failed')
  const said = SAID_LINE.exec(state.error.engineMessage ?? '')?.[1]
  const line = failed?.line ?? (said === undefined ? undefined : Number(said))
  return { ...state, ...(line !== undefined && { line }) }
}

async function readSecrets({ settings, secretFiles }: BuildWish) {
  const read = settings.secrets.map(async (secret) => {
    if (secret.from === 'text') return [secret.id, Buffer.from(secret.text)] as const
    return [secret.id, await readSecretFile(secret.id, secretFiles.get(secret.id) ?? '')] as const
  })
  return new Map<string, Uint8Array>(await Promise.all(read))
}

async function readSecretFile(id: string, path: string): Promise<Uint8Array> {
  try {
    return await readSmallFile(path, MAX_SECRET_BYTES)
  } catch (cause) {
    throw new EngineError({
      code: 'refused',
      message: `cannot read the file of the secret "${id}": ${asEngineError(cause).message}`,
      hint: 'Choose another file for the secret, or give its text.',
    })
  }
}

/** Engines may unpack an archive that we cannot: of such a one we know no lines, and keep why. */
async function readText(
  { source, settings }: BuildWish,
  open: OpenBuild,
  signal: AbortSignal,
): Promise<string> {
  try {
    const { text } = await readDockerfile(source, settings.dockerfile, signal)
    open.setDockerfile({ dockerfile: text })
    return text
  } catch (cause) {
    if (signal.aborted) throw cause
    open.setDockerfile({ noDockerfile: asEngineError(cause).toShape() })
    if (source.kind === 'folder') throw cause
    return ''
  }
}

function takesNoSecrets(): EngineError {
  return new EngineError({
    code: 'refused',
    message: 'only BuildKit takes secrets for a build',
    hint: 'Choose BuildKit where the engine has it, or build without secrets.',
  })
}

function textsOf(secrets: ReadonlyMap<string, Uint8Array>): readonly string[] {
  return [...secrets.values()].map((bytes) => Buffer.from(bytes).toString())
}

/** Engines repeat the commands that they ran, with the arguments put in. */
function hidden(
  cause: unknown,
  hide: (text: string) => string,
  otherwise: string | undefined,
): EngineError {
  const { message, engineMessage, hint, ...rest } = asEngineError(cause).toShape()
  return new EngineError({
    ...rest,
    message: hide(message),
    hint: hint === undefined ? otherwise : hide(hint),
    engineMessage: engineMessage === undefined ? undefined : hide(engineMessage),
  })
}
