import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { NewConnection } from '#shared/contract/connections.ts'
import { EngineError } from '#shared/errors.ts'
import { endpoint } from './endpoints.ts'
import type { Engine } from './engine.ts'
import { respond, startFakeEngine, type FakeEngine } from './fake-engine.ts'
import { followEngine } from './follow-engine.ts'
import { createEngines, type Engines } from './index.ts'
import { emptyShelf, type ConnectionShelf } from './saved-connections.ts'

const ENVIRONMENT = {
  host: undefined,
  context: undefined,
  tlsVerify: undefined,
  configFolder: '/nowhere',
}

let shelf: ConnectionShelf
let engines: Engines
const fakes: FakeEngine[] = []

/** `id`: what it calls itself. */
async function startEngine(id = ''): Promise<FakeEngine> {
  const info = JSON.stringify({ ID: id })
  const fake = await startFakeEngine((socket, request) =>
    socket.end(respond(200, request.includes('/_ping') ? 'OK' : info)),
  )
  fakes.push(fake)
  return fake
}

const at = (endpoint: string, more: Partial<NewConnection> = {}): NewConnection => ({
  name: 'lab',
  endpoint,
  mode: 'full',
  colour: '',
  label: '',
  ...more,
})

const named = (id: string) => engines.list().find((connection) => connection.id === id)

beforeEach(() => {
  shelf = emptyShelf()
  engines = createEngines({ environment: ENVIRONMENT, shelf, awayMs: 20 })
})

afterEach(async () => {
  await engines.close()
  await Promise.all(fakes.splice(0).map((fake) => fake.close()))
})

test('an added connection is listed after those that were found, told of, and kept', async () => {
  const told = vi.fn()
  engines.onList(told)
  const id = await engines.add(at('tcp://10.0.0.7:2375', { colour: 'red', label: 'PRODUCTION' }))
  expect(told).toHaveBeenCalledTimes(1)
  expect(engines.list().map(({ source }) => source)).toEqual(['default', 'added'])
  expect(named(id)).toMatchObject({ colour: 'red', label: 'PRODUCTION', remote: true })
  const again = createEngines({ environment: ENVIRONMENT, shelf })
  expect(again.list().map((connection) => connection.id)).toContain(id)
})

test('a key file is kept with the connection that needs it, and leads elsewhere when it changes', async () => {
  const ssh = at('ssh://me@lab', { identity: '/keys/a' })
  const id = await engines.add(ssh)
  expect(named(id)).toMatchObject({ kind: 'ssh', identity: '/keys/a' })
  expect(shelf.value.added).toMatchObject([{ identity: '/keys/a' }])
  await engines.edit(id, at('ssh://me@lab'))
  expect(named(id)?.identity).toBeUndefined()
})

test('what cannot be an endpoint is not added', async () => {
  await expect(engines.add(at('gopher://x'))).rejects.toMatchObject({ code: 'unreachable' })
  expect(engines.list()).toHaveLength(1)
})

test('one that was found keeps its place, whatever else a person chooses for it', async () => {
  const before = named('default')?.endpoint
  await engines.edit('default', at('tcp://elsewhere:1', { name: 'mine', mode: 'read-only' }))
  expect(named('default')).toMatchObject({ name: 'mine', mode: 'read-only', endpoint: before })
})

test('only an added one can be removed', async () => {
  await expect(engines.remove('default')).rejects.toMatchObject({ code: 'refused' })
  const id = await engines.add(at('tcp://10.0.0.7:2375'))
  await engines.remove(id)
  expect(named(id)).toBeUndefined()
  expect(() => engines.get(id)).toThrow(EngineError)
})

test('an engine goes on while only its looks change, and another one comes when it is led elsewhere', async () => {
  const [first, second] = [await startEngine(), await startEngine()]
  const id = await engines.add(at(first.endpoint))
  const engine = engines.get(id)
  await engines.edit(id, at(first.endpoint, { name: 'other', mode: 'confirm' }))
  expect(engines.get(id)).toBe(engine)
  await engines.edit(id, at(second.endpoint))
  expect(engines.get(id)).not.toBe(engine)
  await vi.waitUntil(() => second.requests.length > 0)
})

