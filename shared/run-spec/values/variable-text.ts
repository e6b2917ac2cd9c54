import type { SpecVariable } from '../run-spec.ts'
import { splitPair } from './pairs.ts'

/** `NAME=value`, or a name alone. */
export function toVariable(text: string): SpecVariable {
  const [name, value] = splitPair(text)
  return value === undefined ? { name } : { name, value }
}

export function variableText({ name, value }: SpecVariable): string {
  return value === undefined ? name : `${name}=${value}`
}
