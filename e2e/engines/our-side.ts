import { join } from 'node:path'
import { createEngines, type Engine, type Engines } from '../../electron/engine/index.ts'
import type { PrivateEngine } from '../../scripts/engine/private-engine.mjs'

/** The app's own engine layer and features, without a window. */
export interface OurSide {
  readonly engines: Engines
  readonly engine: Engine
  readonly connection: string
}

/** Connects it, and waits until it hears what happens on the engine. */
export async function openOurSide(
  { folder, dockerHost }: PrivateEngine,
  host = dockerHost,
): Promise<OurSide> {
  const environment = { host, context: undefined, tlsVerify: undefined }
  const engines = createEngines({
    environment: { ...environment, configFolder: join(folder, 'cli') },
  })
  const connection = 'DOCKER_HOST'
  const engine = engines.get(connection)
  await whenListening(engine)
  return { engines, engine, connection }
}

/** Resolves at the next `resync`: connected, listening, and everything before it may be missed. */
export function whenListening({ supervisor }: Engine): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = supervisor.onEvent(({ kind }) => {
      if (kind !== 'resync') return
      unsubscribe()
      resolve()
    })
  })
}

/** Resolves at the next state that is none of an engine that is well. */
export function whenLost({ supervisor }: Engine): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = supervisor.onState(({ kind }) => {
      if (kind === 'connected') return
      unsubscribe()
      resolve()
    })
  })
}
