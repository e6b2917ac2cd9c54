/**
 * Milliseconds. Engines tell of an event a little before their lists show it (Docker 20.10 calls a
 * container `running` for some milliseconds after its `die`), so answers asked for sooner are not
 * believed.
 */
export const SETTLE_MS = 100

/**
 * Tells late answers from fresh ones. Events and answers reach the window in any order; each is
 * stamped, and an answer speaks only for objects that nothing newer has spoken of.
 */
export interface TouchJournal {
  /** An event has just said something of this object. */
  touch(id: string): void
  /** An event has just said that this object is gone. */
  drop(id: string): void
  /** Call before the engine is asked. */
  ask(): Question
}

/** One question to the engine, and what has been learnt since it was put. */
export interface Question {
  /** Something newer than this question's answer is known of the object. */
  isNewer(id: string): boolean
  /** The object was said to be gone after this question was put. */
  isGone(id: string): boolean
  /** This answer has been taken for these objects. */
  took(ids: Iterable<string>): void
  /** The question is over, answered or not. */
  close(): void
}

interface Note {
  /** By the journal's own clock, which counts events and questions. */
  readonly at: number
  readonly gone: boolean
  /** Answers to questions put before this time are not believed. */
  readonly until: number
}

/** An empty journal. It forgets what no open question can contradict any more. */
export function createTouchJournal(): TouchJournal {
  const known = new Map<string, Note>()
  let clock = 0
  let open = 0

  function note(id: string, gone: boolean) {
    clock += 1
    known.set(id, { at: clock, gone, until: performance.now() + SETTLE_MS })
  }

  /** Once no question is open, only what is still settling matters. */
  function forget() {
    const now = performance.now()
    for (const [id, { until }] of known) if (until <= now) known.delete(id)
  }

  function ask(): Question {
    clock += 1
    open += 1
    const asked = clock
    const askedAt = performance.now()
    const isNewer = (id: string) => {
      const note = known.get(id)
      return note !== undefined && (note.at > asked || note.until > askedAt)
    }
    return {
      isNewer,
      isGone: (id) => isNewer(id) && known.get(id)?.gone === true,
      took(ids) {
        for (const id of ids) if (!isNewer(id)) known.set(id, { at: asked, gone: false, until: 0 })
      },
      close() {
        open -= 1
        if (open === 0) forget()
      },
    }
  }

  return { touch: (id) => note(id, false), drop: (id) => note(id, true), ask }
}
