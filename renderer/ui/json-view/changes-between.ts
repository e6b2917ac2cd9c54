/** One replacement in a text, by its places before any of them. */
export interface Change {
  readonly from: number
  readonly to: number
  readonly insert: string
}

/**
 * What turns one text into the other, as little as may be: an editor keeps its place, its folds
 * and its marks in all that stays. Line by line where both have as many, else from the first
 * difference to the last.
 */
export function changesBetween(before: string, after: string): readonly Change[] {
  const [old, next] = [before.split('\n'), after.split('\n')]
  if (old.length !== next.length) return [middle(before, after)]
  const changes: Change[] = []
  let from = 0
  for (const [index, line] of old.entries()) {
    const to = from + line.length
    const insert = next[index] ?? ''
    if (insert !== line) changes.push({ from, to, insert })
    from = to + 1
  }
  return changes
}

function middle(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start += 1
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) }
}
