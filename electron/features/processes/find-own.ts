import { MAX_COMMAND_LENGTH } from '#shared/contract/processes.ts'
import type { OwnProcess } from './own-processes.ts'
import type { RawTop } from './to-process-list.ts'

/** A process by its number on the engine's machine, as `ps` tells of it there. */
export interface OuterProcess {
  readonly pid: string
  readonly parent: string
  /** Whole seconds since it was started. */
  readonly elapsed: number
  readonly minorFaults: number
  readonly majorFaults: number
  readonly command: string
}

/** What `ps` is asked for, to tell one process from another. */
export const TELLING_COLUMNS = '-eo pid,ppid,etimes,min_flt,maj_flt,args'

/** The table of those columns; nothing where the machine's `ps` does not know them. */
export function parseOuter({ Titles, Processes }: RawTop): readonly OuterProcess[] | undefined {
  if (Titles?.length !== 6) return undefined
  return (Processes ?? []).flatMap((row): readonly OuterProcess[] => {
    const [pid, parent, elapsed, minorFaults, majorFaults, command = ''] = row ?? []
    if (pid === undefined || parent === undefined) return []
    return [
      {
        pid,
        parent,
        elapsed: Number(elapsed),
        minorFaults: Number(minorFaults),
        majorFaults: Number(majorFaults),
        command,
      },
    ]
  })
}

/** One process of the machine, as it was before and after the look inside. */
interface Steady {
  readonly pid: string
  readonly before: OuterProcess
  readonly after: OuterProcess
}

/** The three looks, in the order in which they were taken. */
export interface Looks {
  readonly before: readonly OuterProcess[]
  readonly inside: readonly OwnProcess[]
  readonly after: readonly OuterProcess[]
  /** The container's main process on the machine; inside it is number 1. */
  readonly mainPid: string
}

/** Two times are cut to whole seconds, and then subtracted. */
const SECONDS_LOST = 2

/** The kernel tells times to programs in these on every machine that has engines. */
const TICKS_PER_SECOND = 100

/** What a process can be inside; the more there are, the less is known. */
type Candidates = ReadonlyMap<string, readonly OwnProcess[]>

/**
 * All that a process of the machine can be inside the container. Only what cannot be it is struck
 * out, so a single one that is left is the one: another start, counters that have never stood so,
 * another command, a parent that is another process, or one that must be somebody else.
 */
export function findOwn(pid: string, looks: Looks): readonly OwnProcess[] {
  const steady = steadyOnes(looks)
  // Some are hidden from the container's own user, and one of them may be the one.
  if (looks.inside.length < steady.size) return []
  let candidates: Candidates = new Map(
    [...steady.values()].map((one) => [
      one.pid,
      looks.inside.filter((own) => canBe(one, own, steady, looks)),
    ]),
  )
  for (;;) {
    const fewer = strikeOut(candidates, steady)
    // Two cannot be one: something that was taken for true is not.
    if (!fewer) return []
    if (count(fewer) === count(candidates)) return fewer.get(pid) ?? []
    candidates = fewer
  }
}

function steadyOnes({ before, after }: Looks): ReadonlyMap<string, Steady> {
  const later = new Map(after.map((process) => [process.pid, process]))
  const pairs = before.flatMap((one) => {
    const then = later.get(one.pid)
    return then ? [[one.pid, { pid: one.pid, before: one, after: then }] as const] : []
  })
  return new Map(pairs)
}

function canBe(
  { pid, before, after }: Steady,
  own: OwnProcess,
  steady: ReadonlyMap<string, Steady>,
  { inside, mainPid }: Looks,
): boolean {
  if ((pid === mainPid) !== (own.pid === 1)) return false
  const isBetween = (low: number, value: number, high: number) => low <= value && value <= high
  if (!isBetween(before.minorFaults, own.minorFaults, after.minorFaults)) return false
  if (!isBetween(before.majorFaults, own.majorFaults, after.majorFaults)) return false
  if (before.command === after.command && !isSameCommand(before.command, own.command)) return false
  const main = steady.get(mainPid)
  const ownMain = inside.find((one) => one.pid === 1)
  if (!main || !ownMain) return false
  const later = main.before.elapsed - before.elapsed
  const ownLater = (own.start - ownMain.start) / TICKS_PER_SECOND
  return Math.abs(later - ownLater) < SECONDS_LOST
}

function strikeOut(
  candidates: Candidates,
  steady: ReadonlyMap<string, Steady>,
): Candidates | undefined {
  const singles = [...candidates].flatMap(([pid, [own, ...others]]) =>
    own && others.length === 0 ? [[own.pid, pid] as const] : [],
  )
  const settled = new Map(singles)
  if (settled.size < singles.length) return undefined
  const remains = (pid: string, own: OwnProcess) =>
    (settled.get(own.pid) ?? pid) === pid && hasItsParent(steady.get(pid), own, candidates)
  return new Map(
    [...candidates].map(([pid, owns]) => [pid, owns.filter((own) => remains(pid, own))]),
  )
}

/** A parent that is known outside must be one that the parent inside can be. */
function hasItsParent(one: Steady | undefined, own: OwnProcess, candidates: Candidates): boolean {
  // It was given another parent meanwhile.
  if (!one || one.before.parent !== one.after.parent) return true
  const parents = candidates.get(one.before.parent)
  return parents === undefined || parents.some(({ pid }) => pid === own.parent)
}

function count(candidates: Candidates): number {
  return [...candidates.values()].reduce((sum, owns) => sum + owns.length, 0)
}

/** As far as both sides can tell: `ps` writes a question mark for what it does not take for text. */
export function isSameCommand(outer: string, own: string): boolean {
  const [a, b] = [plainText(outer), plainText(own)]
  if (a === b) return true
  // A process that has ended, or that is of the kernel, has a name in brackets and no command.
  if (b === '') return /^\[.*\](<defunct>)?$/.test(a)
  const isCut = outer.length >= MAX_COMMAND_LENGTH || own.length >= MAX_COMMAND_LENGTH
  return isCut && (a.startsWith(b) || b.startsWith(a))
}

/** Without spaces, which shells lose between the words, and whatever is no ASCII. */
function plainText(command: string): string {
  return command.replaceAll(/[^!-~]|\?/g, '')
}
