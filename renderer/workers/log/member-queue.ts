import type { LinePart } from './byte-lines.ts'
import { compareStamps, type Stamp } from './stamp.ts'

type Parts = readonly LinePart[]

/** Parts of one container's log that came together. */
interface Batch {
  /** Those that nobody needs yet are made when they are. */
  readonly parts: Parts | (() => Parts)
  /** Called once all of it has been taken. */
  readonly done: (() => void) | undefined
}

/** Before every moment. */
export const EVER: Stamp = { seconds: -Infinity, nanos: 0 }

/**
 * What one container gives to a merge. Its own order stays, also where the engine stamped two lines
 * the other way round.
 */
export class MemberQueue {
  readonly member: number
  readonly #batches: Batch[] = []
  #current: Parts = []
  #at = 0
  #done: (() => void) | undefined
  #last = EVER
  #head: LinePart | undefined
  #key = EVER
  /** More may come. */
  isOpen = true

  constructor(member: number) {
    this.member = member
  }

  add(parts: Batch['parts'], done?: () => void): void {
    this.#batches.push({ parts, done })
    if (!this.#head) this.#become(this.#next())
  }

  /** The part whose turn is next. */
  get head(): LinePart | undefined {
    return this.#head
  }

  /** The moment that the head stands at: none is before that of the line before it. */
  get key(): Stamp {
    return this.#key
  }

  shift(): void {
    if (this.#head?.starts === true) this.#last = this.#key
    this.#at += 1
    this.#become(this.#next())
  }

  #become(head: LinePart | undefined): void {
    this.#head = head
    // The rest of a line follows it at once.
    this.#key = head?.starts === false ? EVER : later(this.#last, head?.stamp)
  }

  #next(): LinePart | undefined {
    while (this.#at >= this.#current.length) {
      this.#done?.()
      const batch = this.#batches.shift()
      this.#done = batch?.done
      this.#at = 0
      this.#current = batch ? madeOf(batch.parts) : []
      if (!batch) return undefined
    }
    return this.#current[this.#at]
  }
}

function madeOf(parts: Batch['parts']): Parts {
  return typeof parts === 'function' ? parts() : parts
}

/** The later one of the two, of which one may not be known. */
export function later(a: Stamp, b: Stamp | undefined): Stamp {
  return b && compareStamps(a, b) < 0 ? b : a
}
