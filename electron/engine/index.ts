import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Connection } from '#shared/contract/connections.ts'
import { EngineError } from '#shared/errors.ts'
import { readDockerFiles } from './contexts.ts'
import { findEndpoints, type Wishes } from './endpoints.ts'
import { createEngine, type Engine } from './engine.ts'

/** All engines that the app can speak to. */
export interface Engines {
  list(): readonly Connection[]
  /** The engine behind a connection, started. Throws `not-found`, or the connection's fault. */
  get(connectionId: string): Engine
  /** Asks every engine in use how it is, at once: the machine woke up. */
  checkNow(): void
  /** Ends everything that is open; resolves when nothing is left behind, at the latest in 5 s. */
  close(): Promise<void>
}

interface Options {
  readonly environment: Wishes & { readonly configFolder: string | undefined }
}

/** Engines are made when first asked for, and live as long as the app. */
export function createEngines({ environment }: Options): Engines {
  const folder = environment.configFolder ?? join(homedir(), '.docker')
  const files = readDockerFiles(folder, environment.certPath)
  const endpoints = findEndpoints(environment, files, process.platform)
  const engines = new Map<string, Engine>()

  function open(id: string): Engine {
    const endpoint = endpoints.find(({ connection }) => connection.id === id)
    if (!endpoint) throw unknownConnection(id)
    const { connection, address } = endpoint
    if (connection.fault || !address) throw new EngineError(connection.fault ?? noAddress(id))
    const engine = createEngine(connection, address)
    engine.start()
    engines.set(id, engine)
    return engine
  }

  return {
    list: () => endpoints.map(({ connection }) => connection),
    get: (id) => engines.get(id) ?? open(id),
    checkNow() {
      for (const { supervisor } of engines.values()) supervisor.retry()
    },
    async close() {
      await Promise.all([...engines.values()].map((engine) => engine.close()))
    },
  }
}

function unknownConnection(id: string): EngineError {
  return new EngineError({ code: 'not-found', message: `There is no connection "${id}"` })
}

function noAddress(id: string): EngineError {
  return new EngineError({ code: 'unreachable', message: `"${id}" leads nowhere` })
}

export { ACTION_DEADLINE_MS, LIST_DEADLINE_MS, type CallLimits } from './call-limits.ts'
export { imagePath, segment, type Docker } from './docker.ts'
export type { Engine } from './engine.ts'
export { during, withReason, type Deed } from './explain.ts'
export { readJsonLines } from './ndjson.ts'
export { blameUsers } from './blame-users.ts'
export { describeUsers, findUsers } from './users.ts'
