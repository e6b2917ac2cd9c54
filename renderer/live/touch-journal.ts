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

/** An empty journal. It remembers only while a question is open. */
export function createTouchJournal(): TouchJournal {
  const known = new Map<string, { readonly at: number; readonly gone: boolean }>()
  let clock = 0
  let open = 0

  function note(id: string, gone: boolean) {
    clock += 1
    if (open > 0) known.set(id, { at: clock, gone })
  }

  function ask(): Question {
    clock += 1
    open += 1
    const asked = clock
    const isNewer = (id: string) => (known.get(id)?.at ?? 0) > asked
    return {
      isNewer,
      isGone: (id) => isNewer(id) && known.get(id)?.gone === true,
      took(ids) {
        for (const id of ids) if (!isNewer(id)) known.set(id, { at: asked, gone: false })
      },
      close() {
        open -= 1
        if (open === 0) known.clear()
      },
    }
  }

  return { touch: (id) => note(id, false), drop: (id) => note(id, true), ask }
}
