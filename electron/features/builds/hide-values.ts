import { MASK } from '#shared/secret-values.ts'

/** Shorter ones are words of every day, and hidden they would make a log unreadable. */
const MIN_HIDDEN_CHARS = 4

/** Of a line that names a value (`TOKEN=…`), the value counts where it can be no word of every day. */
const MIN_NAMED_CHARS = 8

/** So many are looked for anywhere in a line; of more, those that are a line of their own are found. */
const MAX_SOUGHT = 100

/** A function that puts a mask in place of each of these values, and of each of their lines. */
export function hideValues(values: Iterable<string>): (text: string) => string {
  const hidden = [...new Set([...values].flatMap(partsOf))].filter(
    (value) => value.length >= MIN_HIDDEN_CHARS,
  )
  const lines = new Set(hidden)
  const sought = hidden.slice(0, MAX_SOUGHT).toSorted((a, b) => b.length - a.length)
  return (text) => {
    if (lines.has(text.trim())) return MASK
    return sought.reduce(
      (shown, value) => (value.length > shown.length ? shown : shown.replaceAll(value, MASK)),
      text,
    )
  }
}

/** The value, its lines, and what a line gives a name to. */
function partsOf(value: string): readonly string[] {
  const lines = value.split('\n').map((line) => line.trim())
  const named = lines.flatMap((line) => /^[\w.-]+\s*[=:]\s*["']?(.+?)["']?$/.exec(line)?.[1] ?? [])
  const long = named.filter(({ length }) => length >= MIN_NAMED_CHARS)
  return [value.trim(), ...long, ...lines]
}
