import { randomUUID } from 'node:crypto'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type {
  Connection,
  ConnectionState,
  EngineFacts,
  NewConnection,
} from '#shared/contract/connections.ts'
import { EngineError } from '#shared/errors.ts'
import { createAbsences } from './absences.ts'
import { createChannel } from './channel.ts'
import { readDockerFiles } from './contexts.ts'
import { marksOfKnown } from './discovery/marks.ts'
import { findEndpoints, type Endpoint, type FoundEndpoint, type Wishes } from './endpoints.ts'
import { createEngine, type Engine } from './engine.ts'
import { foldEngines } from './fold-engines.ts'
import type { LogThread } from './log-source/log-thread.ts'
import { createRealPaths } from './real-paths.ts'
import type { FindRegistryAuth } from './registry-auth.ts'
import { emptyShelf, type ConnectionShelf } from './saved-connections.ts'
import { toAddress, withSaved } from './with-saved.ts'

/** All engines that the app can speak to. */
export interface Engines {
  list(): readonly Connection[]
  /** Told after every change of the list. Returns its unsubscribe. */
  onList(listener: () => void): () => void
  /** The engine behind a connection, started. Throws `not-found`, or the connection's fault. */
  get(connectionId: string): Engine
  /** Adds a connection, and answers with its id. Rejects when it cannot be one, or not be saved. */
  add(connection: NewConnection): Promise<string>
  /** Only an added one can be led elsewhere; of the others the looks are taken. */
  edit(connectionId: string, to: NewConnection): Promise<void>
  remove(connectionId: string): Promise<void>
  /** Reads the docker CLI's own files again. */
  reload(): void
  /** Another environment says which engine is meant: that of the login shell, which answers late. */
  adopt(environment: Options['environment']): void
  /** Lists what was found though nothing names it; it stays listed when it stops. */
  addFound(places: readonly FoundEndpoint[]): void
  /** Looks anew what is behind the links of all sockets that are listed, and of these. */
  followLinks(endpoints?: readonly string[]): Promise<void>
  /** By what one knows the engine behind a connection: where it is, and what it calls itself. */
  marksOf(connectionId: string): ReadonlySet<string>
  /** Asks every engine in use how it is, at once: the machine woke up. */
  checkNow(): void
  /** Lets go of every engine that nobody has used for longer; it comes back when it is asked for. */
  letGoIdle(sinceMs: number): void
  /** Ends everything that is open; resolves when nothing is left behind, at the latest in 5 s. */
  close(): Promise<void>
}

interface Options {
  readonly environment: Wishes & { readonly configFolder: string | undefined }
  /** What the person added and chose. */
  readonly shelf?: ConnectionShelf
  /** A folder that stands for the root of the disk, of tests. */
  readonly root?: string | undefined
  /** Reads the logs; without one they are read in place. */
  readonly logThread?: LogThread
  /** Who is logged in at a registry; without it nobody is. */
  readonly registryAuth?: FindRegistryAuth
  /** Told each time that an engine answers after it did not, the first time included. */
  readonly onConnected?: (engine: Engine) => void
  /** After how long a way that leads nowhere stands for no other one. */
  readonly awayMs?: number
}

/** A way that is lost for longer is away: to start an engine again takes about so long. */
const AWAY_MS = 5000

