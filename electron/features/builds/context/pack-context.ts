import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { BuilderKind } from '#shared/contract/builds.ts'
import { cancelled, explainRead } from './explain-read.ts'
import { packFolder } from './pack-folder.ts'
import { realPathIn } from './place-of.ts'
import { readRules } from './read-rules.ts'
import type { OpenedSource } from './sources.ts'
import { walkContext } from './walk-context.ts'

/** What is sent as the body of a build. */
export interface BuildContext {
  /** A tar, or an archive as it is; read as it is sent. It fails with an `EngineError`. */
  readonly bytes: Readable
  /** The Dockerfile's path inside. */
  readonly dockerfile: string
}

interface Packing {
  /** A path inside the source. */
  readonly dockerfile: string
  /** Each has its own ignore files, and its own way with them. */
  readonly builder: BuilderKind
  /** Ends the bytes as well. */
  readonly signal: AbortSignal
}

/** So much is read before somebody takes it. */
const AHEAD_BYTES = 2 * 1024 * 1024

/**
 * Packs what is to be built. Throws `not-found` where the Dockerfile is not there, and says which file
 * cannot be read.
 */
export async function packContext(
  source: OpenedSource,
  { dockerfile, builder, signal }: Packing,
): Promise<BuildContext> {
  if (source.kind === 'archive') {
    return { bytes: bound(readArchive(source.path), signal), dockerfile }
  }
  // Engines are told of the file that a link leads to, as docker tells them.
  const real = await realPathIn(source.path, dockerfile)
  const { rules } = await readRules(source.path, { dockerfile: real, builder })
  const entries = walkContext(source.path, { rules: [rules], signal })
  return { bytes: bound(packFolder(source.path, entries), signal), dockerfile: real }
}

async function* readArchive(path: string): AsyncGenerator<Buffer, void> {
  try {
    yield* createReadStream(path, { highWaterMark: AHEAD_BYTES / 2 }) as AsyncIterable<Buffer>
  } catch (cause) {
    throw explainRead(path, cause)
  }
}

/** A stream that ends when nobody wants it any more. */
function bound(bytes: AsyncIterable<Buffer>, signal: AbortSignal): Readable {
  const stream = Readable.from(bytes, { objectMode: false, highWaterMark: AHEAD_BYTES })
  const leave = () => stream.destroy(cancelled())
  // It may fail before anybody listens.
  stream.on('error', () => {})
  stream.once('close', () => signal.removeEventListener('abort', leave))
  signal.addEventListener('abort', leave, { once: true })
  if (signal.aborted) leave()
  return stream
}
