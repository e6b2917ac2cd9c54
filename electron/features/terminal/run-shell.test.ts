import type { Socket } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { respond } from '../../engine/fake-engine.ts'
import { createFakePipe, startFakeWorld, type FakeWorld, type Routes } from '../fake-world.ts'
import { terminalHandlers } from './handlers.ts'

const SWITCH = 'HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n'

/** A shell that says what is typed, until `exit`. */
const SHELL: Routes = {
  'POST /containers/a/exec': { Id: 'e1' },
  'POST /exec/e1/start': (socket) => {
    socket.write(`${SWITCH}$ `)
    socket.on('data', (data) => {
      if (data.toString() === 'exit') socket.end()
      else socket.write(data)
    })
  },
  '/exec/e1/resize': respond(201, ''),
}

let world: FakeWorld
afterEach(() => world.close())

async function open(routes: Routes) {
  world = await startFakeWorld(routes)
  const pipe = createFakePipe<{ resize: { columns: number; rows: number } }>()
  const command: [string] = ['/bin/sh']
  const wish = { id: 'a', command, size: { columns: 80, rows: 24 } }
  const end = terminalHandlers(world.engines).exec(
    { connection: world.connection, ...wish },
    pipe.end,
  )
  end.catch(() => {})
  return { pipe, end }
}

test('keys go in, the screen comes out, and the exit code is told', async () => {
  const { pipe, end } = await open({ ...SHELL, '/exec/e1/json': { Running: false, ExitCode: 7 } })
  await vi.waitUntil(() => pipe.received().toString() === '$ ')
  pipe.type('ls')
  await vi.waitUntil(() => pipe.received().toString() === '$ ls')
  pipe.type('exit')
  await expect(end).resolves.toEqual({ kind: 'exited', exitCode: 7 })
})

test('its size is set at the start and when the window says so; 201 is fine', async () => {
  const { pipe, end } = await open({ ...SHELL, '/exec/e1/json': { Running: false, ExitCode: 0 } })
  await vi.waitUntil(() => resizes().length === 1)
  pipe.control({ resize: { columns: 100, rows: 30 } })
  await vi.waitUntil(() => resizes().length === 2)
  expect(resizes()).toEqual(['w=80&h=24', 'w=100&h=30'])
  pipe.type('exit')
  await end
})

test('a stream that ends while the engine cannot say how is interrupted, and the shell is ended', async () => {
  const { pipe, end } = await open({ ...SHELL, '/exec/e1/json': respond(500, '{}') })
  await vi.waitUntil(() => pipe.received().length > 0)
  pipe.type('exit')
  await expect(end).resolves.toEqual({ kind: 'interrupted' })
  await vi.waitUntil(() => execs().length === 2)
})

test('closing the view asks a second program to end the shell, and types nothing', async () => {
  let typed = ''
  let engineSide: Socket | undefined
  const { pipe } = await open({
    ...SHELL,
    'POST /exec/e1/start': (socket) => {
      engineSide ??= socket
      socket.write(SWITCH)
      socket.on('data', (data) => (typed += data.toString()))
    },
    '/exec/e1/json': { Running: false, ExitCode: 0 },
  })
  await vi.waitUntil(() => engineSide)
  pipe.closeView()
  await vi.waitUntil(() => engineSide?.destroyed && execs().length === 2)
  expect(typed).toBe('')
})

test('an engine that drops the question how to end a shell is asked again', async () => {
  let created = 0
  const { pipe } = await open({
    ...SHELL,
    'POST /containers/a/exec': (socket) => {
      // The first is the shell itself.
      if (++created === 2) socket.destroy()
      else socket.end(respond(201, '{"Id":"e1"}'))
    },
    'POST /exec/e1/start': (socket) => {
      socket.write(SWITCH)
      if (created > 1) socket.end()
    },
    '/exec/e1/json': { Running: false, ExitCode: 0 },
  })
  await vi.waitUntil(() => resizes().length === 1)
  pipe.closeView()
  await vi.waitUntil(() => created === 3, { timeout: 5000 })
})

test('quitting while its window is still there ends the shell before the engine is let go', async () => {
  let shells = 0
  await open({
    ...SHELL,
    // The second program, which ends the shell, is done at once.
    'POST /exec/e1/start': (socket) => {
      socket.write(SWITCH)
      if (++shells > 1) socket.end()
    },
    '/exec/e1/json': { Running: false, ExitCode: 0 },
  })
  await vi.waitUntil(() => resizes().length === 1)
  await world.engines.close()
  expect(shells).toBe(2)
})

test('a container that is not running is a conflict that says so', async () => {
  const refused = respond(409, '{"message":"Container abc is not running"}')
  const { end } = await open({ 'POST /containers/a/exec': refused })
  await expect(end).rejects.toMatchObject({
    code: 'conflict',
    message: 'Cannot open a terminal in container "a": it is not running',
  })
})

const execs = () => world.requests().filter((line) => line.startsWith('POST /containers/a/exec'))
const resizes = () => world.requests().flatMap((line) => /resize\?(\S+)/.exec(line)?.[1] ?? [])
