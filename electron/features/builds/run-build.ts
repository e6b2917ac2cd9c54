import { Readable } from 'node:stream'
import type { BuilderKind, BuildSettings } from '#shared/contract/builds.ts'
import { EngineError } from '#shared/errors.ts'
import {
  ACTION_DEADLINE_MS,
  countBytes,
  imagePath,
  withLoginProblem,
  type Engine,
} from '../../engine/index.ts'
import { readAnswer } from '../images/index.ts'
import { answerBuildKit, type BuildKitAnswers } from './answer-buildkit.ts'
import type { BuildOrder, BuildWatch } from './build-order.ts'
import { packContext } from './context/index.ts'
import { createBuildLogins, type BuildLogins } from './find-logins.ts'
import { toAnswerLine, type AnswerReader } from './steps/answer-reader.ts'
import { readBuildah } from './steps/read-buildah.ts'
import { readClassic } from './steps/read-classic.ts'
import { readBuildKit } from './steps/read-trace-steps.ts'

interface Building extends BuildWatch {
  readonly reader: AnswerReader
  readonly logins: BuildLogins
  readonly buildKit: BuildKitAnswers | undefined
}

/** A builder pulls, copies and runs for long without a word. */
const FIRST_LINE_DEADLINE_MS = 30 * 60_000

/** BuildKit sends a megabyte of a log at once, and writes it in base64. */
const MAX_LINE_CHARS = 8 * 1024 * 1024

const READERS = { buildkit: readBuildKit, classic: readClassic, buildah: readBuildah }

/**
 * Has the engine build, and answers with the id of the image once the engine has it, under every name
 * that it was to get. To abort ends the build: the engine gives up when nobody reads.
 */
export async function runBuild(
  engine: Engine,
  order: BuildOrder,
  watch: BuildWatch,
): Promise<string> {
  const { board, signal, now } = watch
  const { builder, outline, settings } = order
  const reader = READERS[builder](outline, board, now)
  const logins = createBuildLogins(engine, outline, { args: settings.args, signal })
  const buildKit =
    builder === 'buildkit' ? await answerBuildKit(engine, order, { watch, logins }) : undefined
  try {
    await build(engine, order, { ...watch, reader, logins, buildKit })
  } catch (cause) {
    if (signal.aborted) throw cause
    const known = buildKit ? buildKit.explain(cause) : cause
    const { problem } = logins
    throw problem === undefined ? known : withLoginProblem(known, { problem })
  } finally {
    buildKit?.close()
  }
  return proven(engine, reader.imageId, settings.tags, signal)
}

async function build(engine: Engine, order: BuildOrder, building: Building): Promise<void> {
  const { source, settings, builder } = order
  const { buildKit, signal } = building
  if (buildKit?.dockerfile !== undefined) {
    const asking = { ...building, dockerfile: buildKit.dockerfile }
    return follow(engine, await ask(engine, order, asking), building)
  }
  const { dockerfile } = settings
  const context = await packContext(source, { dockerfile, builder, signal })
  const sent = Readable.from(countBytes(context.bytes, building.onSent), { objectMode: false })
  const body = engine.hold(sent)
  try {
    const asking = { ...building, body, dockerfile: context.dockerfile }
    return await follow(engine, await ask(engine, order, asking), building)
  } finally {
    body.destroy()
    context.bytes.destroy()
  }
}

async function follow(
  engine: Engine,
  answer: Readable,
  { board, reader, signal }: Building,
): Promise<void> {
  await readAnswer(engine, answer, {
    signal,
    maxLineChars: MAX_LINE_CHARS,
    onLine(line) {
      reader.add(toAnswerLine(line))
      board.flush()
    },
  })
}

interface Asking extends Building {
  /** Absent where BuildKit asks for what it needs. */
  readonly body?: Readable
  /** Its path in what is sent. */
  readonly dockerfile: string
}

/** dockerode's own `buildImage` would open a session of its own. */
async function ask(
  engine: Engine,
  { settings, builder }: BuildOrder,
  { body, dockerfile, buildKit, logins, signal }: Asking,
): Promise<Readable> {
  const docker = engine.docker({ signal, deadlineMs: FIRST_LINE_DEADLINE_MS })
  const call = {
    path: '/build?',
    method: 'POST',
    file: body,
    isStream: true,
    options: {
      ...queryOf(settings, builder),
      dockerfile,
      session: buildKit?.session,
      remote: body ? undefined : 'client-session',
    },
    // BuildKit asks the session.
    registryconfig: builder === 'buildkit' ? undefined : await logins.all(),
    statusCodes: { 200: true },
  }
  return new Promise((resolve, reject) => {
    docker.modem.dial(call, (error, answer) =>
      error ? reject(error) : resolve(answer as Readable),
    )
  })
}

/** As the Engine API names them. */
function queryOf(settings: BuildSettings, builder: BuilderKind) {
  const { tags, args, target, platform, noCache, pull } = settings
  return {
    ...(builder === 'buildkit' ? { version: '2' } : { rm: true, forcerm: true }),
    t: tags,
    buildargs: Object.fromEntries(args.map(({ name, value }) => [name, value])),
    target,
    platform,
    nocache: noCache || undefined,
    pull: pull || undefined,
  }
}

/** That the answer has ended proves nothing; that the image is there, under its names, does. */
async function proven(
  engine: Engine,
  imageId: string | undefined,
  tags: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  if (imageId === undefined) throw notSaid()
  // It has just worked hard, and may still be slow.
  const docker = engine.docker({ signal, deadlineMs: ACTION_DEADLINE_MS })
  const { Id } = await docker.getImage(imagePath(imageId)).inspect()
  for (const tag of tags) {
    const named = await docker.getImage(imagePath(tag)).inspect()
    if (named.Id !== Id) throw notTagged(tag)
  }
  return Id
}

function notSaid(): EngineError {
  return new EngineError({
    code: 'bad-answer',
    message: 'the engine did not say which image it has built',
    hint: 'Build it again: what is done already comes from the cache.',
  })
}

function notTagged(tag: string): EngineError {
  return new EngineError({
    code: 'bad-answer',
    message: `the engine has another image under the name "${tag}"`,
    hint: 'Something else took the name meanwhile. Tag the image by its id, or build it again.',
  })
}
