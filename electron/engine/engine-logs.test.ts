import { once } from 'node:events'
import type { Connection } from '#shared/contract/connections.ts'
import { afterEach, expect, test, vi } from 'vitest'
import type { Address } from './address.ts'
import { createEngine, type Engine, type LogWish } from './engine.ts'
import { CHUNKED, startFakeEngine, type Answer, type FakeEngine } from './fake-engine.ts'
import { createLogBlocks } from './log-source/log-blocks.ts'
import type { LogThread } from './log-source/log-thread.ts'

const WISH: LogWish = {
  id: 'ab',
  query: { stdout: true, tail: 3, since: undefined },
  isBare: true,
}

const connection = (endpoint: string): Connection => ({
  id: 'a',
  name: 'a',
  endpoint,
  kind: 'socket',
  source: 'added',
  current: false,
  mode: 'full',
  colour: 'blue',
  label: '',
  remote: false,
})

let fake: FakeEngine | undefined
let opened: Engine | undefined
afterEach(async () => {
  await opened?.close()
  await fake?.close()
})

async function open(answer: Answer): Promise<Engine> {
  fake = await startFakeEngine(answer)
  const address: Address = { kind: 'socket', path: fake.socketPath }
  return (opened = createEngine(connection(fake.endpoint), address))
}

/** One that opens every log at once. */
function aThread(): LogThread {
  return {
    warm() {},
    open: vi.fn<LogThread['open']>(() => {
      const blocks = createLogBlocks({ onTaken: () => {}, onClose: () => {} })
      blocks.open()
      return blocks.log
    }),
  }
}

test('an engine that is closed takes back a log that has no answer yet', async () => {
  const engine = await open(() => {})
  const log = engine.openLog(WISH, {})
  await vi.waitUntil(() => fake?.requests.length)
  await engine.close()
  await expect(log).rejects.toMatchObject({ code: 'cancelled' })
  expect(fake?.requests).toEqual(['GET /containers/ab/logs?stdout=true&tail=3 HTTP/1.1'])
})

test('an engine is used as long as a log of it is open', async () => {
  const engine = await open((socket) => socket.write(CHUNKED))
  const log = await engine.openLog(WISH, {})
  const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000)
  expect(engine.idleMs()).toBe(0)
  clock.mockRestore()
  log.destroy()
  await once(log, 'close')
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000)
  expect(engine.idleMs()).toBeGreaterThan(50_000)
})

test('a log that is taken back before it began is asked of nobody', async () => {
  const engine = await open((socket) => socket.write(CHUNKED))
  const log = engine.openLog(WISH, { signal: AbortSignal.abort() })
  await expect(log).rejects.toMatchObject({ code: 'cancelled' })
  expect(fake?.requests).toEqual([])
})

test('an id that leads to another object is refused', async () => {
  const engine = await open((socket) => socket.write(CHUNKED))
  await expect(engine.openLog({ ...WISH, id: '../x' }, {})).rejects.toMatchObject({
    code: 'invalid-input',
  })
})

test('the thread reads what it can dial by itself', async () => {
  const thread = aThread()
  const address: Address = { kind: 'tcp', host: 'nowhere.invalid', port: 1 }
  const engine = (opened = createEngine(connection('tcp://nowhere.invalid:1'), address, {
    logThread: thread,
  }))
  const limits = { deadlineMs: 7 }
  await engine.openLog(WISH, limits)
  const order = { path: '/containers/ab/logs?stdout=true&tail=3', isBare: true }
  expect(thread.open).toHaveBeenCalledWith(address, 'tcp://nowhere.invalid:1', order, limits)
})

test('what goes over ssh is read where the ssh process is', async () => {
  const thread = aThread()
  // No such host can be given to ssh: it is refused before any is started.
  const address: Address = { kind: 'ssh', host: '-x' }
  const engine = (opened = createEngine(connection('ssh://-x'), address, { logThread: thread }))
  await expect(engine.openLog(WISH, {})).rejects.toThrow('ssh cannot be given the host name')
  expect(thread.open).not.toHaveBeenCalled()
})
