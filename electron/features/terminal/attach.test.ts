import { afterEach, expect, test, vi } from 'vitest'
import { encodeFrame } from '#shared/frames.ts'
import { respond } from '../../engine/fake-engine.ts'
import { createFakePipe, startFakeWorld, type FakeWorld, type Routes } from '../fake-world.ts'
import { terminalHandlers } from './handlers.ts'

const SWITCH = 'HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n'
const text = (value: string) => new TextEncoder().encode(value)

let world: FakeWorld
afterEach(() => world.close())

async function attach(routes: Routes) {
  world = await startFakeWorld(routes)
  const pipe = createFakePipe<{ resize: { columns: number; rows: number } }>()
  const wish = { id: 'a', size: { columns: 80, rows: 24 } }
  const end = terminalHandlers(world.engines).attach(
    { connection: world.connection, ...wish },
    pipe.end,
  )
  end.catch(() => {})
  return { pipe, end }
}

const running = (Config: object, State: object = { Running: true, StartedAt: '1' }) => ({
  Id: 'a',
  Config,
  State,
})
const attaching = () => world.requests().find((line) => line.includes('/attach')) ?? ''

test('what detaches cannot be typed: it is no text in UTF-8', async () => {
  const { pipe } = await attach({
    '/a/attach': (socket) => socket.write(`${SWITCH}$ `),
    '/a/json': running({ Tty: true, OpenStdin: true }),
    '/a/resize': respond(200, ''),
  })
  await vi.waitUntil(() => pipe.received().toString() === '$ ')
  expect(attaching()).toContain('detachKeys=%ff%2c%ff%2c%ff')
  expect(attaching()).toContain('stdin=true')
})

test('frames of both streams come as their bytes, in order, and no size is sent', async () => {
  const { pipe } = await attach({
    '/a/attach': (socket) => {
      socket.write(SWITCH)
      socket.write(encodeFrame('stdout', text('one\n')))
      socket.write(encodeFrame('stderr', text('two\n')))
    },
    '/a/json': running({ Tty: false, OpenStdin: false }),
  })
  await vi.waitUntil(() => pipe.received().toString() === 'one\ntwo\n')
  expect(attaching()).toContain('stdin=false')
  expect(world.requests().some((line) => line.includes('/resize'))).toBe(false)
})

test('an input that would end with us is not asked for', async () => {
  const { pipe } = await attach({
    '/a/attach': (socket) => socket.write(SWITCH + 'x'),
    '/a/json': running({ Tty: false, OpenStdin: true, StdinOnce: true }),
  })
  await vi.waitUntil(() => attaching() !== '')
  expect(attaching()).toContain('stdin=false')
  pipe.closeView()
})

test('a stream that is not made of frames ends in an error, not in rubbish on the screen', async () => {
  const { pipe, end } = await attach({
    '/a/attach': (socket) => socket.write(`${SWITCH}not made of frames`),
    '/a/json': running({ Tty: false, OpenStdin: false }),
  })
  await end.catch(() => {})
  expect(pipe.received().toString()).toBe('')
})

test('the end of a program is told by its code, or by its container that is gone', async () => {
  let asked = 0
  const routes: Routes = {
    '/a/attach': (socket) => socket.end(SWITCH),
    '/a/resize': respond(200, ''),
  }
  const config = { Tty: true, OpenStdin: true }
  const { end } = await attach({
    ...routes,
    '/a/json': (socket) => {
      const state = asked++ === 0 ? undefined : { Running: false, ExitCode: 3 }
      socket.end(respond(200, JSON.stringify(running(config, state))))
    },
  })
  await expect(end).resolves.toEqual({ kind: 'exited', exitCode: 3 })
  await world.close()
  asked = 0
  const gone = await attach({
    ...routes,
    '/a/json': (socket) =>
      socket.end(
        asked++ === 0
          ? respond(200, JSON.stringify(running(config)))
          : respond(404, '{"message":"No such container: a"}'),
      ),
  })
  await expect(gone.end).resolves.toEqual({ kind: 'gone' })
})
