/** One collator for all lists: making one costs more than a thousand comparisons with it. */
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Orders text as people do: case-insensitively, and `web-2` before `web-10`. */
export function naturalCompare(a: string, b: string): number {
  return collator.compare(a, b)
}
