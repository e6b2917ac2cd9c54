import { EngineError } from '#shared/errors.ts'
import type { Engine } from '../../engine/index.ts'
import { findShell } from '../terminal/index.ts'
import { openEntries, type Place } from './open-archive.ts'
import { packed, runInside } from './run-inside.ts'

/** Who owns something. */
export interface Owner {
  readonly uid: number
  readonly gid: number
}

const ROOT: Owner = { uid: 0, gid: 0 }

const OWNER = `
unpack "$1"
stat -L -c '%u %g' "$path"`

/**
 * Whose a folder is: what is put into it becomes theirs, as if they had made it. Where nobody tells, it
 * becomes root's, as what "docker cp" puts there.
 */
export async function ownerOfFolder(
  engine: Engine,
  place: Place,
  signal: AbortSignal,
): Promise<Owner> {
  const { path, first, close } = await openEntries(engine, place, signal)
  close()
  const { kind, uid, gid } = first.header
  if (kind !== 'folder') throw new EngineError({ code: 'refused', message: 'It is no folder' })
  return (await ownerOf(engine, { id: place.id, path }, { uid, gid }, signal)) ?? ROOT
}

/** The owner that the archive tells; Podman has everything in it as root's, so a program inside is asked. */
export async function ownerOf(
  engine: Engine,
  { id, path }: Place,
  told: Owner,
  signal: AbortSignal,
): Promise<Owner | undefined> {
  if (!(await engine.isPodman({ signal }))) return told
  try {
    const shell = await findShell(engine, id, signal)
    const script = { shell, text: OWNER, words: [packed(path)] }
    const { output, exitCode } = await runInside(engine, id, script, signal)
    const [, uid, gid] = /^(\d+) (\d+)\s*$/.exec(output.toString()) ?? []
    return exitCode === 0 ? { uid: Number(uid), gid: Number(gid) } : undefined
  } catch (cause) {
    if (signal.aborted) throw cause
    return undefined
  }
}
