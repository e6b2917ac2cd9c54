import type { NotRemoved } from '#shared/contract/files.ts'
import { EngineError } from '#shared/errors.ts'
import { nameOf, parentOf } from '#shared/posix-path.ts'
import type { Engine } from '../../engine/index.ts'
import { findShell } from '../terminal/index.ts'
import { ownerOfFolder } from './ask-owner.ts'
import { refuseHidden } from './mounted-inside.ts'
import { isThere, type Place } from './open-archive.ts'
import { putArchive } from './put-archive.ts'
import { changeInside, IS_THERE, isThereAlready, packed } from './run-inside.ts'
import { TAR_END, tarHeader } from './tar/write-tar.ts'

/** A folder of a million files is not removed in a blink. */
const DEADLINE_MS = 120_000

const FOLDER_MODE = 0o755
const MS_PER_SECOND = 1000

/** Makes a folder, whether the container runs or not. */
export async function makeFolder(engine: Engine, place: Place, signal: AbortSignal): Promise<void> {
  const { id, path } = place
  await refuseHidden(engine, place, signal)
  if (await isThere(engine, place, signal)) throw isThereAlready()
  const parent = { id, path: parentOf(path) }
  const owner = await ownerOfFolder(engine, parent, signal)
  const mtime = Math.floor(Date.now() / MS_PER_SECOND)
  const entry = { path: nameOf(path), kind: 'folder', size: 0, mode: FOLDER_MODE, mtime } as const
  await putArchive(engine, parent, [tarHeader({ ...entry, ...owner }), TAR_END], signal)
}

const RENAME = `
unpack "$1"; from=$path
unpack "$2"
if [ -e "$path" ] || [ -L "$path" ]; then exit ${IS_THERE}; fi
mv "$from" "$path"`

/** Of each that is still there: its place among the words, and the first line of what was said. */
const REMOVE = `
at=0
line='
'
for word; do
  unpack "$word"
  said=$(rm -rf "$path" 2>&1) || printf '%s\\0%s\\0' "$at" "\${said%%"$line"*}"
  at=$((at + 1))
done`

const CHMOD = `
unpack "$3"
chmod $1 "$2" "$path"`

/** Gives something another path. Archives cannot: it takes a shell. */
export async function renameFile(
  engine: Engine,
  { id, path }: Place,
  to: string,
  signal: AbortSignal,
): Promise<void> {
  const shell = await findShell(engine, id, signal)
  const words = [packed(path), packed(to)]
  await changeInside(engine, id, { shell, text: RENAME, words, deadlineMs: DEADLINE_MS }, signal)
}

/**
 * Removes files, and folders with all that is in them. Answers with those of several that could not be
 * removed; where one was meant, it fails.
 */
export async function removeFiles(
  engine: Engine,
  id: string,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<readonly NotRemoved[]> {
  const shell = await findShell(engine, id, signal)
  const words = paths.map(packed)
  const script = { shell, text: REMOVE, words, deadlineMs: DEADLINE_MS }
  const failed = parseRemoval(await changeInside(engine, id, script, signal), paths)
  const [only] = failed
  if (only && paths.length === 1) throw new EngineError({ code: 'refused', message: only.why })
  return failed
}

/** What the script that removes said of those that are still there. */
export function parseRemoval(output: Buffer, paths: readonly string[]): readonly NotRemoved[] {
  const parts = output.toString().split('\0')
  return parts.flatMap((part, at) => {
    const path = at % 2 === 0 ? paths[Number(part)] : undefined
    const why = parts[at + 1]
    if (path === undefined || why === undefined) return []
    return [{ path, why: why || 'The shell in the container could not do it' }]
  })
}

/** Says anew who may do what with a file. */
export async function changeMode(
  engine: Engine,
  { id, path }: Place,
  { mode, isRecursive }: { readonly mode: number; readonly isRecursive: boolean },
  signal: AbortSignal,
): Promise<void> {
  const shell = await findShell(engine, id, signal)
  const words = [isRecursive ? '-R' : '', mode.toString(8).padStart(4, '0'), packed(path)]
  await changeInside(engine, id, { shell, text: CHMOD, words, deadlineMs: DEADLINE_MS }, signal)
}
