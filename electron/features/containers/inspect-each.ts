/** Inspects under way at once: enough to hide the waiting, too few to slow the engine down. */
const INSPECTS_AT_ONCE = 8

/** Has every item inspected, some at a time. */
export async function inspectEach<Item>(
  items: readonly Item[],
  inspect: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values()
  const worker = async () => {
    for (const item of queue) await inspect(item)
  }
  await Promise.all(Array.from({ length: INSPECTS_AT_ONCE }, worker))
}
