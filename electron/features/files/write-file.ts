import { EngineError } from '#shared/errors.ts'
import { nameOf, parentOf } from '#shared/posix-path.ts'
import type { Engine } from '../../engine/index.ts'
import { ownerOf } from './ask-owner.ts'
import { refuseHidden } from './mounted-inside.ts'
import type { Place } from './open-archive.ts'
import { putArchive } from './put-archive.ts'
import { readBeginning, versionOf } from './read-file.ts'
import { padding, TAR_END, tarHeader } from './tar/write-tar.ts'

/** What a file is to hold, and what it held when the person began to change it. */
export interface Writing {
  readonly bytes: Uint8Array
  /** `any`: whatever it holds now. */
  readonly version: string
}

const MS_PER_SECOND = 1000

/** Writes a file anew, with the mode and owner that it has now. Answers with its version. */
export async function writeFile(
  engine: Engine,
  place: Place,
  { bytes, version }: Writing,
  signal: AbortSignal,
): Promise<string> {
  await refuseHidden(engine, place, signal)
  const now = await readBeginning(engine, place, signal).catch((cause: unknown) => {
    throw isGone(cause) ? hasGone() : cause
  })
  const { path, header } = now
  if (version !== 'any' && !(now.isWhole && versionOf(now.bytes) === version)) throw hasChanged()
  const { mode, uid, gid } = header
  const owner = await ownerOf(engine, { id: place.id, path }, { uid, gid }, signal)
  if (!owner) throw isAnybodys()
  const mtime = Math.floor(Date.now() / MS_PER_SECOND)
  const entry = { path: nameOf(path), kind: 'file' as const, mode, mtime, ...owner }
  const tar = [
    tarHeader({ ...entry, size: bytes.length }),
    bytes,
    padding(bytes.length),
    TAR_END,
  ].filter(({ length }) => length > 0)
  await putArchive(engine, { id: place.id, path: parentOf(path) }, tar, signal)
  return versionOf(bytes)
}

function isAnybodys(): EngineError {
  return new EngineError({
    code: 'refused',
    message: 'The engine does not tell whose it is, and it would become root’s',
    hint: 'Podman tells it while the container runs: start it first.',
  })
}

function isGone(cause: unknown): boolean {
  return cause instanceof EngineError && cause.code === 'not-found'
}

function hasChanged(): EngineError {
  return new EngineError({
    code: 'conflict',
    message: 'It has been changed in the container since it was opened',
    hint: 'Open it again to see how, or overwrite it with what you have.',
  })
}

function hasGone(): EngineError {
  return new EngineError({
    code: 'not-found',
    message: 'It is no longer there',
    hint: 'Copy what you have, and upload it as a new file.',
  })
}
