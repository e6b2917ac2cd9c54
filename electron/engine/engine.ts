import type { Duplex, Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'
import type { Connection, ConnectionState } from '#shared/contract/connections.ts'
import type { EngineError } from '#shared/errors.ts'
import type { Address } from './address.ts'
import { cancelled, type CallLimits } from './call-limits.ts'
import type { Channel } from './channel.ts'
import { createDocker, imagePath, segment, type Docker } from './docker.ts'
import { isDirect } from './links/open-direct-link.ts'
import { openLink } from './links/open-link.ts'
import type { OpeningLog } from './log-source/log-blocks.ts'
import type { LogThread } from './log-source/log-thread.ts'
import { openLog, type LogOrder } from './log-source/open-log.ts'
import { toOrder } from './modem.ts'
import { meterTransport } from './metered-transport.ts'
import { createNames, type Names } from './names.ts'
import { createPauseTurns, type PauseTurns } from './pause-turns.ts'
import { isPodmanVersion } from './podman-version.ts'
import { createProbe } from './probe.ts'
import { noRegistryAuth, type FindRegistryAuth } from './registry-auth.ts'
import { Supervisor } from './supervisor.ts'
import { createTransport, type Order } from './transport.ts'
import { createUseMeter } from './use-meter.ts'

/** One engine that the app speaks to. */
export interface Engine {
  readonly connection: Connection
  readonly address: Address
  readonly names: Names
  /** Pauses of a container, and starts of programs in it, take turns. */
  readonly pauseTurns: PauseTurns
  readonly supervisor: Pick<Supervisor, 'state' | 'onState' | 'onEvent' | 'retry'>
  /** Told every change of its state; to listen is no use of it. */
  watch(listener: (state: ConnectionState) => void): () => void
  /** dockerode, with these limits on its calls. Ids in paths go through `segment` first. */
  docker(limits: CallLimits): Docker
  /** Blocks of a container's log (`shared/contract/logs.ts`), held; settles when the engine said yes. */
  openLog(wish: LogWish, limits: CallLimits): Promise<Readable>
  /** What the engine saves of an image, a tar, in the same way; Docker packs all of it before its yes. */
  openSaved(image: string, limits: CallLimits): Promise<Readable>
  /** A raw connection on which BuildKit asks us, by HTTP/2, held. Podman has none: `not-found`. */
  openSession(headers: NonNullable<Order['headers']>, limits: CallLimits): Promise<Duplex>
  /**
   * Ends the stream, with the reason, when the engine goes away or is being closed. Give every open
   * stream to it; work that is left at the close may still open its own.
   */
  hold<Stream extends Readable>(stream: Stream, how?: { readonly isLeftWork: boolean }): Stream
  isPodman(limits: CallLimits): Promise<boolean>
  /** The login that goes with a question to an image's registry. */
  readonly registryAuth: FindRegistryAuth
  /**
   * Work for an object on the engine that outlives its view, such as ending a shell; and the use of
   * a stream, where its end leaves such work.
   */
  finishBeforeClose(work: Promise<void>): void
  /** Milliseconds since it was last asked, followed or streamed from; 0 while it is. */
  idleMs(): number
  start(): void
  /** Ends all streams; resolves when the work that was left is done, or too slow. */
  close(): Promise<void>
}

/** A container's log, and which part of it. */
export interface LogWish {
  readonly id: string
  /** As the Engine API names them; those that are undefined are left out. */
  readonly query: Readonly<Record<string, string | number | boolean | undefined>>
  /** The container has a TTY: its log comes without frames. */
  readonly isBare: boolean
}

/** The app must not hang on a dead engine when it is closed. */
const CLOSING_MS = 5000

interface Helpers {
  /** Without one, logs are read in place. */
  readonly logThread?: LogThread | undefined
  readonly registryAuth?: FindRegistryAuth | undefined
}

/** Nothing is asked of the engine before `start`. */
export function createEngine(
  connection: Connection,
  address: Address,
  { logThread, registryAuth = noRegistryAuth }: Helpers = {},
): Engine {
  const link = openLink(address)
  const transport = createTransport(link, connection.endpoint)
  const docker = (limits: CallLimits) => createDocker(transport, connection.endpoint, limits)
  const supervisor = new Supervisor(createProbe(docker, address.kind), address)
  const streams = new Set<Readable>()
  const logs = new Set<Readable>()
  const unfinished = new Set<Promise<void>>()
  const uses = createUseMeter()
  /** What is asked for a person; heartbeats are no use. */
  const metered = meterTransport(transport, uses)
  let podman: boolean | undefined
  /** Set while the engine is away, where the link itself may be dead. */
  let lost: EngineError | undefined
  let closing = false

  supervisor.onLoss((error) => {
    // A frozen engine on a socket goes on where it stopped, shells included. Over tcp, TLS or ssh
    // the link itself may be dead, and then its streams would stay silent for ever.
    if (error.code === 'timeout' && address.kind === 'socket') return
    if (address.kind !== 'socket') lost = error
    for (const stream of streams) stream.destroy(error)
    giveUpQuestions(error)
  })
  supervisor.onState(({ kind }) => {
    if (kind !== 'connected' || !lost) return
    // What was asked meanwhile went over the dead link as well, and who waits for it reads anew.
    giveUpQuestions(lost)
    lost = undefined
  })

  /** Logs are questions too, whoever reads them. */
  function giveUpQuestions(reason: EngineError): void {
    transport.giveUp(reason)
    for (const log of logs) log.destroy(reason)
  }

  function hold<Stream extends Readable>(stream: Stream, how = { isLeftWork: false }): Stream {
    streams.add(stream)
    const end = uses.begin()
    stream.once('close', () => {
      streams.delete(stream)
      end()
    })
    if (closing && !how.isLeftWork) {
      // Whoever was given it may not listen yet.
      stream.once('error', () => {})
      stream.destroy(cancelled())
    }
    return stream
  }

  /** The streams of ssh share a process that is main's, and those of WSL are processes of its own. */
  function beginBlocks(order: LogOrder, limits: CallLimits): OpeningLog {
    const { endpoint } = connection
    return logThread && isDirect(address)
      ? logThread.open(address, endpoint, order, limits)
      : openLog(link, endpoint, order, limits)
  }

  async function openBlocks(order: LogOrder, limits: CallLimits): Promise<Readable> {
    if (limits.signal?.aborted) throw cancelled()
    const { blocks, opened } = beginBlocks(order, limits)
    logs.add(hold(blocks))
    blocks.once('close', () => logs.delete(blocks))
    await opened
    return blocks
  }

  /** Whoever listens uses the engine until they leave. */
  function meteredBy<Value>(subscribe: Channel<Value>['subscribe']): Channel<Value>['subscribe'] {
    return (listener) => {
      const leave = subscribe(listener)
      const end = uses.begin()
      return () => {
        leave()
        end()
      }
    }
  }

  return {
    connection,
    address,
    names: createNames(),
    pauseTurns: createPauseTurns(),
    supervisor: {
      get state() {
        return supervisor.state
      },
      onState: meteredBy(supervisor.onState),
      onEvent: meteredBy(supervisor.onEvent),
      retry: supervisor.retry,
    },
    watch: supervisor.onState,
    docker: (limits) => createDocker(metered, connection.endpoint, limits),
    async openLog({ id, query, isBare }, limits) {
      const url = `/containers/${segment(id)}/logs?`
      const { path } = toOrder({ method: 'GET', path: url, options: query })
      return openBlocks({ path, isBare }, limits)
    },
    async openSaved(image, limits) {
      const { path } = toOrder({ method: 'GET', path: `/images/${imagePath(image)}/get` })
      // A tar is passed on as it comes: frames would be put around bare bytes.
      return openBlocks({ path, isBare: false }, limits)
    },
    async openSession(headers, limits) {
      const order = { method: 'POST', path: '/session', headers: { ...headers, upgrade: 'h2c' } }
      return hold(await metered.hijack(order, limits))
    },
    hold,
    idleMs: () => (unfinished.size > 0 ? 0 : uses.idleMs()),
    async isPodman(limits) {
      podman ??= isPodmanVersion(await docker(limits).version())
      return podman
    },
    registryAuth,
    finishBeforeClose(work) {
      const done = work.catch(() => {}).finally(() => unfinished.delete(done))
      unfinished.add(done)
    },
    start: () => supervisor.start(),
    async close() {
      closing = true
      const ends = [...streams].map((stream) => finished(stream).catch(() => {}))
      for (const stream of streams) stream.destroy(cancelled())
      await Promise.all(ends)
      // Work for an engine that is away would only make the app hang.
      if (supervisor.state.kind === 'connected') {
        await Promise.race([allDone(unfinished), delay(CLOSING_MS, undefined, { ref: false })])
      }
      supervisor.close()
      await transport.close()
    },
  }
}

/** What ends may leave more to be done: the end of a stream leaves that of its shell. */
async function allDone(work: ReadonlySet<Promise<void>>): Promise<void> {
  while (work.size > 0) await Promise.all(work)
}
