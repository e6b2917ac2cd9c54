import type { Flag } from './flag.ts'
import { limitFlags } from './limit-flags.ts'
import { placeFlags } from './place-flags.ts'
import { processFlags } from './process-flags.ts'

/** All flags that a spec has a place for, in the order in which a line names them. */
export const FLAGS: readonly Flag[] = [...processFlags, ...placeFlags, ...limitFlags]

const byName = new Map(
  FLAGS.flatMap((flag) =>
    [flag.name, flag.short, ...(flag.aliases ?? [])].map((name) => [name, flag] as const),
  ),
)

/** The flag of this name or letter. */
export function findFlag(name: string): Flag | undefined {
  return byName.get(name)
}
