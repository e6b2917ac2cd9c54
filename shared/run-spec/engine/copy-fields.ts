import type { NotCarried, RunSpec } from '../run-spec.ts'
import { saysNothing } from './fields.ts'
import type { Fields } from './without-empty.ts'

/** What a part of an inspect says. */
export interface SpecPart {
  readonly part: Partial<RunSpec>
  readonly notCarried: readonly NotCarried[]
}

/** The fields that a spec holds as they are, where they say something. */
export function copyFields(
  raw: Fields,
  fields: Readonly<Record<string, keyof RunSpec>>,
  isDefault: (field: string, value: unknown) => boolean,
): Partial<RunSpec> {
  const said = Object.entries(fields).filter(
    ([field]) => !saysNothing(field, raw[field]) && !isDefault(field, raw[field]),
  )
  return Object.fromEntries(said.map(([field, key]) => [key, raw[field]]))
}

/** The names of fields that say something and that nobody here knows. */
export function unknownFields(raw: Fields, known: ReadonlySet<string>): readonly NotCarried[] {
  return Object.entries(raw)
    .filter(([field, value]) => !known.has(field) && !saysNothing(field, value))
    .map(([name]) => ({ name, why: 'docker run has no flag for it that is known here' }))
}
