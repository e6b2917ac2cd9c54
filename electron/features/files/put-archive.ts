import { Readable } from 'node:stream'
import { EngineError } from '#shared/errors.ts'
import { ACTION_DEADLINE_MS, segment, type Engine } from '../../engine/index.ts'
import type { Place } from './open-archive.ts'
import { toBytes } from './tar/byte-text.ts'

/** No folder takes the place of a file; Podman would make all its own user's. */
const KEEP = { noOverwriteDirNonDir: 'true', copyUIDGID: 'false' }

/**
 * Has the engine unpack a tar in a folder. It is plain and never compressed: engines unpack others by
 * programs that they find in the container (CVE-2026-41567).
 */
export async function putArchive(
  engine: Engine,
  { id, path }: Place,
  tar: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const body = engine.hold(Readable.from(tar, { objectMode: false }))
  const docker = engine.docker({ signal, deadlineMs: ACTION_DEADLINE_MS })
  const options = { ...KEEP, path: toBytes(path) }
  try {
    await docker.getContainer(segment(id)).putArchive(body, options)
  } catch (cause) {
    throw isMount(cause) ? whereMounted(cause) : cause
  }
}

function isMount(cause: unknown): cause is EngineError {
  return cause instanceof EngineError && /device or resource busy/.test(cause.engineMessage ?? '')
}

/** A file that is mounted by itself, as `/etc/hosts` is, can be written to and not be replaced. */
function whereMounted(cause: EngineError): EngineError {
  return new EngineError({
    ...cause.toShape(),
    hint: 'It is mounted there by itself, and cannot be replaced. Write to it from a terminal.',
  })
}
