import type { Connection } from '#shared/contract/connections.ts'
import { EngineError } from '#shared/errors.ts'
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

/** Why what has been let in must end: its connection has been made read-only since. */
export function whyEnd(
  { endpoint, input }: Pick<Wish, 'endpoint' | 'input'>,
  connections: readonly Connection[],
): EngineError | undefined {
  if (endpoint.effect === 'read') return undefined
  const touched = touchedBy(input, () => [])
  const now = connections.find(({ id, mode }) => mode === 'read-only' && touched.includes(id))
  return (
    now &&
    new EngineError({
      code: 'read-only',
      message: `Ended: the connection "${now.name}" is read-only now`,
      hint: 'What was open there could have changed something.',
    })
  )
}

/** What changes something names its connection, or a fix that main has offered. */
function touchedBy(input: unknown, behindFix: BehindFix): readonly unknown[] {
  if (typeof input !== 'object' || input === null) return []
  if ('connection' in input) return [input.connection]
  return 'fix' in input ? behindFix(String(input.fix)) : []
}
