/**
 * Puts rows in the order in which it put them the last time, the new ones at the end. A list of
 * which one row has changed is then sorted in one pass: comparing text as people do is slow, and
 * a burst of events would sort a thousand rows a hundred times.
 */
export function createSteadyOrder<Row>(
  idOf: (row: Row) => string,
): (rows: readonly Row[], sort: (rows: readonly Row[]) => readonly Row[]) => readonly Row[] {
  let order: readonly string[] = []
  return (rows, sort) => {
    const waiting = new Map(rows.map((row) => [idOf(row), row]))
    const known: Row[] = []
    for (const id of order) {
      const row = waiting.get(id)
      if (row === undefined) continue
      known.push(row)
      waiting.delete(id)
    }
    const sorted = sort([...known, ...waiting.values()])
    order = sorted.map(idOf)
    return sorted
  }
}
