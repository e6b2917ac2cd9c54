import { EngineError } from '#shared/errors.ts'
import type { Engine } from '../../engine/index.ts'
import { readInContainer } from '../terminal/index.ts'

/** A process by its number inside the container, as the kernel tells of it there. */
export interface OwnProcess {
  readonly pid: number
  readonly parent: number
  /** One letter: `Z` has ended, and its parent has not taken note. */
  readonly state: string
  /** Clock ticks since the machine was started. It never changes. */
  readonly start: number
  /** Pages that it has touched for the first time. They only grow. */
  readonly minorFaults: number
  readonly majorFaults: number
  readonly command: string
}

/**
 * Two lines for each process that is seen inside: its number and the rest of `/proc/<pid>/stat`
 * behind the name, then its command. Shell built-ins alone, for images without `ps` or `cat`. The
 * script itself is left out.
 */
const LIST_OWN = `
whole() {
  text=
  while IFS= read -r line || [ -n "$line" ]; do text="$text$line "; done <"$1"
}
for p in /proc/[0-9]*; do
  [ "$p" = "/proc/$$" ] && continue
  whole "$p/stat" || continue
  stat=$text
  whole "$p/cmdline" || continue
  printf '%s %s\\n%s\\n' "\${p#/proc/}" "\${stat##*) }" "$text"
done 2>/dev/null`

/** Sends the signal if the number still is that of the process that was started then. */
const SIGNAL_OWN = `
IFS= read -r stat <"/proc/$1/stat" 2>/dev/null || exit 3
start=$2; signal=$3; pid=$1
set -- \${stat##*) }
[ "\${20}" = "$start" ] || exit 3
kill -s "$signal" "$pid"`

/** How the script says that it is not there any more. */
const GONE = 3

/** Everything that runs in the container, seen from inside by one of its own shells. */
export async function listOwn(
  engine: Engine,
  id: string,
  shell: string,
  signal: AbortSignal,
): Promise<readonly OwnProcess[]> {
  const command = [shell, '-c', LIST_OWN]
  const { output } = await readInContainer(engine, id, { command }, signal)
  // A command may hold any bytes; what is compared of it is plain ASCII.
  return parseOwn(output.toString('latin1'))
}

/** Has one of the container's shells send the signal, as the container's own user. */
export async function signalOwn(
  engine: Engine,
  id: string,
  { shell, process, name }: { shell: string; process: OwnProcess; name: string },
  signal: AbortSignal,
): Promise<void> {
  const words = [String(process.pid), String(process.start), name]
  const command = [shell, '-c', SIGNAL_OWN, 'pilothouse', ...words]
  const { exitCode, complaints } = await readInContainer(engine, id, { command }, signal)
  if (exitCode === 0) return
  if (exitCode === GONE) throw hasEnded()
  const said = complaints.toString().trim()
  throw new EngineError({
    code: 'refused',
    message: said === '' ? 'The shell in the container could not send it' : said,
    ...(/permitted|permission/i.test(said) && {
      hint: 'It belongs to another user than the container’s own. Open a terminal as that user, or as root.',
    }),
  })
}

/** The process is not there any more. */
export function hasEnded(): EngineError {
  return new EngineError({
    code: 'not-found',
    message: 'It has ended in the meantime',
    hint: 'The list shows what runs now.',
  })
}

/** Fields of `/proc/<pid>/stat` behind the name, counted from 0. */
const AT = { state: 0, parent: 1, minorFaults: 7, majorFaults: 9, start: 19 } as const

/** What the script printed. */
export function parseOwn(output: string): readonly OwnProcess[] {
  const lines = output.split('\n')
  return lines.flatMap((line, at): readonly OwnProcess[] => {
    if (at % 2 === 1) return []
    const [pid, ...stat] = line.trim().split(/ +/)
    const number = (field: number) => Number(stat[field])
    const process = {
      pid: Number(pid),
      parent: number(AT.parent),
      state: stat[AT.state] ?? '',
      start: number(AT.start),
      minorFaults: number(AT.minorFaults),
      majorFaults: number(AT.majorFaults),
      command: lines[at + 1] ?? '',
    }
    return stat.length > AT.start && Number.isInteger(process.pid) && process.pid > 0
      ? [process]
      : []
  })
}
