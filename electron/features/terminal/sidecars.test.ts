import { expect, test, vi } from 'vitest'
import type { Engine, Engines } from '../../engine/index.ts'
import { terminalHandlers } from './handlers.ts'
import { createSidecars } from './sidecars.ts'

const OF = 'io.pilothouse.debug-shell.of'

interface Made {
  /** Whose processes it has; those of the one that its label names, unless told. */
  readonly pidMode?: string
  readonly autoRemove?: boolean
  readonly volumes?: readonly string[]
}

/** An engine with these containers of ours, which answers when the test says so. */
function engineWith(containers: Readonly<Record<string, Made>>) {
  const removed: string[] = []
  let answer = () => {}
  const listContainers = vi.fn(() => {
    const all = Object.keys(containers).filter((id) => id !== 'web')
    return new Promise((resolve) => (answer = () => resolve(all.map((id) => ({ Id: id })))))
  })
  const getContainer = (id: string) => ({
    remove: async ({ v }: { v: boolean }) => void removed.push(v ? `${id} with volumes` : id),
    async inspect() {
      const { pidMode = 'container:web', autoRemove = true, volumes = [] } = containers[id] ?? {}
      return {
        Config: { Labels: { [OF]: 'web' } },
        HostConfig: { PidMode: pidMode, AutoRemove: autoRemove },
        Mounts: volumes.map((name) => ({ Type: 'volume', Name: name })),
      }
    },
  })
  const getVolume = (name: string) => ({ remove: async () => void removed.push(name) })
  const docker = () => ({ listContainers, getContainer, getVolume })
  const engine = { docker } as unknown as Engine
  return { engine, removed, listContainers, answer: () => answer() }
}

test('what an earlier run has left is swept, and what is used is not', async () => {
  const { engine, removed, answer } = engineWith({ old: {}, live: {} })
  const sidecars = createSidecars()
  await sidecars.make(engine, async () => 'live')
  const sweeping = sidecars.sweep(engine)
  answer()
  await sweeping
  expect(removed).toEqual(['old with volumes'])
})

test('one that is made while the engine is asked is none that was left, and those go after it', async () => {
  const { engine, removed, listContainers, answer } = engineWith({ new: {}, old: {} })
  const sidecars = createSidecars()
  const sweeping = sidecars.sweep(engine)
  let made = () => {}
  const create = vi.fn(() => new Promise<string>((resolve) => (made = () => resolve('new'))))
  const making = sidecars.make(engine, create)
  await vi.waitUntil(() => create.mock.calls.length > 0)
  answer()
  made()
  await making
  await vi.waitUntil(() => listContainers.mock.calls.length === 2)
  answer()
  await sweeping
  expect(removed).toEqual(['old with volumes'])
})

test('a container of an image that was made of a sidecar has its labels, and is left alone', async () => {
  const { engine, removed, answer } = engineWith({
    old: {},
    child: { pidMode: '' },
    other: { pidMode: 'container:db' },
  })
  const sweeping = createSidecars().sweep(engine)
  answer()
  await sweeping
  expect(removed).toEqual(['old with volumes'])
})

test('of the volumes of one that was left, those go that it alone has', async () => {
  const [shared, own] = ['a'.repeat(64), 'b'.repeat(64)]
  const { engine, removed, answer } = engineWith({
    old: { autoRemove: false, volumes: [shared, 'named', own] },
    web: { volumes: [shared, 'named'] },
  })
  const sweeping = createSidecars().sweep(engine)
  answer()
  await sweeping
  expect(removed).toEqual(['old', own])
})

test('with a debug shell that a person agreed to, what an earlier run has left goes as well', async () => {
  const { engine, removed, answer } = engineWith({ old: {} })
  const engines = { get: () => engine } as unknown as Engines
  const { debug } = terminalHandlers(engines)
  const pipe = { stream: undefined, signal: AbortSignal.abort(), onControl: () => {} }
  const size = { columns: 80, rows: 24 }
  const shell = debug({ connection: 'ask', id: 'web', image: 'busybox:local', size }, pipe as never)
  answer()
  // This engine can do nothing else.
  await expect(shell).rejects.toThrow()
  expect(removed).toEqual(['old with volumes'])
})
