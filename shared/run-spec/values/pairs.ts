import type { StringMap } from '../run-spec.ts'
import { BadValue } from './bad-value.ts'

/** `name=value` in two; without a value, the second is absent. */
export function splitPair(text: string): readonly [string, string | undefined] {
  const at = text.indexOf('=')
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

/** `name=value`, which must have both parts. */
export function parsePair(text: string): readonly [string, string] {
  const [name, value] = splitPair(text)
  if (name === '' || value === undefined)
    throw new BadValue(`"${text}" is not of the form name=value`)
  return [name, value]
}

export function pairTexts(map: StringMap): readonly string[] {
  return Object.entries(map).map(([name, value]) => `${name}=${value}`)
}
