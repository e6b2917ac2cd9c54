import { Readable } from 'node:stream'
import type { BuilderKind, BuildSettings } from '#shared/contract/builds.ts'
import { EngineError } from '#shared/errors.ts'
import { imagePath, type Engine } from '../../engine/index.ts'
import { readAnswer } from '../images/index.ts'
import { openSession, type BuildSession } from './buildkit/index.ts'
import { packContext, type OpenedSource } from './context/index.ts'
import { findLogin, findLogins } from './find-logins.ts'
import type { AnswerReader, BuildAnswerLine } from './steps/answer-reader.ts'
import type { DockerfileOutline } from './steps/dockerfile-outline.ts'
import { readBuildah } from './steps/read-buildah.ts'
import { readClassic } from './steps/read-classic.ts'
import { readBuildKit } from './steps/read-trace-steps.ts'
import type { StepBoard } from './steps/step-board.ts'

/** A build, with all that it takes. */
export interface BuildOrder {
  readonly source: OpenedSource
  readonly settings: BuildSettings
  readonly builder: BuilderKind
  readonly outline: DockerfileOutline
  /** By their ids. */
  readonly secrets: ReadonlyMap<string, Uint8Array>
}

/** Whoever follows a build. */
export interface BuildWatch {
  readonly board: StepBoard
  readonly signal: AbortSignal
  /** Bytes of the context that the engine has so far. */
  readonly onSent: (bytes: number) => void
  readonly now: () => number
}

interface Building extends BuildWatch {
  readonly reader: AnswerReader
  readonly session: string | undefined
}

/** A builder pulls, copies and runs for long without a word. */
const FIRST_LINE_DEADLINE_MS = 30 * 60_000

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
  const session = builder === 'buildkit' ? await open(engine, order, signal) : undefined
  try {
    await build(engine, order, { ...watch, reader, session: session?.id })
  } finally {
    session?.close()
  }
  return proven(engine, reader.imageId, settings.tags, signal)
}

function open(engine: Engine, { secrets }: BuildOrder, signal: AbortSignal): Promise<BuildSession> {
  return openSession(engine, {
    secrets,
    login: (host) => findLogin(engine, host, signal),
    signal,
  })
}

async function build(
  engine: Engine,
  order: BuildOrder,
  { reader, session, signal, onSent }: Building,
): Promise<void> {
  const { source, settings, builder } = order
  const { bytes, dockerfile } = await packContext(source, {
    dockerfile: settings.dockerfile,
    builder,
    signal,
  })
  const body = engine.hold(Readable.from(counted(bytes, onSent), { objectMode: false }))
  try {
    const query = { ...queryOf(settings, builder), dockerfile, session }
    const answer = await ask(engine, order, { body, query, signal })
    await readAnswer(engine, answer, {
      signal,
      onLine: (line) => reader.add(line as BuildAnswerLine),
    })
  } finally {
    body.destroy()
    bytes.destroy()
  }
}

interface Asking {
  readonly body: Readable
  readonly query: object
  readonly signal: AbortSignal
}

/** dockerode's own `buildImage` would open a session of its own. */
async function ask(
  engine: Engine,
  { settings, builder, outline }: BuildOrder,
  { body, query, signal }: Asking,
): Promise<Readable> {
  // BuildKit asks the session.
  const registryconfig =
    builder === 'buildkit' ? undefined : await findLogins(engine, outline, settings.args, signal)
  const docker = engine.docker({ signal, deadlineMs: FIRST_LINE_DEADLINE_MS })
  const call = {
    path: '/build?',
    method: 'POST',
    file: body,
    isStream: true,
    options: query,
    registryconfig,
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
  const docker = engine.docker({ signal })
  const { Id } = await docker.getImage(imagePath(imageId)).inspect()
  for (const tag of tags) {
    const named = await docker.getImage(imagePath(tag)).inspect()
    if (named.Id !== Id) throw notTagged(tag)
  }
  return Id
}

async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  onSent: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let sent = 0
  for await (const chunk of bytes) {
    yield chunk
    sent += chunk.byteLength
    onSent(sent)
  }
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
