import { badAnswer } from '../../../engine/index.ts'

/** A file that is to be sent, by its place in the list. */
export interface FileRequest {
  readonly id: number
  readonly path: string
}

/** What was offered of a folder, and what of it is asked for. */
export interface Requests {
  /** The next in the list; nothing where it has no content. */
  offer(path: string | undefined): void
  offerNoMore(): void
  /** Throws `bad-answer` where nothing was offered under this number, or it was asked for before. */
  take(id: number): void
  /** Nothing more is asked for. Throws `bad-answer` where not all was offered. */
  end(): void
  /** Those that were asked for, at most so many. */
  next(count: number): readonly FileRequest[]
  /** Whether there are more; waits for them. Throws when the signal aborts. */
  more(): Promise<boolean>
}

/** Nothing is offered yet. Each file is asked for once, so no more can be waiting than were offered. */
export function createRequests(signal: AbortSignal): Requests {
  const offered: (string | undefined)[] = []
  let waiting: FileRequest[] = []
  /** Of those that wait. */
  let first = 0
  let isAllOffered = false
  let hasEnded = false
  let wake = () => {}
  signal.addEventListener('abort', () => wake(), { once: true })
  const isQuiet = () => waiting.length === 0 && !hasEnded

  return {
    offer: (path) => offered.push(path),
    offerNoMore() {
      isAllOffered = true
    },
    take(id) {
      const path = offered[id]
      if (path === undefined) throw badAnswer('BuildKit asked for a file that it was not offered')
      offered[id] = undefined
      waiting.push({ id, path })
      wake()
    },
    end() {
      if (!isAllOffered) throw badAnswer('BuildKit wanted no more before it was offered all')
      hasEnded = true
      wake()
    },
    next(count) {
      const taken = waiting.slice(first, first + count)
      first += taken.length
      if (first === waiting.length) [waiting, first] = [[], 0]
      return taken
    },
    async more() {
      while (isQuiet()) {
        signal.throwIfAborted()
        await new Promise<void>((resolve) => (wake = resolve))
      }
      signal.throwIfAborted()
      return waiting.length > 0
    },
  }
}
