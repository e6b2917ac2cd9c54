import { EventEmitter } from 'node:events'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { contract as appContract } from '#shared/contract/index.ts'
import { EngineError } from '#shared/errors.ts'
import { feed, pipe, request, type } from '#shared/ipc/define.ts'
import { OPEN } from '#shared/ipc/wire.ts'
import { FakePort } from './fake-port.ts'
import type { Handlers } from './handlers.ts'

const ipcMain = vi.hoisted(() => ({ listeners: new Map<string, (...args: unknown[]) => void>() }))
vi.mock('electron', () => ({
  ipcMain: {
    on: (channel: string, listener: (...args: unknown[]) => void) =>
      ipcMain.listeners.set(channel, listener),
  },
}))
const error = vi.hoisted(() => vi.fn())
vi.mock('../log.ts', () => ({ log: { error }, withoutFields: String }))
const { serve } = await import('./server.ts')

const contract = {
  box: {
    open: request({
      effect: 'change',
      input: z.object({ id: z.string() }),
      output: type<string>(),
    }),
    watch: feed({ effect: 'read', input: z.object({}), value: type<number>() }),
    shout: pipe({ effect: 'read', input: z.object({}), outcome: type<string>() }),
    steer: pipe({ effect: 'change', input: z.object({}), outcome: type<string>() }),
  },
}
const OURS = { senderFrame: 'ours' }

let handlers: Handlers<typeof contract>
let refuse: () => void
let whyEnd: EngineError | undefined
const changes = new Set<() => void>()
const admitted = vi.fn()
beforeEach(() => {
  refuse = () => {}
  whyEnd = undefined
  changes.clear()
  handlers = {
    box: {
      open: vi.fn(async ({ id }: { id: string }) => `opened ${id}`),
      watch: vi.fn(async () => {}),
      shout: vi.fn(async () => 'done'),
      steer: vi.fn(async () => 'done'),
    },
  }
  serve(contract, handlers, {
    isTrusted: ({ senderFrame }) => (senderFrame as unknown) === OURS.senderFrame,
    admit(endpoint, input, confirmed) {
      admitted(endpoint, input, confirmed)
      refuse()
    },
    whyEnd: () => whyEnd,
    onChange(listener) {
      changes.add(listener)
      return () => changes.delete(listener)
    },
  })
})

/** Opens a port at the door, and waits for what comes back at its end. */
function ask(message: unknown, sender: object = OURS) {
  const port = new FakePort()
  ipcMain.listeners.get(OPEN)?.(
    Object.assign(new EventEmitter(), sender, { ports: [port] }),
    message,
  )
  const end = vi.waitUntil(() =>
    port.sent.find((sent) => sent && typeof sent === 'object' && 'end' in sent),
  )
  return { port, end }
}

test('where a dropped file is comes to the handler beside what was asked', async () => {
  const message = { path: 'box.open', input: { id: 'a', dropped: '/b' } }
  await ask({ ...message, dropped: '/home/a' }).end
  expect(handlers.box.open).toHaveBeenLastCalledWith(
    { id: 'a' },
    expect.objectContaining({ dropped: '/home/a' }),
  )
  await ask(message).end
  expect(vi.mocked(handlers.box.open).mock.lastCall?.[1]).not.toHaveProperty('dropped')
  expect(await ask({ ...message, dropped: 7 }).end).toMatchObject({
    error: { code: 'invalid-input' },
  })
})

test('there is one channel, and an answer comes back on the port that was sent', async () => {
  expect([...ipcMain.listeners.keys()]).toEqual([OPEN])
  const { end } = ask({ path: 'box.open', input: { id: 'a' } })
  expect(await end).toEqual({ end: true, value: 'opened a' })
})

test('whoever is not trusted is refused before anything is looked at', async () => {
  const { end } = ask({ path: 'box.open', input: { id: 'a' } }, { senderFrame: 'a stranger' })
  expect(await end).toMatchObject({ error: { code: 'invalid-input' } })
  expect(handlers.box.open).not.toHaveBeenCalled()
})

test.each([
  'box.lock',
  'box',
  'box.open.again',
  '.open',
  'box.',
  '__proto__.toString',
  'box.__proto__',
  'box.constructor',
  'constructor.name',
  '',
  7,
  null,
  'x'.repeat(1000),
])('the path %j leads nowhere', async (path) => {
  const { end } = ask({ path, input: { id: 'a' } })
  expect(await end).toMatchObject({ error: { code: 'invalid-input' } })
})

test('what the connection does not admit is not run', async () => {
  refuse = () => {
    throw new EngineError({ code: 'read-only', message: 'No' })
  }
  const { end } = ask({ path: 'box.open', input: { id: 'a' } })
  expect(await end).toMatchObject({ error: { code: 'read-only', message: 'No' } })
  expect(handlers.box.open).not.toHaveBeenCalled()
})

test.each([
  [{}, false],
  [{ confirmed: true }, true],
])('what the door is told of a message with %j: a person was asked, %s', async (mark, told) => {
  const input = { id: 'a' }
  await ask({ path: 'box.open', input, ...mark }).end
  expect(admitted).toHaveBeenLastCalledWith(contract.box.open, input, told)
})

