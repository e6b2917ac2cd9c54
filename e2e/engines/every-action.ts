import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BuildSettings } from '#shared/contract/builds.ts'
import type { AppContract } from '#shared/contract/index.ts'
import type { PullStep } from '#shared/contract/running.ts'
import type { RecreateProgress } from '#shared/contract/recreating.ts'
import type { RunProgress } from '#shared/contract/running.ts'
import type { TaskKind } from '#shared/contract/tasks.ts'
import type { TerminalSize } from '#shared/contract/terminal.ts'
import { plainSpec, type RunSpec } from '#shared/run-spec/run-spec.ts'
import type { Engines } from '../../electron/engine/index.ts'
import { activityHandlers } from '../../electron/features/activity/index.ts'
import {
  buildHandlers,
  createBuildBook,
  createSources,
  type BuildBook,
} from '../../electron/features/builds/index.ts'
import { containerHandlers } from '../../electron/features/containers/index.ts'
import { aCall, createFakePipe, createFakeSink } from '../../electron/features/fake-world.ts'
import { diskHandlers } from '../../electron/features/disk/index.ts'
import { fileHandlers } from '../../electron/features/files/index.ts'
import { healthHandlers } from '../../electron/features/health/index.ts'
import { imageHandlers } from '../../electron/features/images/index.ts'
import { logHandlers } from '../../electron/features/logs/index.ts'
import { networkHandlers } from '../../electron/features/networks/index.ts'
import { processHandlers } from '../../electron/features/processes/index.ts'
import { registryHandlers } from '../../electron/features/registries/index.ts'
import { statsHandlers } from '../../electron/features/stats/index.ts'
import { createTasks, taskHandlers } from '../../electron/features/tasks/index.ts'
import { terminalHandlers } from '../../electron/features/terminal/index.ts'
import { volumeHandlers } from '../../electron/features/volumes/index.ts'
import type { Logins, RegistryTrusts } from '../../electron/registries/index.ts'
import { createChosenPlaces } from '../../electron/saving/chosen-places.ts'
import type { World } from '../world.ts'
import { expect, test } from './fault-engine.ts'
import { ENDLESS_FILE } from './streams.ts'

interface Stage {
  readonly engines: Engines
  readonly connection: string
  /** A running container. */
  readonly id: string
  readonly world: World
}

/** What speaks to an engine. */
type Feature = Exclude<
  keyof AppContract,
  'connections' | 'desktop' | 'dock' | 'places' | 'settings'
>

/** An endpoint of the contract that is not tried here does not compile. */
type Actions = {
  readonly [F in Feature]: { readonly [E in keyof AppContract[F]]: () => Promise<unknown> }
}

/** Does, once, all that the app can do to an engine, in this order; each must succeed. */
export async function tryEverything(stage: Stage): Promise<readonly string[]> {
  const done: string[] = []
  for (const [feature, actions] of Object.entries(actionsOn(stage))) {
    for (const [name, act] of Object.entries(actions)) {
      // One that never ends is named by this.
      await test.step(`${feature}.${name}`, act)
      done.push(`${feature}.${name}`)
    }
  }
  return done
}

