import { expect, test, vi } from 'vitest'
import type { Engine, Engines } from '../../engine/index.ts'
import { terminalHandlers } from './handlers.ts'
import { createSidecars } from './sidecars.ts'

/** An engine with these containers of ours, which answers when the test says so. */
function engineWith(...ids: string[]) {
  const removed: string[] = []
  let answer = () => {}
  const listContainers = () =>
    new Promise((resolve) => {
      answer = () => resolve(ids.map((id) => ({ Id: id })))
    })
  const getContainer = (id: string) => ({ remove: async () => void removed.push(id) })
  const docker = () => ({ listContainers, getContainer })
  return { engine: { docker } as unknown as Engine, removed, answer: () => answer() }
}

test('what an earlier run has left is swept, and what is used is not', async () => {
  const { engine, removed, answer } = engineWith('old', 'live')
  const sidecars = createSidecars()
  await sidecars.make(async () => 'live')
  const sweeping = sidecars.sweep(engine)
  answer()
  await sweeping
  expect(removed).toEqual(['old'])
})

test('one that is made while the engine is asked is not taken for a left one', async () => {
  const { engine, removed, answer } = engineWith('new')
  const sidecars = createSidecars()
  const sweeping = sidecars.sweep(engine)
  let made = () => {}
  const create = vi.fn(() => new Promise<string>((resolve) => (made = () => resolve('new'))))
  const making = sidecars.make(create)
  await vi.waitUntil(() => create.mock.calls.length > 0)
  answer()
  await sweeping
  made()
  await making
  expect(removed).toEqual([])
})

test('with a debug shell that a person agreed to, what an earlier run has left goes as well', async () => {
  const { engine, removed, answer } = engineWith('old')
  const engines = { get: () => engine } as unknown as Engines
  const { debug } = terminalHandlers(engines)
  const pipe = { stream: undefined, signal: AbortSignal.abort(), onControl: () => {} }
  const size = { columns: 80, rows: 24 }
  const shell = debug({ connection: 'ask', id: 'web', image: 'busybox:local', size }, pipe as never)
  answer()
  // This engine can do nothing else.
  await expect(shell).rejects.toThrow()
  expect(removed).toEqual(['old'])
})
