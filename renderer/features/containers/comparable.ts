import { maskSecrets } from '#lib/mask-secrets.ts'

/** An inspect in an order that another one has too, with a mask for each secret. */
export function comparable(json: string): string {
  return maskSecrets(JSON.stringify(sorted(JSON.parse(json)), undefined, 2)).json
}

/** Fields by their names; lists keep their order, which may mean something. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(fields.map(([name, field]) => [name, sorted(field)]))
}
