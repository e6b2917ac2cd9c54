import { finished } from 'node:stream/promises'
import { ipcMain, type IpcMainEvent, type MessagePortMain } from 'electron'
import * as z from 'zod'
import { asEngineError, EngineError } from '#shared/errors.ts'
import type { Contract, Endpoint } from '#shared/ipc/define.ts'
import { OPEN, type PortEvent } from '#shared/ipc/wire.ts'
import { log, withoutFields } from '../log.ts'
import type { Call, FeedSink, Handlers, PipeEnd } from './handlers.ts'
import { endingOf, feedOverPort, pipeOverPort } from './ports.ts'

type AnyHandler = (
  input: unknown,
  end: Call | FeedSink<unknown> | PipeEnd<unknown>,
) => Promise<unknown>

/** Who may come in, and what they may do. */
export interface Door {
  isTrusted(event: IpcMainEvent): boolean
  /**
   * Throws when the connection's mode forbids the endpoint's effect. `confirmed`: the window says
   * that a person was asked about it.
   */
  admit(endpoint: Endpoint, input: unknown, confirmed: boolean): void
  /** Why what was let in must end now; nothing where it may go on. */
  whyEnd(endpoint: Endpoint, input: unknown): EngineError | undefined
  /** Told whenever that may have changed. Returns its unsubscribe. */
  onChange(listener: () => void): () => void
}

interface Accepted {
  readonly endpoint: Endpoint
  readonly handler: AnyHandler
  readonly input: unknown
  readonly dropped?: string | undefined
}

/** What Windows, the most generous, takes. */
const MAX_PATH_LENGTH = 32_767

const OpenMessage = z.object({
  path: z.string().max(128),
  input: z.unknown(),
  confirmed: z.literal(true).optional(),
  dropped: z.string().max(MAX_PATH_LENGTH).optional(),
})

/** Serves every endpoint of the contract on one channel, and refuses everything else. */
export function serve<C extends Contract>(contract: C, handlers: Handlers<C>, door: Door): void {
  ipcMain.on(OPEN, (event, message: unknown) => {
    const [port] = event.ports
    if (!port) return
    void answer(port, () => accept(event, message), door)
  })

  /** The one door: who asks, which endpoint, with what. */
  function accept(event: IpcMainEvent, message: unknown): Accepted {
    if (!door.isTrusted(event)) throw refusal('Untrusted sender')
    const { path, input: raw, confirmed = false, dropped } = OpenMessage.parse(message)
    const [, feature = '', name = ''] = /^(\w+)\.(\w+)$/.exec(path) ?? []
    const endpoint = own<Endpoint>(own(contract, feature), name)
    const handler = own<AnyHandler>(own(handlers, feature), name)
    if (!endpoint || !handler) throw refusal(`Unknown endpoint "${path}"`)
    const input = endpoint.input.parse(raw)
    door.admit(endpoint, input, confirmed)
    return { endpoint, handler, input, dropped }
  }
}

async function answer(port: MessagePortMain, accept: () => Accepted, door: Door): Promise<void> {
  const ending = endingOf(port)
  const { signal } = ending
  const end = (event: PortEvent) => {
    if (!signal.aborted) port.postMessage(event)
  }
  let unwatch = () => {}
  try {
    const accepted = accept()
    unwatch = watchMode(accepted, door, (why) => {
      end({ end: true, error: why.toShape() })
      ending.abort()
    })
    end({ end: true, value: await run(port, signal, accepted) })
  } catch (cause) {
    end({ end: true, error: toWireError(cause, signal).toShape() })
  } finally {
    unwatch()
  }
}

/** A pipe was let in once, and may change something for hours. */
function watchMode(
  { endpoint, input }: Accepted,
  door: Door,
  onEnd: (why: EngineError) => void,
): () => void {
  if (endpoint.kind !== 'pipe' || endpoint.effect === 'read') return () => {}
  return door.onChange(() => {
    const why = door.whyEnd(endpoint, input)
    if (why) onEnd(why)
  })
}

async function run(port: MessagePortMain, signal: AbortSignal, accepted: Accepted) {
  const { endpoint, handler, input, dropped } = accepted
  switch (endpoint.kind) {
    case 'request':
      port.start()
      return handler(input, { signal, ...(dropped !== undefined && { dropped }) })
    case 'feed':
      return handler(input, feedOverPort(port, signal))
    case 'pipe': {
      const pipe = pipeOverPort(port, signal, endpoint)
      try {
        return await handler(input, pipe)
      } finally {
        await flushed(pipe)
      }
    }
    default:
      return endpoint satisfies never
  }
}

/** The end is said only after the last byte was sent. */
async function flushed({ stream, signal }: PipeEnd<unknown>): Promise<void> {
  if (stream.destroyed) return
  stream.end()
  await finished(stream, { readable: false, signal }).catch(() => {})
  stream.destroy()
}

function toWireError(cause: unknown, signal: AbortSignal): EngineError {
  if (signal.aborted) return new EngineError({ code: 'cancelled', message: 'Cancelled' })
  if (cause instanceof z.ZodError) return refusal(z.prettifyError(cause))
  // A bug of ours: the window only gets its message.
  if (!(cause instanceof EngineError)) log.error('A handler failed', withoutFields(cause))
  return asEngineError(cause)
}

function refusal(message: string): EngineError {
  return new EngineError({ code: 'invalid-input', message })
}

/** Own properties only: a path such as `__proto__.toString` must find nothing. */
function own<T>(object: object | undefined, key: string): T | undefined {
  return object && Object.hasOwn(object, key) ? (object as Record<string, T>)[key] : undefined
}
