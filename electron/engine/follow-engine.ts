import { once } from 'node:events'
import { EngineError } from '#shared/errors.ts'
import type { Engine } from './engine.ts'
import type { Engines } from './index.ts'

/**
 * Attaches to the engine behind a connection until the signal aborts, and to another one whenever
 * the connection is led elsewhere, or gets or loses a fault. `attach` returns its detach. Throws
 * `not-found` when there is no such connection at first.
 */
export async function followEngine(
  engines: Engines,
  connection: string,
  signal: AbortSignal,
  attach: (engine: Engine | EngineError) => () => void,
): Promise<void> {
  let engine = openOrFault(engines, connection)
  if (engine instanceof EngineError && engine.code === 'not-found') throw engine
  let detach = attach(engine)
  const unsubscribe = engines.onList(() => {
    const next = openOrFault(engines, connection)
    if (isSame(engine, next)) return
    detach()
    engine = next
    detach = attach(next)
  })
  if (!signal.aborted) await once(signal, 'abort')
  unsubscribe()
  detach()
}

function openOrFault(engines: Engines, connection: string): Engine | EngineError {
  try {
    return engines.get(connection)
  } catch (cause) {
    if (cause instanceof EngineError) return cause
    throw cause
  }
}

/** A fault is made anew each time it is asked for. */
function isSame(a: Engine | EngineError, b: Engine | EngineError): boolean {
  return (
    a === b || (a instanceof EngineError && b instanceof EngineError && a.message === b.message)
  )
}
