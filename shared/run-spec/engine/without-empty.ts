import { saysNothing } from './fields.ts'

/** Fields of the Engine API. */
export type Fields = Readonly<Record<string, unknown>>

/** The fields without those that say nothing. */
export function withoutEmpty(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([field, value]) => !saysNothing(field, value)),
  )
}
