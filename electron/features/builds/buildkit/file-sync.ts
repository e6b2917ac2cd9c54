import { EngineError } from '#shared/errors.ts'
import { GrpcRefusal, NOT_FOUND, RESOURCE_EXHAUSTED, UNKNOWN } from './grpc-refusal.ts'
import type { GrpcCall, GrpcMethod } from './serve-grpc.ts'
import { syncFolder } from './sync-folder.ts'
import type { SyncedFolder, Wanted } from './synced-folder.ts'

/** What a build may have of the disk. */
export interface BuildFiles {
  /** By the names that Dockerfiles' builder has for them: `context`, `dockerfile`. */
  readonly folders: ReadonlyMap<string, SyncedFolder>
  /** Bytes of files of a folder, each time that some were sent. */
  readonly onSent: (bytes: number, folder: string) => void
  /** Why something could not be sent. BuildKit is told as well, in words alone. */
  readonly onFailed: (cause: EngineError) => void
}

/** BuildKit looks at the Dockerfile, the ignore file and the context, one by one or together. */
const MAX_AT_ONCE = 8

/** Sends BuildKit what it has not yet of a folder (moby/buildkit, session/filesync). */
export function fileSync({ folders, onSent, onFailed }: BuildFiles): GrpcMethod {
  let atOnce = 0

  return async (call) => {
    const [name = ''] = textsOf(call, 'dir-name') ?? []
    const folder = folders.get(name)
    if (!folder) throw new GrpcRefusal(NOT_FOUND, `this build has no folder "${name}"`)
    if (atOnce === MAX_AT_ONCE) throw new GrpcRefusal(RESOURCE_EXHAUSTED, 'this is too much')
    atOnce += 1
    try {
      await syncFolder(call, folder, {
        wanted: wantedBy(call),
        onSent: (bytes) => onSent(bytes, name),
      })
    } catch (cause) {
      // Ours are meant for people, and the engine shows them.
      if (!(cause instanceof EngineError) || call.signal.aborted) throw cause
      onFailed(cause)
      throw new GrpcRefusal(UNKNOWN, cause.message)
    } finally {
      atOnce -= 1
    }
  }
}

/** What it would leave out is not asked: that is ours to say. */
function wantedBy(call: GrpcCall): Wanted {
  const patterns = textsOf(call, 'include-patterns')
  const followed = textsOf(call, 'followpaths')
  return { ...(patterns && { patterns }), ...(followed && { followed }) }
}

/** As UTF-8: later versions say so where it is more than ASCII, those before send the bytes. */
function textsOf(call: GrpcCall, name: string): readonly string[] | undefined {
  const values = call.said(name)
  if (values.length === 0) return undefined
  const isEncoded = call.said(`${name}-encoded`).includes('1')
  return values.map((value) => {
    return isEncoded ? decoded(value) : Buffer.from(value, 'latin1').toString()
  })
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '))
  } catch {
    // A name that nothing has.
    return value
  }
}
