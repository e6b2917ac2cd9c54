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
  await expect(trash).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringMatching(/\. "web" is in the trash$/),
  })
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

/** An engine with stopped containers under these names, which it renames and removes. */
async function withStopped(names: Readonly<Record<string, string>>, routes: Routes = {}) {
  const byId = new Map(Object.entries(names))
  const idIn = (request: string) => /containers\/([0-9a-z]+)/.exec(request)?.[1] ?? ''
  world = await startFakeWorld({
    ...routes,
    '/containers/json': (socket) => {
      const entries = [...byId].map(([Id, name]) => ({ Id, Names: [`/${name}`], State: 'exited' }))
      socket.end(respond(200, JSON.stringify(entries)))
    },
    '/rename?': (socket, request) => {
      byId.set(idIn(request), /rename\?name=([^ ]+)/.exec(request)?.[1] ?? '')
      socket.end(respond(204, ''))
    },
    'DELETE /containers/': (socket, request) => {
      byId.delete(idIn(request))
      socket.end(respond(204, ''))
    },
    '/update': { Warnings: null },
    '/start': respond(204, ''),
    '/stop': respond(204, ''),
    'GET /containers/': (socket, request) => {
      const [Id, State] = [idIn(request), { Running: false, StartedAt: NEVER }]
      const body = { Id, Name: `/${byId.get(Id)}`, State, HostConfig: {}, Config: {}, Mounts: [] }
      socket.end(respond(200, JSON.stringify(body)))
    },
  })
  const trash = createTrash({ owner: OWNER })
  const engine = world.engines.get(world.connection)
  return { byId, trash, engine, containers: containerHandlers(world.engines, trash) }
}

const OWNER = { id: '0e000000-1', keep: () => Promise.resolve() }
const NEVER = '0001-01-01T00:00:00Z'

/** Such a name, of ours and overdue for long. */
const overdue = (name: string, kind = 'removed', of = 'stopped.no') =>
  `${name}.pilothouse-${kind}.${of}.1.0e000000`

test('what is ours and overdue goes, and not before it was looked at once more', async () => {
  const { trash, engine } = await withStopped({ [ID]: overdue('web') })
  await trash.tend(engine)
  const asked = world?.requests().map((request) => request.split(/[ ?]/, 2).join(' '))
  expect(asked).toEqual([
    'GET /containers/json',
    'GET /containers/json',
    `GET /containers/${ID}/json`,
    `DELETE /containers/${ID}`,
  ])
})

test('what somebody has started and stopped again since is kept: it is used', async () => {
  const State = { Running: false, StartedAt: new Date(5000).toISOString() }
  const { trash, engine, byId } = await withStopped(
    { [ID]: overdue('web', 'removed-with-volumes'), b: overdue('db') },
    { [`GET /containers/${ID}/json`]: { Id: ID, State, HostConfig: {}, Mounts: [] } },
  )
  await trash.tend(engine)
  expect([...byId.keys()]).toEqual([ID])
})

test('one that cannot be removed keeps no other waiting', async () => {
  const refused = respond(500, JSON.stringify({ message: 'driver failed' }))
  const { trash, engine, byId } = await withStopped(
    { [ID]: overdue('web'), b: overdue('db') },
    { [`DELETE /containers/${ID}`]: refused },
  )
  await expect(trash.tend(engine)).rejects.toThrow('Driver failed')
  expect([...byId.keys()]).toEqual([ID])
})

test('what is in the trash is not put there again', async () => {
  const { containers, byId } = await withStopped({ [ID]: overdue('web') })
  const again = containers.trash({ ...ref(), volumes: false }, aCall())
  await expect(again).rejects.toMatchObject({
    code: 'conflict',
    message: 'Cannot remove container "web": it is in the trash already',
  })
  expect(byId.get(ID)).toBe(overdue('web'))
})

const NEXT = 'b'.repeat(64)

test('the one that took its place makes way whatever it is called now', async () => {
  const replaced = `${overdue('web', 'replaced')}.${NEXT.slice(0, 12)}`
  const next = { Id: NEXT, Name: '/shop', State: { Running: true }, HostConfig: {} }
  const { containers, byId } = await withStopped(
    { [ID]: replaced, [NEXT]: 'shop' },
    { [`GET /containers/${NEXT.slice(0, 12)}/json`]: next, [`GET /containers/${NEXT}/json`]: next },
  )
  await containers.restore(ref(), aCall())
  expect(byId.get(ID)).toBe('web')
  expect(byId.get(NEXT)).toMatch(/^shop\.pilothouse-removed\.running\.no\./)
  expect(changes().slice(0, 2)).toEqual([
    expect.stringContaining('/rename?name=shop.pilothouse-removed'),
    expect.stringContaining('/stop'),
  ])
})

test('what was left half-way is finished with Compose as it would have been', async () => {
  const replacing = `${overdue('web', 'replacing')}.${NEXT.slice(0, 12)}`
  const labels = { 'com.docker.compose.project': 'shop' }
  const next = { Id: NEXT, Name: '/web', State: { Running: true }, HostConfig: {} }
  const old = { Id: ID, Name: `/${replacing}`, State: { Running: false }, Mounts: [] }
  const { trash, engine, byId } = await withStopped(
    { [ID]: replacing, [NEXT]: 'web' },
    {
      [`GET /containers/${NEXT.slice(0, 12)}/json`]: next,
      [`GET /containers/${ID}/json`]: { ...old, Config: { Labels: labels } },
    },
  )
  await trash.tend(engine)
  expect([...byId]).toEqual([[NEXT, 'web']])
})
