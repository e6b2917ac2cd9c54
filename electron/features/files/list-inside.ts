import { MAX_LISTED_ENTRIES, type FileEntry, type FileKind } from '#shared/contract/files.ts'
import type { Engine } from '../../engine/index.ts'
import type { Place } from './open-archive.ts'
import { packed, runInside } from './run-inside.ts'
import { toText } from './tar/byte-text.ts'

/** A folder as a program inside the container sees it. */
export interface InsideListing {
  readonly entries: readonly FileEntry[]
  /** There are more. */
  readonly isCut: boolean
}

/** A disk that is slow, or a folder with a hundred thousand files; then the archive is asked. */
const DEADLINE_MS = 8000

/** What is there may change between the two looks at it; twice is no chance any more. */
const TRIES = 2

/**
 * One record for each entry, of `stat`: no name has a slash in it, so that `//` parts them. Names of
 * users may be any, and links may lead anywhere, so that they are counted as well. What they all need of
 * the image are `stat` and `xargs`, of coreutils or busybox.
 */
const LIST = `
unpack "$1"
cd "$path" 2>/dev/null || exit 3
count=0
for name in ..?* .[!.]* *; do
  [ -e "$name" ] || [ -L "$name" ] || continue
  count=$((count + 1))
done
for name in ..?* .[!.]* *; do
  [ -e "$name" ] || [ -L "$name" ] || continue
  printf './%s\\0' "$name"
done | QUOTING_STYLE=literal xargs -0 -r stat -c '//%f %s %Y %u %g//%U//%G//%n//%N' 2>/dev/null
printf '//end %s' "$count"`

const END = /\/\/end (\d+)$/

/** What is in a folder, or nothing where the container's own programs cannot tell. */
export async function listInside(
  engine: Engine,
  { id, path }: Place,
  shell: string,
  signal: AbortSignal,
): Promise<InsideListing | undefined> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const listing = await look(engine, { id, path }, shell, signal)
    if (listing !== 'unsure') return listing
  }
  return undefined
}

async function look(
  engine: Engine,
  { id, path }: Place,
  shell: string,
  signal: AbortSignal,
): Promise<InsideListing | 'unsure' | undefined> {
  const script = { shell, text: LIST, words: [packed(path)], deadlineMs: DEADLINE_MS }
  const { exitCode, output, isCut } = await runInside(engine, id, script, signal)
  const text = output.toString('latin1')
  const end = END.exec(text)
  if (exitCode !== 0 || (!isCut && !end)) return undefined
  const entries = parseListing(isCut ? withoutLast(text) : text.slice(0, end?.index))
  // An image whose "stat" or "xargs" is missing lists nothing, of however many.
  if (entries.length === 0 && end?.[1] !== '0') return undefined
  if (!isCut && entries.length !== Number(end?.[1])) return 'unsure'
  const shown = entries.slice(0, MAX_LISTED_ENTRIES)
  return { entries: shown, isCut: isCut || shown.length < entries.length }
}

const RECORD =
  /(?:^|\n)\/\/([0-9a-f]+) (\d+) (-?\d+) (\d+) (\d+)\/\/(.*?)\/\/(.*?)\/\/\.\/([^/]+)\/\//g

/** The entries in what `stat` printed; each character stands for one byte. */
export function parseListing(text: string): readonly FileEntry[] {
  const found = [...text.matchAll(RECORD)]
  return found.map((record, at) => {
    const start = record.index + record[0].length
    return toEntry(record, text.slice(start, found[at + 1]?.index).replace(/\n$/, ''))
  })
}

function toEntry(record: readonly string[], quoted: string): FileEntry {
  const [, bits = '0', size, mtime, uid = '', gid = '', user = '', group = '', name = ''] = record
  const mode = Number.parseInt(bits, 16)
  const kind = kindOf(mode)
  const entry: FileEntry = {
    name: fromLatin(name),
    kind,
    size: kind === 'file' ? Number(size) : 0,
    mode: mode & 0o7777,
    modifiedAt: Number(mtime) * 1000,
    owner: known(user, uid),
    group: known(group, gid),
  }
  return kind === 'link' ? { ...entry, target: fromLatin(targetIn(quoted, `./${name}`)) } : entry
}

/** What lies behind the name: `./name -> target`, or each of the two in quotes. */
function targetIn(quoted: string, name: string): string {
  if (quoted.startsWith(`${name} -> `)) return quoted.slice(name.length + ' -> '.length)
  const inQuotes = `'${name}' -> '`
  if (quoted.startsWith(inQuotes)) return quoted.slice(inQuotes.length, -1)
  return quoted.slice(quoted.lastIndexOf(' -> ') + ' -> '.length).replace(/^['"‘](.*)['"’]$/, '$1')
}

/** Files of users that the image does not know have only numbers. */
function known(name: string, number: string): string {
  return name === '' || name === 'UNKNOWN' ? number : name
}

/** `S_IFMT` and what it may be. */
const TYPE_BITS = 0o170000
const KINDS: Readonly<Record<number, FileKind>> = {
  0o100000: 'file',
  0o040000: 'folder',
  0o120000: 'link',
}

function kindOf(bits: number): FileKind {
  return KINDS[bits & TYPE_BITS] ?? 'other'
}

function fromLatin(text: string): string {
  return toText(Buffer.from(text, 'latin1'))
}

function withoutLast(text: string): string {
  return text.slice(0, Math.max(0, text.lastIndexOf('\n//')))
}
