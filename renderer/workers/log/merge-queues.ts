import type { LinePart } from './byte-lines.ts'
import type { MemberQueue } from './member-queue.ts'
import { compareStamps, type Stamp } from './stamp.ts'

/** Takes in the next part of a merged log. */
export type PutIn = (member: number, part: LinePart) => void

/**
 * Puts in what is certain to be next: until a container from which more comes has nothing there.
 * Of lines of one moment those of the first container come first.
 */
export function mergeCertain(queues: readonly MemberQueue[], putIn: PutIn): void {
  while (!queues.some(({ head, isOpen }) => isOpen && !head)) {
    if (!mergeRun(queues, putIn)) return
  }
}

/** Puts in all that is there, but for what is later than `until`. */
export function mergeUntil(queues: readonly MemberQueue[], until: Stamp, putIn: PutIn): void {
  while (mergeRun(queues, putIn, until));
}

/** Puts in what the queue whose turn it is has before another one's turn. False where there is none. */
function mergeRun(queues: readonly MemberQueue[], putIn: PutIn, until?: Stamp): boolean {
  const [least, second] = firstTwo(queues)
  if (!least || isAfter(least, until)) return false
  const hasTurn = () => !isAfter(least, until) && !(second && isBefore(second, least))
  do {
    putIn(least.member, least.head as LinePart)
    least.shift()
  } while (least.head && hasTurn())
  return true
}

/** Those whose turns are next and after it. */
function firstTwo(queues: readonly MemberQueue[]): readonly (MemberQueue | undefined)[] {
  let first: MemberQueue | undefined
  let second: MemberQueue | undefined
  for (const queue of queues) {
    if (!queue.head) continue
    if (!first || isBefore(queue, first)) {
      second = first
      first = queue
    } else if (!second || isBefore(queue, second)) second = queue
  }
  return [first, second]
}

function isBefore(a: MemberQueue, b: MemberQueue): boolean {
  const order = compareStamps(a.key, b.key)
  return order < 0 || (order === 0 && a.member < b.member)
}

function isAfter({ key }: MemberQueue, until: Stamp | undefined): boolean {
  return until !== undefined && compareStamps(key, until) > 0
}
