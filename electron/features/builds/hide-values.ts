import { MASK } from '#shared/secret-values.ts'

/** Shorter ones are words of every day, and hidden they would make a log unreadable. */
const MIN_HIDDEN_CHARS = 4

/** A function that puts a mask in place of each of these values, the longest first. */
export function hideValues(values: Iterable<string>): (text: string) => string {
  const hidden = [...new Set(values)]
    .flatMap((value) => [value].concat(value.split('\n')))
    .map((value) => value.trim())
    .filter((value) => value.length >= MIN_HIDDEN_CHARS)
    .toSorted((a, b) => b.length - a.length)
  return (text) => hidden.reduce((shown, value) => shown.replaceAll(value, MASK), text)
}
