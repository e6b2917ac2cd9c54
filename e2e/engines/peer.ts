import { delimiter, join } from 'node:path'
import { createEngines, type Engine } from '../../electron/engine/index.ts'
import {
  buildHandlers,
  createBuildBook,
  createSources,
  type BuildBook,
  type Sources,
} from '../../electron/features/builds/index.ts'
import { containerHandlers } from '../../electron/features/containers/index.ts'
import { diskHandlers } from '../../electron/features/disk/index.ts'
import { fileHandlers } from '../../electron/features/files/index.ts'
import { healthHandlers } from '../../electron/features/health/index.ts'
import { imageHandlers } from '../../electron/features/images/index.ts'
import { logHandlers } from '../../electron/features/logs/index.ts'
import { networkHandlers } from '../../electron/features/networks/index.ts'
import { processHandlers } from '../../electron/features/processes/index.ts'
import { registryHandlers } from '../../electron/features/registries/index.ts'
import { statsHandlers } from '../../electron/features/stats/index.ts'
import { createTasks, taskHandlers, type Tasks } from '../../electron/features/tasks/index.ts'
import { terminalHandlers } from '../../electron/features/terminal/index.ts'
import { volumeHandlers } from '../../electron/features/volumes/index.ts'
import {
  createLogins,
  createOwnLogins,
  createRegistryTrusts,
  SavedLogins,
} from '../../electron/registries/index.ts'
import { createChosenPlaces, type ChosenPlaces } from '../../electron/saving/chosen-places.ts'
import {
  ENGINE_KINDS,
  type EngineKind,
  type EngineName,
} from '../../scripts/engine/engine-kinds.mjs'
import { PODMAN_SERVICE } from '../../scripts/engine/podman-service.mjs'
import { startPrivateEngine, type PrivateEngine } from '../../scripts/engine/private-engine.mjs'

/** A real engine, and all that our main process can do to it. */
export interface Peer {
  readonly title: string
  readonly isPodman: boolean
  /** How many times slower it is than an engine on the machine itself: for figures of tests. */
  readonly slowdown: number
  readonly private: PrivateEngine
  readonly engine: Engine
  readonly connection: string
  readonly builds: ReturnType<typeof buildHandlers>
  readonly book: BuildBook
  readonly sources: Sources
  readonly containers: ReturnType<typeof containerHandlers>
  readonly chosen: ChosenPlaces
  readonly disk: ReturnType<typeof diskHandlers>
  readonly files: ReturnType<typeof fileHandlers>
  readonly health: ReturnType<typeof healthHandlers>
  readonly images: ReturnType<typeof imageHandlers>
  readonly logs: ReturnType<typeof logHandlers>
  readonly networks: ReturnType<typeof networkHandlers>
  readonly processes: ReturnType<typeof processHandlers>
  readonly registries: ReturnType<typeof registryHandlers>
  readonly stats: ReturnType<typeof statsHandlers>
  readonly tasks: Tasks
  readonly taskHandlers: ReturnType<typeof taskHandlers>
  readonly terminal: ReturnType<typeof terminalHandlers>
  readonly volumes: ReturnType<typeof volumeHandlers>
  /** One of its objects, as handlers want it. */
  readonly ref: (id: string) => { readonly connection: string; readonly id: string }
  readonly close: () => Promise<void>
}

/** Starts the engine, and connects to it as the app does. */
export async function openPeer(name: EngineName): Promise<Peer> {
  const kind: EngineKind = ENGINE_KINDS[name]
  const started = await startPrivateEngine({
    name: 'peer',
    kind,
    images: ['busybox:local', 'shell-less:local', 'health:local'],
  })
  const restorePath = preferPrograms(join(started.folder, 'bin'))
  const files = registryFiles(started.folder)
  const engines = createEngines({
    registryAuth: (reference, signal) => files.logins.registryAuth(reference, signal),
    environment: {
      host: started.appHost,
      context: undefined,
      configFolder: join(started.folder, 'cli'),
      tlsVerify: undefined,
    },
  })
  const connection = 'DOCKER_HOST'
  const chosen = createChosenPlaces()
  const tasks = createTasks({ engines })
  const sources = createSources()
  const book = createBuildBook({
    index: { value: { builds: [] }, save: async () => {}, settled: async () => {} },
    folder: join(started.folder, 'builds'),
    onFault(what, cause) {
      throw new Error(`Cannot ${what}`, { cause })
    },
  })
  return {
    title: kind.title,
    isPodman: kind.daemon === PODMAN_SERVICE,
    slowdown: kind.slowdown ?? 1,
    private: started,
    engine: engines.get(connection),
    connection,
    builds: buildHandlers({ engines, tasks, chosen, sources, book }),
    book,
    sources,
    containers: containerHandlers(engines),
    chosen,
    disk: diskHandlers(engines, tasks),
    files: fileHandlers({ engines, tasks, chosen }),
    health: healthHandlers(engines),
    images: imageHandlers({ engines, tasks, chosen }),
    logs: logHandlers(engines),
    networks: networkHandlers(engines),
    processes: processHandlers(engines),
    registries: registryHandlers(engines, files),
    stats: statsHandlers(engines),
    tasks,
    taskHandlers: taskHandlers(tasks),
    terminal: terminalHandlers(engines),
    volumes: volumeHandlers(engines),
    ref: (id) => ({ connection, id }),
    async close() {
      await tasks.close()
      await book.settled()
      await engines.close()
      await started.stop()
      restorePath()
    },
  }
}

/** Logins that end with the engine; no helper of this machine is asked. */
function registryFiles(folder: string) {
  const machine = { platform: process.platform, home: folder, env: { PATH: '' }, uid: 0 }
  const nothing = () => Promise.resolve()
  const file = { value: SavedLogins.parse({}), save: nothing, settled: nothing }
  const keyStore = { isAvailable: () => false, lock: String, unlock: String }
  const own = createOwnLogins(file, keyStore)
  const docker = () => join(folder, 'cli')
  return {
    logins: createLogins({ folder: docker, machine, own }),
    trusts: createRegistryTrusts(machine, docker),
  }
}

/** Has our side find an engine's own `ssh` first. Returns what takes that back. */
function preferPrograms(folder: string): () => void {
  const before = process.env['PATH']
  process.env['PATH'] = [folder, before].join(delimiter)
  return () => void (process.env['PATH'] = before)
}
