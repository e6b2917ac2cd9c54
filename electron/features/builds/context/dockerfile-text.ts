import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { MAX_DOCKERFILE_CHARS, type DockerfileText } from '#shared/contract/builds.ts'
import { EngineError } from '#shared/errors.ts'
import { readFromArchive } from './archive.ts'
import { isDockerfileName, looksLikeDockerfile } from './dockerfile-name.ts'
import { saveStream } from '../../../saving/save-stream.ts'
import { realPlaceIn } from './place-of.ts'
import { readSmallFile } from './read-small-file.ts'
import type { OpenedSource } from './sources.ts'

/** A character takes at most so many bytes in UTF-8. */
const BYTES_A_CHAR = 3
const MAX_BYTES = MAX_DOCKERFILE_CHARS * BYTES_A_CHAR

/** Throws `not-found`, and where it is no Dockerfile or leads out of the folder. */
export async function readDockerfile(
  source: OpenedSource,
  dockerfile: string,
  signal?: AbortSignal,
): Promise<DockerfileText> {
  if (source.kind === 'folder') {
    const place = await realPlaceIn(source.path, dockerfile)
    return toDockerfile(await readSmallFile(place, MAX_BYTES, dockerfile), dockerfile, place)
  }
  const wanted = { name: dockerfile, maxBytes: MAX_BYTES, ...(signal && { signal }) }
  return toDockerfile(await readFromArchive(source.path, wanted), dockerfile)
}

/** `place`: where it really is. A page that was taken over must not read what else is in the folder. */
function toDockerfile(bytes: Buffer, dockerfile: string, place = dockerfile): DockerfileText {
  const read = toDockerfileText(bytes, dockerfile)
  if (read.text.length > MAX_DOCKERFILE_CHARS) throw unread(dockerfile, 'it is too large')
  if (isDockerfile(place, bytes)) return read
  throw unread(dockerfile, 'it is no Dockerfile', NAME_OR_START)
}

function isDockerfile(place: string, bytes: Uint8Array): boolean {
  return isDockerfileName(basename(place)) || looksLikeDockerfile(bytes)
}

const NAME_OR_START = 'One that is not called so begins with FROM or ARG.'

interface Saved {
  readonly dockerfile: string
  readonly text: string
  /** Of what is to be replaced. */
  readonly version: string
}

/**
 * Replaces it as one, with the mode that it has; throws `conflict` where another one is there now, and
 * where either of them is no Dockerfile.
 */
export async function saveDockerfile(
  source: OpenedSource,
  { dockerfile, text, version }: Saved,
): Promise<DockerfileText> {
  if (source.kind === 'archive') throw unsaved(dockerfile, 'it is in an archive')
  const now = await readDockerfile(source, dockerfile)
  if (now.version !== version) throw changed(dockerfile)
  const bytes = Buffer.from(text)
  const place = await realPlaceIn(source.path, dockerfile)
  if (!isDockerfile(place, bytes)) throw unsaved(dockerfile, 'this is no Dockerfile', NAME_OR_START)
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
    throw unread(dockerfile, 'it is no text in UTF-8')
  }
}

function unread(dockerfile: string, why: string, hint?: string): EngineError {
  return new EngineError({ code: 'refused', message: `Cannot read "${dockerfile}": ${why}`, hint })
}

function unsaved(dockerfile: string, why: string, hint?: string): EngineError {
  return new EngineError({ code: 'refused', message: `Cannot save "${dockerfile}": ${why}`, hint })
}

function changed(dockerfile: string): EngineError {
  return new EngineError({
    code: 'conflict',
    message: `Cannot save "${dockerfile}": it was changed outside of the app`,
    hint: 'Copy what you wrote, and open it again.',
  })
}