test('an engine that nobody uses is let go, and comes back when it is asked for', async () => {
  const fake = await startEngine()
  const id = await engines.add(at(fake.endpoint))
  const engine = engines.get(id)
  const leave = engine.supervisor.onState(() => {})
  await vi.waitUntil(() => engine.supervisor.state.kind === 'connected')
  engines.letGoIdle(0)
  expect(engines.get(id)).toBe(engine)
  leave()
  engines.letGoIdle(60_000)
  expect(engines.get(id)).toBe(engine)
  engines.letGoIdle(0)
  const next = engines.get(id)
  expect(next).not.toBe(engine)
  await vi.waitUntil(() => next.supervisor.state.kind === 'connected')
})

test('an engine with a call under way is kept until the answer is there', async () => {
  let answer = () => {}
  const fake = await startFakeEngine((socket, request) => {
    if (request.includes('/images/json')) answer = () => void socket.end(respond(200, '[]'))
    else socket.end(respond(200, request.includes('/_ping') ? 'OK' : '{}'))
  })
  fakes.push(fake)
  const id = await engines.add(at(fake.endpoint))
  const engine = engines.get(id)
  const listing = engine.docker({}).listImages()
  await vi.waitUntil(() => fake.requests.some((request) => request.includes('/images/json')))
  engines.letGoIdle(0)
  expect(engines.get(id)).toBe(engine)
  answer()
  expect(await listing).toEqual([])
  await vi.waitUntil(() => engine.idleMs() > 0)
  engines.letGoIdle(0)
  expect(engines.get(id)).not.toBe(engine)
})

test('whoever follows a connection is led from engine to engine, and told when it is gone', async () => {
  const [first, second] = [await startEngine(), await startEngine()]
  const id = await engines.add(at(first.endpoint))
  const seen: (Engine | EngineError)[] = []
  const detached = vi.fn()
  const end = new AbortController()
  const following = followEngine(engines, id, end.signal, (engine) => {
    seen.push(engine)
    return detached
  })
  await engines.edit(id, at(second.endpoint))
  await engines.edit(id, at(second.endpoint, { name: 'looks only' }))
  await engines.remove(id)
  end.abort()
  await following
  expect(seen).toHaveLength(3)
  expect(seen[2]).toMatchObject({ code: 'not-found' })
  expect(detached).toHaveBeenCalledTimes(3)
})

test('what is found again at another address is led there', () => {
  const naming = { id: 'place:minikube', name: 'minikube', source: 'found' } as const
  engines.addFound([endpoint(naming, 'tcp://127.0.0.1:32771')])
  engines.addFound([endpoint(naming, 'tcp://127.0.0.1:32802')])
  expect(engines.list().map(({ endpoint }) => endpoint)).toEqual([
    named('default')?.endpoint,
    'tcp://127.0.0.1:32802',
  ])
})