function actionsOn({ engines, connection, id, world }: Stage): Actions {
  const on = { connection }
  const ref = { connection, id }
  const containers = containerHandlers(engines)
  const chosen = createChosenPlaces()
  const tasks = createTasks({ engines })
  const disk = diskHandlers(engines, tasks)
  const files = fileHandlers({ engines, tasks, chosen })
  const health = healthHandlers(engines)
  const images = imageHandlers({ engines, tasks, chosen })
  const sources = createSources()
  const folder = mkdtempSync(join(tmpdir(), 'pilothouse-builds-'))
  const book = createBuildBook({ index: NO_FILE, folder, onFault() {} })
  const builds = buildHandlers({ engines, tasks, chosen, sources, book })
  const processes = processHandlers(engines)
  const networks = networkHandlers(engines)
  const registries = registryHandlers(engines, { logins: NO_LOGINS, trusts: NO_TRUSTS })
  const stats = statsHandlers(engines)
  const terminal = terminalHandlers(engines, undefined, WITHOUT_PROGRAMS)
  const volumes = volumeHandlers(engines)
  const [image, network, volume] = [world.name('image'), world.name('net'), world.name('volume')]
  const absent = { ...on, host: '127.0.0.1:5999' }
  const absentTag = { ...absent, repository: 'app', tag: '1' }
  const signalMain = async () => {
    const main = (await processes.list(ref, aCall())).processes.find(({ isMain }) => isMain)
    const { pid, command } = main ?? { pid: '1', command: '' }
    await processes.signal({ ...ref, pid, command, signal: 'CONT' }, aCall())
  }
  const endOf = async (task: string) => {
    const state = () => tasks.list().find((one) => one.id === task)?.state.kind
    await expect.poll(state).not.toBe('running')
    return state()
  }
  const savedTo = async (folder: string) => {
    const path = join(folder, 'busybox.tar')
    await world.docker('save', '--output', path, 'busybox:local')
    return path
  }
  const ended = (kind: TaskKind) => {
    const task = tasks.list().find((one) => one.kind === kind)
    if (!task) throw new Error(`No task of the kind "${kind}"`)
    return task.id
  }
  return {
    activity: {
      events: () => feeding((sink) => activityHandlers(engines).events(on, sink)),
    },
    builds: {
      builders: () => builds.builders(on, aCall()),
      openSource: () =>
        inBuild((folder) => builds.openSource({ file: chosen.add(folder, 'source') }, aCall())),
      readDockerfile: () =>
        inBuild(async (folder) => {
          const { source } = await sources.open(folder)
          return builds.readDockerfile({ source, dockerfile: 'Dockerfile' }, aCall())
        }),
      saveDockerfile: () =>
        inBuild(async (folder) => {
          const { source } = await sources.open(folder)
          const of = { source, dockerfile: 'Dockerfile' }
          const { version } = await builds.readDockerfile(of, aCall())
          await builds.saveDockerfile({ ...of, text: 'FROM busybox:local', version }, aCall())
        }),
      measure: () =>
        inBuild(async (folder) => {
          const { source } = await sources.open(folder)
          await feeding((sink) => builds.measure({ source, dockerfile: 'Dockerfile' }, sink))
        }),
      begin: () =>
        inBuild(async (folder) => {
          const { source } = await sources.open(folder)
          await builds.begin({ ...on, source, settings: settingsOf(`${image}:built`) }, aCall())
          expect(await endOf(ended('build'))).toBe('done')
          await builds.openAgain({ id: newest(book) }, aCall())
        }),
      // Its folder is gone by now.
      openAgain: () =>
        expect(builds.openAgain({ id: newest(book) }, aCall())).rejects.toThrow('not there any'),
      watch: () => feeding((sink) => builds.watch({}, sink)),
      follow: () => feeding((sink) => builds.follow({ id: newest(book) }, sink)),
      dockerfile: () => builds.dockerfile({ id: newest(book) }, aCall()),
      async forget() {
        await builds.forget({ ids: [newest(book)] }, aCall())
        await book.settled()
        rmSync(folder, { recursive: true })
      },
    },
    stats: {
      watch: () => feeding((sink) => stats.watch(ref, sink)),
      follow: () => feeding((sink) => stats.follow(ref, sink)),
      recall: () => stats.recall(ref, aCall()),
      keep: () => feeding((sink) => stats.keep({ ...on, ids: [id] }, sink)),
    },
    logs: {
      read: () => piping<never>((end) => logHandlers(engines).read({ ...ref, ...FOLLOW }, end)),
    },
    terminal: {
      findShell: () => terminal.findShell(ref, aCall()),
      exec: () =>
        piping<{ resize: TerminalSize }>((end) => terminal.exec({ ...ref, ...SHELL }, end)),
      findShells: () => terminal.findShells(ref, aCall()),
      attachFacts: () => terminal.attachFacts(ref, aCall()),
      attach: () =>
        piping<{ resize: TerminalSize }>((end) => terminal.attach({ ...ref, size: SIZE }, end)),
      debug: () =>
        piping<{ resize: TerminalSize }>((end) =>
          terminal.debug({ ...ref, image: 'busybox:local', size: SIZE }, end),
        ),
      cliCommand: () => terminal.cliCommand(ref, aCall()),
      // The engine is asked for the shell first; then nothing is there that could open a window.
      openInSystem: () =>
        expect(terminal.openInSystem(ref, aCall())).rejects.toThrow('is not installed here'),
    },
    processes: {
      list: () => processes.list(ref, aCall()),
      signal: () => signalMain(),
    },
    files: {
      list: () => feeding((sink) => files.list({ ...ref, path: '/etc', patience: 'short' }, sink)),
      facts: () => files.facts({ ...ref, path: '/etc' }, aCall()),
      read: () => files.read({ ...ref, path: '/etc/passwd' }, aCall()),
      async write() {
        const { bytes, version = '' } = await files.read({ ...ref, path: '/etc/passwd' }, aCall())
        await files.write({ ...ref, path: '/etc/passwd', bytes, version }, aCall())
      },
      beginExport: () =>
        inFolder(async (folder) => {
          const file = chosen.add(join(folder, 'all.tar'))
          // One of its files has no end.
          const id = await files.beginExport({ ...ref, file }, aCall())
          await expect.poll(() => tasks.list()[0]?.progress.done).toBeGreaterThan(0)
          tasks.cancel(id)
          expect(await endOf(id)).toBe('cancelled')
        }),
      beginDownload: () =>
        inFolder(async (folder) => {
          const file = chosen.add(join(folder, 'etc.tar'))
          const wish = { ...ref, path: '/etc', as: 'tar', file } as const
          expect(await endOf(await files.beginDownload(wish, aCall()))).toBe('done')
        }),
      beginExtract: () =>
        inFolder(async (to) => {
          const folder = chosen.add(to, 'folder')
          const wish = { ...ref, path: '/etc', folder }
          expect(await endOf(await files.beginExtract(wish, aCall()))).toBe('done')
        }),
      present: () => files.present({ ...ref, folder: '/', names: ['etc'] }, aCall()),
      beginUpload: () =>
        inFolder(async (from) => {
          writeFileSync(join(from, 'up.txt'), 'hello')
          const word = chosen.addSources([join(from, 'up.txt')])
          const wish = { ...ref, folder: '/tmp', files: word }
          expect(await endOf(await files.beginUpload(wish, aCall()))).toBe('done')
        }),
      async uploadDropped() {
        const pipe = createFakePipe<never>()
        pipe.type('hello')
        const entries = [{ path: 'up.txt', kind: 'file', size: 5, modifiedAt: 0 }] as const
        await files.uploadDropped({ ...ref, folder: '/tmp', entries: [...entries] }, pipe.end)
        expect(tasks.list()[0]?.state.kind).toBe('done')
      },
      makeFolder: () => files.makeFolder({ ...ref, path: '/tmp/new' }, aCall()),
      rename: () => files.rename({ ...ref, path: '/tmp/new', to: '/tmp/newer' }, aCall()),
      chmod: () =>
        files.chmod({ ...ref, path: '/tmp/newer', mode: 0o700, isRecursive: false }, aCall()),
      remove: () => files.remove({ ...ref, paths: ['/tmp/newer'] }, aCall()),
    },
    health: {
      read: () => health.read(ref, aCall()),
      // The container has no check: the engine is asked for it, and that is all.
      run: () => expect(health.run(ref, aCall())).rejects.toThrow('it has no health check'),
    },
    images: {
      list: () => images.list(on, aCall()),
      inspect: () => images.inspect({ ...on, id: 'busybox:local' }, aCall()),
      platform: () => images.platform({ ...on, id: 'busybox:local' }, aCall()),
      sharedSizes: () => images.sharedSizes(on, aCall()),
      history: () => images.history({ ...on, id: 'busybox:local' }, aCall()),
      layers: () => feeding((sink) => images.layers({ ...on, id: 'busybox:local' }, sink)),
      layerFiles: () =>
        feeding((sink) => images.layerFiles({ ...on, ...LOWEST, extent: 'all' }, sink)),
      beginDownload: () =>
        inFolder(async (folder) => {
          const file = chosen.add(join(folder, 'sh'))
          const wish = { ...on, ...LOWEST, path: '/bin/busybox', file }
          expect(await endOf(await images.beginDownload(wish, aCall()))).toBe('done')
        }),
      beginFolderDownload: () =>
        inFolder(async (folder) => {
          const file = chosen.add(join(folder, 'bin.tar'))
          const wish = { ...on, ...LOWEST, path: '/bin', extent: 'all', file } as const
          expect(await endOf(await images.beginFolderDownload(wish, aCall()))).toBe('done')
        }),
      readFile: () => images.readFile({ ...on, ...LOWEST, path: '/etc/passwd' }, aCall()),
      newer: () =>
        images.newer({ ...on, reference: 'busybox:local', imageId: 'sha256:0' }, aCall()),
      pull: async () => {
        const { sink } = createFakeSink<PullStep>()
        await expect(
          images.pull({ ...on, image: 'invalid.localhost/none:1' }, sink),
        ).rejects.toThrow()
      },
      beginPull: async () => {
        const pull = await images.beginPull({ ...on, image: 'invalid.localhost/none:1' }, aCall())
        expect(await endOf(pull)).toBe('failed')
      },
      beginPush: async () => {
        await world.docker('tag', 'busybox:local', UNREACHABLE)
        const push = await images.beginPush({ ...on, reference: UNREACHABLE }, aCall())
        expect(await endOf(push)).toBe('failed')
        await world.docker('rmi', UNREACHABLE)
      },
      beginSave: () =>
        inFolder(async (folder) => {
          const file = chosen.add(join(folder, 'busybox.tar'))
          const wish = { ...on, references: ['busybox:local'], file }
          expect(await endOf(await images.beginSave(wish, aCall()))).toBe('done')
        }),
      beginLoad: () =>
        inFolder(async (folder) => {
          const file = chosen.add(await savedTo(folder), 'source')
          expect(await endOf(await images.beginLoad({ ...on, file }, aCall()))).toBe('done')
        }),
      beginImport: () =>
        inFolder(async (folder) => {
          const path = join(folder, 'files.tar')
          writeFileSync(path, Buffer.alloc(1024))
          const wish = { ...on, file: chosen.add(path, 'source'), reference: `${image}:imported` }
          expect(await endOf(await images.beginImport(wish, aCall()))).toBe('done')
        }),
      // From an engine that nobody has named.
      beginCopy: async () => {
        const wish = { ...on, from: 'none', references: ['busybox:local'] }
        expect(await endOf(await images.beginCopy(wish, aCall()))).toBe('failed')
      },
      loadDropped: () =>
        inFolder(async (folder) => {
          const bytes = readFileSync(await savedTo(folder))
          const pipe = createFakePipe<never>()
          pipe.end.stream.push(bytes)
          await images.loadDropped({ ...on, name: 'b.tar', size: bytes.length }, pipe.end)
          expect(tasks.list()[0]?.state.kind).toBe('done')
        }),
      tag: () => images.tag({ ...on, id: 'busybox:local', repository: image, tag: 'new' }, aCall()),
      remove: () => images.remove({ ...on, id: `${image}:new`, force: false }, aCall()),
      beginRemoval: async () => {
        await world.docker('tag', 'busybox:local', `${image}:many`)
        const imageId = await world.docker(
          'image',
          'inspect',
          '--format',
          '{{.Id}}',
          `${image}:many`,
        )
        const targets = [{ reference: `${image}:many`, imageId, force: false }]
        expect(await endOf(await images.beginRemoval({ ...on, targets }, aCall()))).toBe('done')
      },
    },
    disk: {
      report: () => disk.report(on, aCall()),
      beginCleanUp: async () => {
        const name = world.name('unused')
        await world.docker('volume', 'create', name)
        const targets = [{ kind: 'volume' as const, id: name }]
        expect(await endOf(await disk.beginCleanUp({ ...on, targets }, aCall()))).toBe('done')
      },
    },
    tasks: {
      watch: () => feeding((sink) => taskHandlers(tasks).watch({}, sink)),
      log: () => feeding((sink) => taskHandlers(tasks).log({ id: ended('pull') }, sink)),
      async retry() {
        await taskHandlers(tasks).retry({ ...on, id: ended('pull') }, aCall())
        expect(await endOf(ended('pull'))).toBe('failed')
      },
      // What is done is not done again.
      repeat: () =>
        expect(taskHandlers(tasks).repeat({ id: ended('save') }, aCall())).rejects.toThrow(),
      cancel: () => taskHandlers(tasks).cancel({ id: ended('pull') }, aCall()),
      told: () => taskHandlers(tasks).told({ ids: [ended('pull')] }, aCall()),
      forget: () => taskHandlers(tasks).forget({ ids: [ended('pull')] }, aCall()),
    },
    volumes: {
      list: () => volumes.list(on, aCall()),
      create: () => volumes.create({ ...on, name: volume, driver: 'local', labels: {} }, aCall()),
      inspect: () => volumes.inspect({ ...on, id: volume }, aCall()),
      remove: () => volumes.remove({ ...on, id: volume }, aCall()),
    },
    registries: {
      list: () => registries.list(on, aCall()),
      login: () =>
        expect(
          registries.login({ ...absent, user: 'dev', password: 'x', inDockerFile: false }, aCall()),
        ).rejects.toThrow('nothing that listens'),
      logout: () => registries.logout(absent, aCall()),
      repositories: () =>
        expect(registries.repositories(absent, aCall())).rejects.toThrow('nothing listens there'),
      tags: () =>
        expect(registries.tags({ ...absent, repository: 'app' }, aCall())).rejects.toThrow(),
      removal: () => expect(registries.removal(absentTag, aCall())).rejects.toThrow(),
      deleteTag: () =>
        expect(
          registries.deleteTag({ ...absentTag, digest: 'sha256:0' }, aCall()),
        ).rejects.toThrow(),
      search: () =>
        expect(registries.search({ ...on, term: 'redis' }, aCall())).rejects.toThrow(
          'Cannot search Docker Hub',
        ),
    },
    networks: {
      list: () => networks.list(on, aCall()),
      create: () =>
        networks.create({ ...on, name: network, driver: 'bridge', internal: true }, aCall()),
      inspect: () => networks.inspect({ ...on, id: network }, aCall()),
      connect: () =>
        networks.connect({ ...on, id: network, container: id, aliases: ['db'] }, aCall()),
      disconnect: () => networks.disconnect({ ...on, id: network, container: id }, aCall()),
      remove: () => networks.remove({ ...on, id: network }, aCall()),
    },
    containers: {
      list: () => containers.list(on, aCall()),
      inspect: () => containers.inspect(ref, aCall()),
      restarts: () => containers.restarts(ref, aCall()),
      platform: () => containers.platform(ref, aCall()),
      size: () => containers.size(ref, aCall()),
      sharers: () => containers.sharers(ref, aCall()),
      changes: () => containers.changes(ref, aCall()),
      spec: () => containers.spec(ref, aCall()),
      ending: () => containers.ending(ref, aCall()),
      obstacles: () => containers.obstacles({ ...on, spec: spec(world) }, aCall()),
      run: () =>
        containers.run(
          { ...on, spec: spec(world), start: true },
          createFakeSink<RunProgress>().sink,
        ),
      vanishing: () => containers.vanishing({ ...on, ids: [id] }, aCall()),
      rename: () => containers.rename({ ...ref, name: world.name('renamed') }, aCall()),
      pause: () => containers.pause(ref, aCall()),
      unpause: () => containers.unpause(ref, aCall()),
      update: () => containers.update({ ...ref, limits: { cpuShares: 512 } }, aCall()),
      restart: () => containers.restart(ref, aCall()),
      stop: () => containers.stop(ref, aCall()),
      start: () => containers.start(ref, aCall()),
      async commit() {
        // An image would have all of its 64 GB.
        await world.docker('exec', id, 'rm', ENDLESS_FILE)
        return containers.commit({ ...ref, ...COMMIT, repository: image }, aCall())
      },
      recreate: async () => {
        const { spec } = await containers.spec(ref, aCall())
        // With its writable layer goes what others are still to do with it: it is not let through.
        const wish = { ...ref, spec: { ...spec, image: 'no/such:image', pull: 'never' } }
        const { sink } = createFakeSink<RecreateProgress>()
        await expect(containers.recreate(wish, sink)).rejects.toThrow('no image')
      },
      trash: () => containers.trash({ ...ref, volumes: false }, aCall()),
      restore: () => containers.restore(ref, aCall()),
      kill: () => containers.kill(ref, aCall()),
      remove: () => containers.remove({ ...ref, force: true, volumes: true }, aCall()),
    },
  }
}

