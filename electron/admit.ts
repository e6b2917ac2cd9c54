import type { Connection } from '#shared/contract/connections.ts'
import type { Endpoint } from '#shared/ipc/define.ts'
import { refuseByMode } from './engine/index.ts'

/** What is asked for, and whether a person has said yes to it. */
interface Wish {
  readonly endpoint: Endpoint
  readonly input: unknown
  readonly confirmed: boolean
}

/** The connections that a fix of the welcome page would change something on. */
type BehindFix = (fix: string) => readonly string[]

/** Throws when the mode of a connection forbids what the endpoint would do there. */
export function admit(
  { endpoint, input, confirmed }: Wish,
  connections: readonly Connection[],
  behindFix: BehindFix,
): void {
  if (endpoint.effect === 'read') return
  const touched = touchedBy(input, behindFix)
  for (const one of connections) if (touched.includes(one.id)) refuseByMode(one, confirmed)
}

/** What changes something names its connection, or a fix that main has offered. */
function touchedBy(input: unknown, behindFix: BehindFix): readonly unknown[] {
  if (typeof input !== 'object' || input === null) return []
  if ('connection' in input) return [input.connection]
  return 'fix' in input ? behindFix(String(input.fix)) : []
}
