/** Each holds a stream of the engine, or a connection of its own; and others want to be answered too. */
const AT_ONCE = 8

/** Asks the same of each, a few at a time. The answers are in their order; the first failure ends it. */
export async function fewAtOnce<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  const queue = items.entries()
  let hasFailed = false
  const worker = async () => {
    for (const [at, item] of queue) {
      if (hasFailed) return
      answers[at] = await ask(item)
    }
  }
  const failing = (cause: unknown) => {
    hasFailed = true
    throw cause
  }
  const count = Math.min(AT_ONCE, items.length)
  await Promise.all(Array.from({ length: count }, () => worker().catch(failing)))
  return answers
}