/** A container that ends at once. */
function spec(world: World): RunSpec {
  return { ...plainSpec('busybox:local'), name: world.name('made'), cmd: ['true'] }
}

const LOWEST = { id: 'busybox:local', layer: 1 }
/** Nothing listens there. */
const UNREACHABLE = '127.0.0.1:5999/none:1'

/** Nobody's settings are read or written. */
const NO_LOGINS: Logins = {
  list: () => Promise.resolve({ logins: [], problems: [], nextStore: { kind: 'memory' } }),
  find: () => Promise.resolve(undefined),
  registryAuth: () => Promise.resolve({}),
  keep: () => Promise.resolve({ kind: 'memory' }),
  forget: () => Promise.resolve(),
}

const NO_FILE = {
  value: { builds: [] },
  save: () => Promise.resolve(),
  settled: () => Promise.resolve(),
}
const NO_TRUSTS: RegistryTrusts = { of: () => Promise.resolve({}), places: () => [] }

const COMMIT = { tag: 'committed', comment: '', pause: true }
const FOLLOW = { tail: 10, follow: true, timestamps: true }
const SIZE = { columns: 80, rows: 24 }
const SHELL: { command: [string]; size: TerminalSize } = { command: ['/bin/sh'], size: SIZE }

const WITHOUT_PROGRAMS = { platform: 'win32', home: '/nowhere', env: {}, uid: undefined } as const

