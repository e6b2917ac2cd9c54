import type { Socket } from 'node:net'
import { respond } from '../../../engine/fake-engine.ts'
import { startFakeWorld, type Routes } from '../../fake-world.ts'
import { containerHandlers } from '../handlers.ts'
import { createTrash } from './trash.ts'

/** One container of the fake engine. */
export interface FakeContainer {
  name: string
  running: boolean
  restart: string
}

type Deed = (box: FakeContainer, id: string, request: string) => void

/** What it answers to a request instead, if anything; the containers may be changed meanwhile. */
export type Refusals = Readonly<
  Record<string, (boxes: Map<string, FakeContainer>) => string | undefined>
>

/** Ids as long as an engine's, of one letter. */
export const idOf = (letter: string) => letter.repeat(64)

/** The one that the fake engine makes when it is told to. */
export const MADE = idOf('b')

/** A test's app, as its owner is written in names: `0e000000`. */
const OWNER = { id: '0e000000-1', keep: () => Promise.resolve() }

/**
 * Test support: an engine that has these containers, and does with them what it is told. `refusals` says
 * what it answers instead to a request that holds the key: it may change them meanwhile.
 */
export async function startFakeContainers(
  given: Readonly<Record<string, Partial<FakeContainer>>>,
  refusals: Refusals = {},
  keptMs?: number,
) {
  const plain: FakeContainer = { name: 'web', running: true, restart: 'no' }
  const boxes = new Map(
    Object.entries(given).map(([letter, box]) => [idOf(letter), { ...plain, ...box }] as const),
  )

  /** Does it to the container that the request names, by its id or the beginning of it. */
  const to = (deed: Deed) => (socket: Socket, request: string) => {
    const [, start = ''] = /containers\/([0-9a-z]+)/.exec(request) ?? []
    const [id, box] = [...boxes].find(([key]) => key.startsWith(start)) ?? []
    const [, refuse] = Object.entries(refusals).find(([key]) => request.includes(key)) ?? []
    const refusal = refuse?.(boxes)
    if (refusal !== undefined) socket.end(refusal)
    else if (!id || !box || !boxes.has(id)) socket.end(NONE)
    else {
      deed(box, id, request)
      socket.end(answerTo(request, id, box))
    }
  }

  const routes: Routes = {
    '/containers/create': (socket, request) => {
      boxes.set(MADE, { ...plain, name: nameIn(request), running: false })
      socket.end(respond(201, JSON.stringify({ Id: MADE, Warnings: [] })))
    },
    '/containers/json': (socket) => {
      const listed = [...boxes].map(([Id, { name, running }]) => ({
        Id,
        Names: [`/${name}`],
        State: running ? 'running' : 'exited',
      }))
      socket.end(respond(200, JSON.stringify(listed)))
    },
    '/rename?': (socket, request) => {
      const isTaken = [...boxes.values()].some(({ name }) => name === nameIn(request))
      if (isTaken) socket.end(fault(409, 'Conflict. The container name is already in use'))
      else to((box) => (box.name = nameIn(request)))(socket, request)
    },
    '/update': (socket, request, first) => {
      const [, policy = ''] = /"Name":"([a-z-]+)"/.exec(first.toString()) ?? []
      to((box) => (box.restart = policy))(socket, request)
    },
    '/start': to((box) => (box.running = true)),
    '/stop': to((box) => (box.running = false)),
    'DELETE /containers/': to((_box, id) => boxes.delete(id)),
    'GET /containers/': to(() => {}),
  }
  const world = await startFakeWorld(routes)
  const trash = createTrash({ owner: OWNER, ...(keptMs !== undefined && { keptMs }) })
  const engine = world.engines.get(world.connection)
  const containers = containerHandlers(world.engines, trash)
  const ref = (letter: string) => ({ connection: world.connection, id: idOf(letter) })
  return { world, engine, trash, containers, boxes, ref }
}

/** What an engine says when it will not. */
export function fault(status: number, message: string): string {
  return respond(status, JSON.stringify({ message }))
}

const NONE = fault(404, 'No such container')

function nameIn(request: string): string {
  return /[?&]name=([^& ]+)/.exec(request)?.[1] ?? ''
}

function answerTo(request: string, id: string, box: FakeContainer): string {
  if (request.startsWith('GET')) return respond(200, JSON.stringify(inspected(id, box)))
  return request.includes('/update') ? respond(200, '{"Warnings":null}') : respond(204, '')
}

function inspected(Id: string, { name, running, restart }: FakeContainer) {
  return {
    Id,
    Name: `/${name}`,
    Image: 'sha256:1',
    State: { Running: running, Status: running ? 'running' : 'exited', StartedAt: EARLIER },
    Config: { Image: 'app:1', Labels: {} },
    HostConfig: { NetworkMode: 'default', RestartPolicy: { Name: restart } },
    NetworkSettings: { Networks: {} },
    Mounts: [],
  }
}

/** Before anything of ours. */
const EARLIER = '1969-01-01T00:00:00Z'
