import type { LinePart } from './byte-lines.ts'
import { createPartReader, type OlderIntake } from './intake.ts'
import { MemberQueue } from './member-queue.ts'
import { mergeCertain, type PutIn } from './merge-queues.ts'
import { compareStamps, type Stamp } from './stamp.ts'

/** The readings of what lies before the first line, of several containers. */
export interface OlderMerge {
  /** The reading of one of them. */
  intake(member: number): OlderIntake
}

interface OlderMergeParts {
  readonly members: readonly number[]
  /** The last moment that is wanted of each. */
  boundaryOf(member: number): Stamp
  readonly putIn: PutIn
  /** How many lines were put in. */
  lines(): number
  /** All of them have come to their ends. */
  onWhole(): void
}

/**
 * Merges the older lines of several containers while they are read. Who is ahead of the others is
 * not acknowledged, and its engine waits: what is held is bounded by the flow of the readings.
 */
export function createOlderMerge(parts: OlderMergeParts): OlderMerge {
  const { members, boundaryOf, putIn, lines, onWhole } = parts
  const queues = new Map(members.map((member) => [member, new MemberQueue(member)]))
  const all = [...queues.values()]

  function goOn(): void {
    mergeCertain(all, putIn)
    if (all.every(({ isOpen, head }) => !isOpen && !head)) onWhole()
  }

  function intake(member: number): OlderIntake {
    const queue = queues.get(member) ?? new MemberQueue(member)
    const reader = createPartReader()
    const boundary = boundaryOf(member)
    let isMet = false

    function wanted(made: readonly LinePart[]): readonly LinePart[] {
      // From the first line after the boundary on the recent part has all of them.
      const end = isMet ? 0 : made.findIndex((part) => isAfter(part, boundary))
      if (end === -1) return made
      isMet = true
      return made.slice(0, end)
    }

    return {
      take(chunk, done) {
        queue.add(() => wanted(reader.read(chunk)), done)
        goOn()
      },
      get lines() {
        return lines()
      },
      get isMet() {
        return isMet
      },
      end() {
        queue.add(() => wanted(reader.end()))
        queue.isOpen = false
        goOn()
      },
      leave() {
        if (!queue.isOpen) return
        queue.isOpen = false
        goOn()
      },
    }
  }

  return { intake }
}

/** Whether a line begins here that is of a later moment. */
export function isAfter({ starts, stamp }: LinePart, moment: Stamp): boolean {
  return starts && stamp !== undefined && compareStamps(stamp, moment) > 0
}