/** Engines are made when first asked for, and live while their connection leads to the same place. */
export function createEngines(options: Options): Engines {
  const { shelf = emptyShelf(), root, logThread, registryAuth } = options
  const { onConnected, awayMs = AWAY_MS } = options
  let { environment } = options
  const changes = createChannel<void>()
  const engines = new Map<string, Engine>()
  const closing = new Set<Promise<void>>()
  /** By connection; one that is away keeps its own. */
  const engineIds = new Map<string, string>()
  const realPaths = createRealPaths()
  const absences = createAbsences(refold, awayMs)
  let named = find()
  let found: readonly FoundEndpoint[] = []
  let endpoints = folded(list())
  void followLinks()

  function list(): readonly Endpoint[] {
    return withSaved([...named, ...found], shelf.value)
  }

  function folded(all: readonly Endpoint[]) {
    return foldEngines(all, {
      marksOf,
      isChosen: (id) => Object.hasOwn(shelf.value.choices, id),
      isAway: (id) => absences.isAway(id),
    })
  }

  /** One that cannot be used leads to no engine. */
  function marksOf({ id, endpoint, fault }: Connection): ReadonlySet<string> {
    if (fault) return new Set()
    const more = found.find(({ connection }) => connection.id === id)?.marks ?? []
    const realPath = realPaths.of(endpoint)
    return new Set([...marksOfKnown({ endpoint, realPath, engineId: engineIds.get(id) }), ...more])
  }

  /** Something else than the list itself says now which of them lead to one engine. */
  function refold() {
    const next = folded(list())
    if (isDeepStrictEqual(next, endpoints)) return
    endpoints = next
    changes.emit()
  }

  async function followLinks(more: readonly string[] = []) {
    await realPaths.look([...endpoints.map(({ connection }) => connection.endpoint), ...more])
    refold()
  }

  function find() {
    return findEndpoints(
      environment,
      readDockerFiles(dockerFolder(environment), environment.certPath),
      { platform: process.platform, ...(root && { root }) },
    )
  }

  function reload() {
    named = find()
    update()
  }

  function open(id: string): Engine {
    const endpoint = endpoints.find(({ connection }) => connection.id === id)
    if (!endpoint) throw unknownConnection(id)
    const { connection, address } = endpoint
    if (connection.fault || !address) throw new EngineError(connection.fault ?? noAddress(id))
    const engine = createEngine(connection, address, { logThread, registryAuth })
    engine.watch((state) => {
      if (engines.get(id) === engine) learn(id, state)
      if (state.kind === 'connected') onConnected?.(engine)
    })
    engine.start()
    engines.set(id, engine)
    return engine
  }

  function learn(id: string, state: ConnectionState) {
    absences.saw(id, state)
    if (state.kind === 'connected') learnId(id, state.engine)
  }

  /** One that was not told is as it was. */
  function learnId(id: string, { id: engineId }: EngineFacts) {
    if (engineId === undefined) return
    if (engineId === null) engineIds.delete(id)
    else engineIds.set(id, engineId)
    refold()
  }

  /** Its connection leads elsewhere, or is gone. */
  function forget(id: string) {
    drop(id)
    engineIds.delete(id)
    absences.forget(id)
  }

  /** Takes over what is saved now; engines whose connection is gone or led elsewhere are closed. */
  function update() {
    const next = list()
    const addresses = new Map(next.map(({ connection, address }) => [connection.id, address]))
    for (const { connection, address } of endpoints) {
      const isSame = isDeepStrictEqual(address, addresses.get(connection.id))
      if (address && !isSame) forget(connection.id)
    }
    endpoints = folded(next)
    changes.emit()
    void followLinks()
  }

  function drop(id: string) {
    const closed = engines.get(id)?.close()
    engines.delete(id)
    if (!closed) return
    closing.add(closed)
    void closed.finally(() => closing.delete(closed))
  }

  function connectionOf(id: string): Connection {
    const connection = endpoints.find((endpoint) => endpoint.connection.id === id)?.connection
    if (!connection) throw unknownConnection(id)
    return connection
  }

  return {
    list: () => endpoints.map(({ connection }) => connection),
    onList: changes.subscribe,
    get: (id) => engines.get(id) ?? open(id),
    async add(connection) {
      toAddress(connection)
      const { added } = shelf.value
      const id = `added:${randomUUID()}`
      const saved = shelf.save({ ...shelf.value, added: [...added, { ...connection, id }] })
      update()
      await saved
      return id
    },
    async edit(id, to) {
      const isAdded = connectionOf(id).source === 'added'
      const { added, choices } = shelf.value
      if (isAdded) toAddress(to)
      const { endpoint: _where, tls: _files, identity: _key, ...looks } = to
      const saved = shelf.save(
        isAdded
          ? { choices, added: added.map((one) => (one.id === id ? { ...to, id } : one)) }
          : { added, choices: { ...choices, [id]: looks } },
      )
      update()
      await saved
    },
    async remove(id) {
      const { source, name } = connectionOf(id)
      if (source !== 'added') throw notOurs(name)
      const { added, choices } = shelf.value
      const saved = shelf.save({ choices, added: added.filter((one) => one.id !== id) })
      update()
      await saved
    },
    reload,
    adopt(next) {
      environment = next
      reload()
    },
    addFound(places) {
      // Where else one was that is not found now, another one may be.
      const before = found.map(({ marks: _where, ...one }) => one)
      const all = new Map([...before, ...places].map((one) => [one.connection.id, one]))
      const next = [...all.values()]
      const idsBefore = new Map(engineIds)
      for (const { connection, engineId } of places) {
        if (engineId !== undefined) engineIds.set(connection.id, engineId)
      }
      if (isDeepStrictEqual([next, engineIds], [found, idsBefore])) return
      found = next
      update()
    },
    followLinks,
    marksOf: (id) => marksOf(connectionOf(id)),
    checkNow() {
      for (const { supervisor } of engines.values()) supervisor.retry()
    },
    letGoIdle(sinceMs) {
      for (const [id, engine] of engines) if (engine.idleMs() > sinceMs) drop(id)
    },
    async close() {
      absences.close()
      await Promise.all([...[...engines.values()].map((engine) => engine.close()), ...closing])
    },
  }
}

