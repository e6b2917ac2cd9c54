/** Which place in the document each drawn row has. */
export interface SteadySlots {
  /**
   * The slot of each id, in the ids' order. An id keeps its slot for as long as it is among them;
   * a new one takes over the slot of one that has left. Nobody takes over the slot of the active
   * row, because the focus may be inside it.
   */
  assign(ids: readonly string[], activeId: string | undefined): readonly number[]
}

/**
 * Rows that come take the place of rows that go: to write other words into a row costs a third of
 * what it costs to take one out and put one in, and a key in a filter may exchange them all.
 */
export function createSteadySlots(): SteadySlots {
  let slots: ReadonlyMap<string, number> = new Map()
  let lastActive: string | undefined
  let next = 0
  return {
    assign(ids, activeId) {
      const kept = new Set([...ids, activeId, lastActive])
      lastActive = activeId
      // In the order of the document, so that no element has to change its place in it.
      const waiting = [...slots].filter(([id]) => !kept.has(id)).values()
      const slotFor = (id: string) => {
        const own = slots.get(id)
        if (own !== undefined) return own
        const left = waiting.next()
        return left.done ? next++ : left.value[1]
      }
      slots = new Map(ids.map((id) => [id, slotFor(id)]))
      return [...slots.values()]
    },
  }
}
