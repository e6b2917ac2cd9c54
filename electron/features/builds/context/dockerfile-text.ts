import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { MAX_DOCKERFILE_CHARS, type DockerfileText } from '#shared/contract/builds.ts'
import { EngineError } from '#shared/errors.ts'
import { readFromArchive } from './archive.ts'
import { explainRead } from './explain-read.ts'
import { saveStream } from '../../../saving/save-stream.ts'
import { realPlaceIn } from './place-of.ts'
import type { OpenedSource } from './sources.ts'

/** A pipe of that name would never open. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** Throws `not-found`, and where it is no text or leads out of the folder. */
export async function readDockerfile(
  source: OpenedSource,
  dockerfile: string,
): Promise<DockerfileText> {
  const bytes =
    source.kind === 'archive'
      ? await readFromArchive(source.path, dockerfile, MAX_DOCKERFILE_CHARS)
      : await readInFolder(source.path, dockerfile)
  if (bytes.length > MAX_DOCKERFILE_CHARS) throw unfit(dockerfile, 'it is too large')
  return toDockerfileText(bytes, dockerfile)
}

async function readInFolder(root: string, dockerfile: string): Promise<Buffer> {
  const place = await realPlaceIn(root, dockerfile)
  try {
    const file = await open(place, OPEN_FLAGS)
    try {
      const stats = await file.stat()
      if (!stats.isFile()) throw unfit(dockerfile, 'it is no file')
      if (stats.size > MAX_DOCKERFILE_CHARS) throw unfit(dockerfile, 'it is too large')
      return await file.readFile()
    } finally {
      await file.close()
    }
  } catch (cause) {
    throw explainRead(dockerfile, cause)
  }
}

interface Saved {
  readonly dockerfile: string
  readonly text: string
  /** Of what is to be replaced. */
  readonly version: string
}

/** Replaces it as one, with the mode that it has; throws `conflict` where another one is there now. */
export async function saveDockerfile(
  source: OpenedSource,
  { dockerfile, text, version }: Saved,
): Promise<DockerfileText> {
  if (source.kind === 'archive') throw unsaved(dockerfile, 'it is in an archive')
  const now = await readDockerfile(source, dockerfile)
  if (now.version !== version) throw changed(dockerfile)
  const bytes = Buffer.from(text)
  const place = await realPlaceIn(source.path, dockerfile)
  await saveStream(place, Readable.from([bytes]), new AbortController().signal)
  return toDockerfileText(bytes, dockerfile)
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text, to the last character: what is saved again unchanged is the same bytes. */
function toDockerfileText(bytes: Uint8Array, dockerfile: string): DockerfileText {
  try {
    const text = strict.decode(bytes)
    return { text, version: createHash('sha256').update(bytes).digest('hex') }
  } catch {
    throw unfit(dockerfile, 'it is no text in UTF-8')
  }
}

function unfit(dockerfile: string, why: string): EngineError {
  return new EngineError({ code: 'refused', message: `Cannot read "${dockerfile}": ${why}` })
}

function unsaved(dockerfile: string, why: string): EngineError {
  return new EngineError({ code: 'refused', message: `Cannot save "${dockerfile}": ${why}` })
}

function changed(dockerfile: string): EngineError {
  return new EngineError({
    code: 'conflict',
    message: `Cannot save "${dockerfile}": it was changed outside of the app`,
    hint: 'Copy what you wrote, and open it again.',
  })
}