/** Where the docker CLI keeps its settings and contexts. */
export function dockerFolder({
  configFolder,
}: Pick<Options['environment'], 'configFolder'>): string {
  return configFolder ?? join(homedir(), '.docker')
}

function unknownConnection(id: string): EngineError {
  return new EngineError({ code: 'not-found', message: `There is no connection "${id}"` })
}

function noAddress(id: string): EngineError {
  return new EngineError({ code: 'unreachable', message: `"${id}" leads nowhere` })
}

function notOurs(name: string): EngineError {
  return new EngineError({
    code: 'refused',
    message: `Cannot remove the connection "${name}": it was found, not added`,
    hint: 'A Docker context is removed with "docker context rm".',
  })
}

export { ACTION_DEADLINE_MS, LIST_DEADLINE_MS, type CallLimits } from './call-limits.ts'
export { countBytes } from './count-bytes.ts'
export { imagePath, segment, type Docker } from './docker.ts'
export type { Engine } from './engine.ts'
export { createLogThread } from './log-source/log-thread.ts'
export { during, withReason, type Deed } from './explain.ts'
export { askProgram } from './ask-program.ts'
export { cliCommand, typedCommand, type Words } from './cli-command.ts'
export { findPrograms, programEnvironment } from './discovery/find-tools.ts'
export { pathsOf, systemPath, thisMachine, type Machine } from './discovery/machine.ts'
export { readPemFiles } from './links/pem-files.ts'
export { watchDockerConfig } from './discovery/watch-docker-config.ts'
export { createBlindScout, createScout, type Scout } from './scout.ts'
export { followEngine } from './follow-engine.ts'
export { testEndpoint } from './test-endpoint.ts'
export { refuseByMode } from './refuse-by-mode.ts'
export { pastEvents } from './past-events.ts'
export { withLoginProblem, type RegistryAuth } from './registry-auth.ts'
export { meaningOf } from './refusals.ts'
export { engineLine, engineText } from './engine-text.ts'
export { badAnswer } from './system-errors.ts'
export { readJsonLines } from './ndjson.ts'
export { blameUsers } from './blame-users.ts'
export { measureDisk } from './measure-disk.ts'
export { toAddress } from './with-saved.ts'
export { SavedConnections } from './saved-connections.ts'
export { describeUsers, findUsers, listUsers } from './users.ts'
