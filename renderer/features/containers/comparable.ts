import { maskSecrets } from '#lib/mask-secrets.ts'
import { MASK } from '#shared/secret-values.ts'

/** Two texts of inspect in one order, with a mask for each secret; those that differ say so. */
export function comparable(left: string, right: string): readonly [string, string] {
  const [a, b] = [inOrder(left), inOrder(right)]
  return [masked(a, b), masked(b, a)]
}

function inOrder(json: string): string {
  return JSON.stringify(sorted(JSON.parse(json)), undefined, 2)
}

/** A mask is a line's own: what is hidden in one line stands in no other. */
function masked(json: string, other: string): string {
  const [lines, others] = [json.split('\n'), new Set(other.split('\n'))]
  return maskSecrets(json)
    .json.split('\n')
    .map((line, at) =>
      line.includes(MASK) && !others.has(lines[at] ?? '')
        ? line.replace(MASK, `${MASK} (not the same)`)
        : line,
    )
    .join('\n')
}

/** Fields by their names; lists keep their order, which may mean something. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(fields.map(([name, field]) => [name, sorted(field)]))
}