/** Runs a feed until its first value. */
async function feeding<Value>(
  run: (sink: ReturnType<typeof createFakeSink<Value>>['sink']) => Promise<void>,
): Promise<void> {
  const { sink, values, closeView } = createFakeSink<Value>()
  const end = run(sink).catch(() => {})
  await expect.poll(() => values.length).toBeGreaterThan(0)
  closeView()
  await end
}

/** Runs a pipe until its first bytes. */
async function piping<Control>(
  run: (end: ReturnType<typeof createFakePipe<Control>>['end']) => Promise<unknown>,
): Promise<void> {
  const pipe = createFakePipe<Control>()
  const end = run(pipe.end).catch(() => {})
  await expect.poll(() => pipe.received().length).toBeGreaterThan(0)
  pipe.closeView()
  await end
}

/** The one that has begun last. */
function newest(book: BuildBook): string {
  const [build] = book.list()
  if (!build) throw new Error('There is no build')
  return build.id
}

function settingsOf(tag: string): BuildSettings {
  const plain = { args: [], secrets: [], noCache: false, pull: false }
  return { ...plain, dockerfile: 'Dockerfile', tags: [tag] }
}

/** The same, with a Dockerfile in it. */
function inBuild(use: (folder: string) => Promise<unknown>): Promise<void> {
  return inFolder(async (folder) => {
    writeFileSync(join(folder, 'Dockerfile'), 'FROM busybox:local\n')
    await use(folder)
  })
}

/** Gives it a folder of our own disk, which is gone afterwards. */
async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pilothouse-files-'))
  await use(folder).finally(() => rmSync(folder, { recursive: true }))
}