test('a mark that is not exactly true is no message of ours', async () => {
  const { end } = ask({ path: 'box.open', input: { id: 'a' }, confirmed: 'yes' })
  expect(await end).toMatchObject({ error: { code: 'invalid-input' } })
  expect(handlers.box.open).not.toHaveBeenCalled()
})

test('a message without a port is dropped', () => {
  const listener = ipcMain.listeners.get(OPEN)
  expect(() => listener?.({ ...OURS, ports: [] }, { path: 'box.open', input: {} })).not.toThrow()
  expect(handlers.box.open).not.toHaveBeenCalled()
})

test('an error crosses as a value with all its fields', async () => {
  const fault = {
    code: 'conflict',
    message: 'Taken',
    hint: 'Wait',
    engineMessage: 'no',
    status: 409,
  }
  vi.mocked(handlers.box.open).mockRejectedValue(new EngineError(fault as EngineError))
  const { end } = ask({ path: 'box.open', input: { id: 'a' } })
  expect(await end).toEqual({ end: true, error: fault })
})

test('a bug of ours is logged, and the window gets its message', async () => {
  vi.mocked(handlers.box.open).mockRejectedValue(new TypeError('x is undefined'))
  const { end } = ask({ path: 'box.open', input: { id: 'a' } })
  expect(await end).toMatchObject({ error: { code: 'unexpected', message: 'x is undefined' } })
  expect(error).toHaveBeenCalledExactlyOnceWith('A handler failed', 'TypeError: x is undefined')
})

test('a window that closes its port takes its question back, and hears no more', async () => {
  let signal: AbortSignal | undefined
  vi.mocked(handlers.box.open).mockImplementation(async (_input, call) => {
    signal = call.signal
    await new Promise((resolve) => call.signal.addEventListener('abort', resolve))
    return 'too late'
  })
  const { port, end } = ask({ path: 'box.open', input: { id: 'a' } })
  end.catch(() => {})
  port.close()
  expect(signal?.aborted).toBe(true)
  await new Promise(setImmediate)
  expect(port.sent).toEqual([])
})

test('a feed ends after its last value', async () => {
  vi.mocked(handlers.box.watch).mockImplementation(async (_input, { emit }) => {
    emit(1)
    emit(2)
  })
  const { port, end } = ask({ path: 'box.watch', input: {} })
  await end
  expect(port.sent).toEqual([{ value: 1 }, { value: 2 }, { end: true, value: undefined }])
})

test('a pipe says its outcome only after its last byte was sent', async () => {
  const last = new Uint8Array([7])
  vi.mocked(handlers.box.shout).mockImplementation(async (_input, { stream }) => {
    for (let i = 0; i < 6; i++) stream.write(Buffer.alloc(64 * 1024))
    stream.write(last)
    return 'hoarse'
  })
  const { port, end } = ask({ path: 'box.shout', input: {} })
  await vi.waitUntil(() => port.bytes > 256 * 1024)
  expect(port.sent.at(-1)).toBeInstanceOf(Uint8Array)
  port.receive({ ack: port.bytes })
  await end
  expect(port.sent.slice(-2)).toEqual([last, { end: true, value: 'hoarse' }])
})

describe('a pipe that goes on while what is admitted changes', () => {
  async function open(name: 'steer' | 'shout') {
    let signal: AbortSignal | undefined
    vi.mocked(handlers.box[name]).mockImplementation(async (_input, pipe) => {
      signal = pipe.signal
      await new Promise((resolve) => pipe.signal.addEventListener('abort', resolve))
      return 'cut'
    })
    const asked = ask({ path: `box.${name}`, input: {} })
    asked.end.catch(() => {})
    await vi.waitUntil(() => signal)
    return { ...asked, isCut: () => signal?.aborted === true }
  }
  const change = () => changes.forEach((listener) => listener())
  const readOnly = new EngineError({ code: 'read-only', message: 'Ended' })

  test('ends where it could change something, and says why, once', async () => {
    const { port, isCut } = await open('steer')
    change()
    expect(isCut()).toBe(false)
    whyEnd = readOnly
    change()
    expect(isCut()).toBe(true)
    await vi.waitUntil(() => changes.size === 0)
    expect(port.sent).toEqual([{ end: true, error: readOnly.toShape() }])
  })

  test('goes on where it only reads', async () => {
    const { port, isCut } = await open('shout')
    whyEnd = readOnly
    change()
    expect(isCut()).toBe(false)
    expect(changes.size).toBe(0)
    port.close()
  })
})

describe('every endpoint of the app refuses what does not fit', () => {
  const TOO_LONG = 'x'.repeat(100_000)
  const NO_OBJECTS = [undefined, null, 7, 'text', []]
  const BAD_REFERENCES = [5, '', null, {}, TOO_LONG].map((bad) => ({ connection: bad, id: bad }))
  const endpoints = Object.entries(appContract).flatMap(([feature, named]) =>
    Object.entries(named).map(([name, { input }]) => ({ path: `${feature}.${name}`, input })),
  )

  test.each(endpoints)('$path', ({ input }) => {
    const bad = 'connection' in input.shape ? [...NO_OBJECTS, ...BAD_REFERENCES] : NO_OBJECTS
    for (const one of bad) expect(input.safeParse(one).success).toBe(false)
  })
})
