import type { PrivateEngine } from '../../scripts/engine/private-engine.mjs'
import { containerHandlers } from '../../electron/features/containers/index.ts'
import { idleWork } from '../../electron/features/fake-world.ts'
import { imageHandlers } from '../../electron/features/images/index.ts'
import { networkHandlers } from '../../electron/features/networks/index.ts'
import { volumeHandlers } from '../../electron/features/volumes/index.ts'
import type { OurSide } from './our-side.ts'

/** What exists on an engine, as sorted lines: `id name state` of a container and its like. */
export interface Lists {
  readonly containers: readonly string[]
  readonly images: readonly string[]
  readonly volumes: readonly string[]
  readonly networks: readonly string[]
}

/** The lists as the app has them: read when it is told to, and not before. */
export interface ListsOfOurs {
  current(): Lists | undefined
  /** Reads them once more, after the reading under way. */
  read(): void
  /** Stops to listen. */
  close(): void
}

/** Reads all lists at each event and `resync`, one after another: nothing else makes them true. */
export function followLists(ours: OurSide): ListsOfOurs {
  let lists: Lists | undefined
  let reading: Promise<unknown> = Promise.resolve()
  function read(): void {
    // The engine may go away again meanwhile; then there will be another `resync`.
    reading = reading.then(() => readLists(ours)).then(keep, () => keep(undefined))
  }
  function keep(read: Lists | undefined): void {
    lists = read
  }
  const close = ours.engine.supervisor.onEvent(read)
  return { current: () => lists, read, close }
}

async function readLists({ engines, connection }: OurSide): Promise<Lists> {
  const on = { connection }
  const call = { signal: new AbortController().signal }
  const [containers, images, volumes, networks] = await Promise.all([
    containerHandlers(engines).list(on, call),
    imageHandlers(idleWork(engines)).list(on, call),
    volumeHandlers(engines).list(on, call),
    networkHandlers(engines).list(on, call),
  ])
  return {
    containers: containers.map(({ id, name, state }) => `${id} ${name} ${state.kind}`).toSorted(),
    images: images.map(({ id }) => id).toSorted(),
    volumes: volumes.map(({ name }) => name).toSorted(),
    networks: networks.map(({ id, name }) => `${id} ${name}`).toSorted(),
  }
}

/** The same as the docker CLI has it. */
export async function listsOfCli(engine: PrivateEngine): Promise<Lists> {
  const list = async (...args: string[]) => lines(await engine.docker(...args))
  const [containers, images, volumes, networks] = await Promise.all([
    list('ps', '--all', '--no-trunc', '--format', '{{.ID}} {{.Names}} {{.State}}'),
    list('images', '--no-trunc', '--quiet'),
    list('volume', 'ls', '--quiet'),
    list('network', 'ls', '--no-trunc', '--format', '{{.ID}} {{.Name}}'),
  ])
  return { containers, images, volumes, networks }
}

function lines(text: string): readonly string[] {
  return [...new Set(text.split('\n').filter(Boolean))].toSorted()
}
