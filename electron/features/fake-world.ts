import { Duplex } from 'node:stream'
import { createEngines, type Engines } from '../engine/index.ts'
import { respond, startFakeEngine, type Answer, type FakeEngine } from '../engine/fake-engine.ts'
import { createChosenPlaces } from '../saving/chosen-places.ts'
import type { Call, FeedSink, PipeEnd } from '../ipc/handlers.ts'

import { createTasks } from './tasks/index.ts'

/** What is answered to requests whose first line holds the key: bytes, or an object as JSON. */
export type Routes = Readonly<Record<string, Answer | object | string>>

/** Test support: engines with one connection, to a fake engine that answers by these routes. */
export interface FakeWorld {
  readonly fake: FakeEngine
  readonly engines: Engines
  readonly connection: string
  /** The requests that are no heartbeat. */
  requests(): readonly string[]
  close(): Promise<void>
}

/** What every engine answers, so that the connection is up. */
const ENGINE: Routes = {
  '/_ping': respond(200, 'OK'),
  ' /version': { Version: '1', ApiVersion: '1.41' },
  ' /info': { Name: 'fake' },
  ' /events': () => {},
}

/** The same, calling itself Podman. */
export const PODMAN: Routes = {
  ' /version': { Version: '5.8.0', Components: [{ Name: 'Podman Engine' }] },
}

/** Starts it. The first route that fits answers; what no route answers is not found. */
export async function startFakeWorld(routes: Routes): Promise<FakeWorld> {
  const all = Object.entries({ ...routes, ...without(ENGINE, routes) })
  const fake = await startFakeEngine((socket, request, first) => {
    const [, route] = all.find(([key]) => request.includes(key)) ?? []
    if (typeof route === 'function') (route as Answer)(socket, request, first)
    else socket.end(toBytes(route, request))
  })
  const environment = {
    host: fake.endpoint,
    context: undefined,
    configFolder: fake.socketPath,
    tlsVerify: undefined,
  }
  const engines = createEngines({ environment })
  const isCall = (request: string) => !Object.keys(ENGINE).some((key) => request.includes(key))
  return {
    fake,
    engines,
    connection: 'DOCKER_HOST',
    requests: () => fake.requests.filter(isCall),
    async close() {
      await engines.close()
      await fake.close()
    },
  }
}

/** What the handlers of long work need, with nothing going on. */
export function idleWork(engines: Engines) {
  return { engines, tasks: createTasks({ engines }), chosen: createChosenPlaces() }
}

/** A call that nobody takes back. */
export const aCall = (): Call => ({ signal: new AbortController().signal })

/** The main end of a pipe, with the window's end in the test's hands. */
export interface FakePipe<Control> {
  readonly end: PipeEnd<Control>
  /** What the window has got so far. */
  received(): Buffer
  type(text: string): void
  control(message: Control): void
  closeView(): void
}

interface FakePipeOptions {
  /** False: the window takes in the first bytes, and then no more. */
  readonly reading?: boolean
  /** Takes the chunks instead of `received`, which would hold all of a long stream. */
  readonly onData?: (chunk: Uint8Array) => void
}

/** Opens one. */
export function createFakePipe<Control>({
  reading = true,
  onData,
}: FakePipeOptions = {}): FakePipe<Control> {
  const abort = new AbortController()
  const chunks: Buffer[] = []
  let listener: ((message: Control) => void) | undefined
  const stream = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      if (onData) onData(chunk)
      else chunks.push(chunk)
      if (reading) done()
    },
  })
  stream.on('error', () => {})
  return {
    end: { stream, signal: abort.signal, onControl: (next) => (listener = next) },
    received: () => Buffer.concat(chunks),
    type: (text) => void stream.push(text),
    control: (message) => listener?.(message),
    closeView() {
      abort.abort()
      stream.destroy()
    },
  }
}

/** A feed whose values are kept, or told to a listener. */
export function createFakeSink<Value>({ onValue }: { onValue?: (value: Value) => void } = {}) {
  const abort = new AbortController()
  const values: Value[] = []
  const sink: FeedSink<Value> = {
    signal: abort.signal,
    emit: onValue ?? ((value) => void values.push(value)),
    writable: true,
    whenWritable: () => Promise.resolve(),
  }
  return { sink, values, closeView: () => abort.abort() }
}

function toBytes(route: object | string | undefined, request: string): string {
  if (typeof route === 'string') return route
  if (route !== undefined) return respond(200, JSON.stringify(route))
  return respond(404, JSON.stringify({ message: `no route for ${request}` }))
}

function without(routes: Routes, others: Routes): Routes {
  return Object.fromEntries(Object.entries(routes).filter(([key]) => !Object.hasOwn(others, key)))
}
