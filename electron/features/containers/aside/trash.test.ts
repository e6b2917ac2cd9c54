import { afterEach, expect, test } from 'vitest'
import { respond } from '../../../engine/fake-engine.ts'
import { aCall, startFakeWorld, type FakeWorld, type Routes } from '../../fake-world.ts'
import { containerHandlers } from '../handlers.ts'
import { createTrash } from './trash.ts'

const ID = 'a'.repeat(64)

let world: FakeWorld | undefined
afterEach(() => world?.close())

/** An engine with one running container, which takes the names that it is given. */
async function start(routes: Routes) {
  let name = 'web'
  world = await startFakeWorld({
    '/rename?': (socket, request) => {
      name = /rename\?name=([^ ]+)/.exec(request)?.[1] ?? name
      socket.end(respond(204, ''))
    },
    [`GET /containers/${ID}/json`]: (socket) => {
      const policy = { Name: name === 'web' ? 'always' : 'no' }
      const State = { Running: true }
      const HostConfig = { RestartPolicy: policy }
      socket.end(respond(200, JSON.stringify({ Id: ID, Name: `/${name}`, State, HostConfig })))
    },
    '/containers/json': [],
    '/update': { Warnings: null },
    '/stop': respond(204, ''),
    ...routes,
  })
  return containerHandlers(world.engines)
}

const ref = () => ({ connection: world?.connection ?? '', id: ID })

/** What the engine was told to do, in order. */
const changes = () =>
  (world?.requests() ?? [])
    .filter((request) => request.startsWith('POST'))
    .map((request) =>
      request.replace(/^POST \/containers\/a+/, '').replace(/ HTTP.*|web\.pilot[^ ]*/g, ''),
    )

test('the name comes first: from then on the engine itself knows how it was', async () => {
  const containers = await start({})
  await containers.trash({ ...ref(), volumes: false }, aCall())
  expect(changes()).toEqual(['/rename?name=', '/update', '/stop'])
})

test('one that cannot be stopped is put back as it was, and the engine’s reason is said', async () => {
  const refused = respond(500, JSON.stringify({ message: 'tried to kill container, but did not' }))
  const containers = await start({ '/stop': refused })
  const trash = containers.trash({ ...ref(), volumes: false }, aCall())
  await expect(trash).rejects.toThrow('Cannot remove container "web": tried to kill container')
  expect(changes()).toEqual(['/rename?name=', '/update', '/stop', '/update', '/rename?name=web'])
})

test('where the engine is gone half-way nothing is asked again: its name says all', async () => {
  const containers = await start({ '/stop': (socket) => socket.destroy() })
  const trash = containers.trash({ ...ref(), volumes: false }, aCall())
  await expect(trash).rejects.toMatchObject({ code: 'unreachable' })
  expect(changes()).toEqual(['/rename?name=', '/update', '/stop'])
})

test('one is not restored and removed at the same time', async () => {
  const containers = await start({})
  const restore = containers.restore(ref(), aCall())
  const remove = containers.remove({ ...ref(), force: true, volumes: false }, aCall())
  await expect(remove).rejects.toMatchObject({ code: 'conflict' })
  await restore
})

test('nothing is removed where nothing may be changed, nor what is not ours', async () => {
  const name = (owner: string) => `/web.pilothouse-removed.stopped.no.1.${owner}`
  const listed = (owner: string) => [{ Id: ID, Names: [name(owner)], State: 'exited' }]
  world = await startFakeWorld({ '/containers/json': listed('0e000000') })
  const engine = world.engines.get(world.connection)
  const owner = { id: '0e000000-1', keep: () => Promise.resolve() }
  await createTrash({ owner, mayTend: () => false }).tend(engine)
  await createTrash({ owner: { ...owner, id: 'ffffffff' } }).tend(engine)
  expect(world.requests().some((request) => request.startsWith('DELETE'))).toBe(false)
})

test('what is ours and overdue goes, and not before its name was looked at once more', async () => {
  const Names = ['/web.pilothouse-removed.stopped.no.1.0e000000']
  world = await startFakeWorld({
    '/containers/json': [{ Id: ID, Names, State: 'exited' }],
    'DELETE /containers/': respond(204, ''),
  })
  const owner = { id: '0e000000-1', keep: () => Promise.resolve() }
  await createTrash({ owner }).tend(world.engines.get(world.connection))
  const asked = world.requests().map((request) => request.split(/[ ?]/, 2).join(' '))
  expect(asked).toEqual([
    'GET /containers/json',
    'GET /containers/json',
    `DELETE /containers/${ID}`,
  ])
})