describe('one engine, found by itself and named by a person', () => {
  const colima = (fake: FakeEngine) => ({
    ...endpoint({ id: 'place:colima', name: 'Colima', source: 'found' }, fake.endpoint),
    engineId: 'E1',
  })
  /** Another way to the same engine. */
  const lab = async () => at((await startEngine('E1')).endpoint)

  test('folds into the named one as soon as that has told its id, and what is open goes on', async () => {
    engines.addFound([colima(await startEngine('E1'))])
    const open = engines.get('place:colima')
    const id = await engines.add(await lab())
    expect(named('place:colima')).not.toHaveProperty('foldedInto')
    engines.get(id)
    await vi.waitUntil(() => named('place:colima')?.foldedInto === id)
    expect(named(id)?.alsoFound).toEqual([
      { name: 'Colima', endpoint: named('place:colima')?.endpoint },
    ])
    expect(engines.get('place:colima')).toBe(open)
    await engines.remove(id)
    expect(named('place:colima')).not.toHaveProperty('foldedInto')
    expect(engines.get('place:colima')).toBe(open)
  })

  test('comes out again when it is found while the named one is away', async () => {
    const found = colima(await startEngine('E1'))
    const way = await startEngine('E1')
    const id = await engines.add(at(way.endpoint))
    engines.get(id)
    engines.addFound([found])
    await vi.waitUntil(() => named('place:colima')?.foldedInto === id)
    await way.close()
    await vi.waitUntil(() => named('place:colima')?.foldedInto === undefined)
    expect(named(id)?.sameEngineAs).toEqual(['Colima'])
  })

  test('stays folded when the named one is let go, and when it no longer tells who it is', async () => {
    engines.addFound([colima(await startEngine('E1'))])
    let tells = true
    const info = JSON.stringify({ ID: 'E1' })
    const way = await startFakeEngine((socket, request) => {
      if (request.includes('/info'))
        return socket.end(respond(tells ? 200 : 403, tells ? info : '{}'))
      return socket.end(respond(200, request.includes('/_ping') ? 'OK' : '{}'))
    })
    fakes.push(way)
    const id = await engines.add(at(way.endpoint))
    engines.get(id)
    await vi.waitUntil(() => named('place:colima')?.foldedInto === id)
    tells = false
    engines.letGoIdle(0)
    const again = engines.get(id)
    await vi.waitUntil(() => again.supervisor.state.kind === 'connected')
    expect(named('place:colima')?.foldedInto).toBe(id)
  })

  test('takes over the mode of the named one', async () => {
    engines.addFound([colima(await startEngine('E1'))])
    const id = await engines.add({ ...(await lab()), mode: 'read-only' })
    engines.get(id)
    await vi.waitUntil(() => named('place:colima')?.foldedInto === id)
    expect(named('place:colima')?.mode).toBe('read-only')
  })

  test('folds by its endpoint into a context that comes later, and what is open goes on', async () => {
    const found = colima(await startEngine())
    engines.addFound([found])
    const open = engines.get('place:colima')
    engines.adopt({ ...ENVIRONMENT, host: found.connection.endpoint })
    expect(named('place:colima')?.foldedInto).toBe('DOCKER_HOST')
    expect(engines.get('place:colima')).toBe(open)
  })

  test('stays listed beside such a context, with its mode, where a person has chosen that', async () => {
    const found = colima(await startEngine())
    engines.addFound([found])
    await engines.edit('place:colima', at('', { mode: 'read-only' }))
    engines.adopt({ ...ENVIRONMENT, host: found.connection.endpoint })
    expect(named('place:colima')).toMatchObject({
      mode: 'read-only',
      sameEngineAs: [named('DOCKER_HOST')?.name],
    })
  })

  test('folds by its real path into one that a person adds, though neither tells an id', async () => {
    const fake = await startEngine()
    const { engineId: _none, ...found } = colima(fake)
    engines.addFound([found])
    const folder = await mkdtemp(join(tmpdir(), 'pilothouse-link-'))
    const link = join(folder, 'docker.sock')
    await symlink(fake.endpoint.replace('unix://', ''), link)
    const id = await engines.add(at(`unix://${link}`))
    await vi.waitUntil(() => named('place:colima')?.foldedInto === id)
    await rm(folder, { recursive: true })
  })

  test('is not taken for another one when its connection is led elsewhere', async () => {
    engines.addFound([colima(await startEngine('E1'))])
    const id = await engines.add(await lab())
    engines.get(id)
    await vi.waitUntil(() => engines.marksOf(id).has('id:E1'))
    await engines.edit(id, at('tcp://127.0.0.1:1'))
    expect(engines.marksOf(id).has('id:E1')).toBe(false)
    expect(named('place:colima')).not.toHaveProperty('foldedInto')
  })
})

test('what was found stays listed when it stops, and once it is named, folds into that', async () => {
  const found = endpoint({ id: 'place:colima', name: 'Colima', source: 'found' }, 'unix:///c.sock')
  engines.addFound([found])
  engines.addFound([])
  expect(engines.list().map(({ id }) => id)).toEqual(['default', 'place:colima'])
  const told = vi.fn()
  engines.onList(told)
  engines.addFound([found])
  expect(told).not.toHaveBeenCalled()
  const named = createEngines({ environment: { ...ENVIRONMENT, host: 'unix:///c.sock' }, shelf })
  named.addFound([found])
  expect(named.list().map(({ id, foldedInto }) => [id, foldedInto])).toEqual([
    ['DOCKER_HOST', undefined],
    ['place:colima', 'DOCKER_HOST'],
  ])
})
