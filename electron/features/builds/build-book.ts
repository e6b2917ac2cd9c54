import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MAX_BUILDS, type Build } from '#shared/contract/builds.ts'
import { EngineError } from '#shared/errors.ts'
import type { JsonFile } from '../../json-file.ts'
import { createLiveBuild, type LiveBuild } from './live-build.ts'
import { SavedDetails, type BuildDetails, type SavedBuilds } from './saved-builds.ts'

/** Our builds: those that go on, and the last that ended, with all that was said of them. */
export interface BuildBook {
  /** The newest first. */
  list(): readonly Build[]
  /** Throws `not-found`. */
  get(id: string): Build
  details(id: string): Promise<BuildDetails>
  /** Takes one in that begins now. */
  open(build: Build): OpenBuild
  forget(ids: readonly string[]): void
  /** Told of every change of a build, its steps and lines. Returns its unsubscribe. */
  onChange(listener: () => void): () => void
  /** Resolves once all is on disk, or refused by it. */
  settled(): Promise<void>
}

/** A build that goes on. */
export interface OpenBuild extends Omit<LiveBuild, 'details'> {
  change(next: Partial<Pick<Build, 'builder' | 'steps'>>): void
  /** Nothing more comes: it is kept on disk from now on. */
  close(state: Build['state'], endedAt: number): void
}

interface Shelf {
  readonly index: JsonFile<SavedBuilds>
  /** Of the files of single builds. */
  readonly folder: string
  /** Told what the disk refuses: builds go on without it. */
  readonly onFault: (what: string, cause: unknown) => void
}

/** Reads what earlier runs have left; what went on when the app ended has been interrupted. */
export function createBuildBook({ index, folder, onFault }: Shelf): BuildBook {
  const live = new Map<string, LiveBuild>()
  const listeners = new Set<() => void>()
  let lastWork: Promise<void> = Promise.resolve()
  let builds: readonly Build[] = index.value.builds.map(asEnded)

  const change = () => listeners.forEach((listener) => listener())
  const fileOf = (id: string) => join(folder, `${id}.json`)

  function get(id: string): Build {
    const build = builds.find((one) => one.id === id)
    if (build) return build
    throw notKept()
  }

  function set(next: Build) {
    builds = builds.map((one) => (one.id === next.id ? next : one))
    change()
  }

  /** One after the other: what is dropped may not be written yet. */
  function later(what: string, work: () => Promise<unknown>) {
    lastWork = lastWork
      .then(work)
      .catch((cause: unknown) => onFault(what, cause))
      .then(() => {})
  }

  function saveIndex() {
    later('save the list of builds', () => index.save({ builds: [...builds] }))
  }

  function drop(gone: readonly Build[]) {
    const ids = new Set(gone.map(({ id }) => id))
    builds = builds.filter(({ id }) => !ids.has(id))
    for (const id of ids) {
      live.delete(id)
      later('remove a build', () => rm(fileOf(id), { force: true }))
    }
  }

  async function keep(id: string) {
    const details = live.get(id)?.details()
    if (!details) return
    await mkdir(folder, { recursive: true })
    await writeFile(fileOf(id), JSON.stringify(details), { mode: 0o600 })
    live.delete(id)
  }

  /** Files of builds that are not listed, as the list was lost or a crash came between. */
  async function sweep() {
    const kept = new Set(builds.map(({ id }) => `${id}.json`))
    const there = await readdir(folder).catch(() => [])
    const lost = there.filter((name) => !kept.has(name))
    await Promise.all(lost.map((name) => rm(join(folder, name), { force: true })))
  }

  function open(build: Build): OpenBuild {
    const { id } = build
    const said = createLiveBuild(change)
    live.set(id, said)
    builds = [build, ...builds]
    drop(builds.slice(MAX_BUILDS).filter(({ state }) => state.kind !== 'running'))
    saveIndex()
    change()
    return {
      ...said,
      change: (next) => set({ ...get(id), ...next }),
      close(state, endedAt) {
        set({ ...get(id), state, endedAt })
        later('save a build', () => keep(id))
        saveIndex()
      },
    }
  }

  later('sweep what is left of builds', sweep)

  return {
    list: () => builds,
    get,
    async details(id) {
      get(id)
      return live.get(id)?.details() ?? readDetails(fileOf(id))
    },
    open,
    forget(ids) {
      const asked = new Set(ids)
      drop(builds.filter(({ id, state }) => asked.has(id) && state.kind !== 'running'))
      saveIndex()
      change()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    settled: () => lastWork,
  }
}

function asEnded(build: Build): Build {
  if (build.state.kind !== 'running') return build
  const error = {
    code: 'cancelled',
    message: 'Pilothouse ended while it was built',
    hint: 'Build it again: what was done already may come from the cache.',
  } as const
  return { ...build, state: { kind: 'interrupted', error } }
}

async function readDetails(path: string): Promise<BuildDetails> {
  try {
    return SavedDetails.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    // One that was interrupted by the end of the app has none.
    return { steps: [], lines: [], droppedLines: 0 }
  }
}

function notKept(): EngineError {
  return new EngineError({ code: 'not-found', message: 'This build is not kept any more' })
}
