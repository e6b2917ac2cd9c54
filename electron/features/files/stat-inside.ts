import type { Engine } from '../../engine/index.ts'
import { findShell } from '../terminal/index.ts'
import type { Owner } from './ask-owner.ts'
import type { Place } from './open-archive.ts'
import { packed, runInside } from './run-inside.ts'
import { toText } from './tar/byte-text.ts'

/** What something is, by a program in the container; links are not followed. */
export interface InsideStat {
  readonly kind: 'file' | 'folder' | 'other'
  readonly mode: number
  readonly owner: Owner
}

/** Words for a shell are not of any length: a path may have 4 KB, and most have 40 bytes. */
const AT_ONCE = 250

/**
 * A record for each that is there, in the order of the words; paths have no two slashes in a row, which
 * part them from the rest. The folder itself comes last: it proves that all were looked at.
 */
const STAT = `
unpack "$1"
cd "$path" || exit 3
shift
for word; do printf './%b\\0' "$word"; done |
  xargs -0 -r stat -c '//%f %u %g//%n//' 2>/dev/null
exit 0`

/**
 * What is at these paths below a folder, in one question for hundreds of them. Nothing where no program
 * inside can tell.
 */
export async function statInside(
  engine: Engine,
  { id, path }: Place,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, InsideStat> | undefined> {
  try {
    const shell = await findShell(engine, id, signal)
    const found = new Map<string, InsideStat>()
    for (let at = 0; at < paths.length; at += AT_ONCE) {
      const some = [...paths.slice(at, at + AT_ONCE), '.']
      const script = { shell, text: STAT, words: [path, ...some].map(packed) }
      const { output, exitCode, isCut } = await runInside(engine, id, script, signal)
      const stats = parseStats(output.toString('latin1'))
      if (exitCode !== 0 || isCut || !stats.has('.')) return undefined
      for (const [name, stat] of stats) found.set(name, stat)
    }
    return found
  } catch (cause) {
    if (signal.aborted) throw cause
    return undefined
  }
}

const RECORD = /(?:^|\n)\/\/([0-9a-f]+) (\d+) (\d+)\/\/\.\/((?:[^/]|\/(?!\/))+)\/\/(?=\n|$)/g

/** The stats by path; each character of the text stands for one byte. */
export function parseStats(text: string): ReadonlyMap<string, InsideStat> {
  return new Map(
    Array.from(text.matchAll(RECORD), ([, bits = '', uid, gid, name = '']) => {
      const mode = Number.parseInt(bits, 16)
      const owner = { uid: Number(uid), gid: Number(gid) }
      const stat = { kind: kindOf(mode), mode: mode & 0o7777, owner }
      return [toText(Buffer.from(name, 'latin1')), stat]
    }),
  )
}

/** `S_IFMT`, and what it may be. */
const TYPE_BITS = 0o170000
const FILE_BITS = 0o100000
const FOLDER_BITS = 0o040000

function kindOf(mode: number): InsideStat['kind'] {
  const bits = mode & TYPE_BITS
  return bits === FILE_BITS ? 'file' : bits === FOLDER_BITS ? 'folder' : 'other'
}
