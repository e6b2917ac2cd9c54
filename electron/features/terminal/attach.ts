import type { Duplex } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import type { AttachEnd, AttachFacts, TerminalSize } from '#shared/contract/terminal.ts'
import { EngineError } from '#shared/errors.ts'
import { during, segment, type Docker, type Engine } from '../../engine/index.ts'
import type { PipeEnd } from '../../ipc/handlers.ts'
import { carry } from './carry.ts'
import { refuseUnlessRunning } from './find-shell.ts'
import { createResizer } from './resizer.ts'

type Inspect = Awaited<ReturnType<ReturnType<Docker['getContainer']>['inspect']>>

interface Wish {
  readonly id: string
  readonly size: TerminalSize
}

/**
 * Engines detach whoever types these keys, and hold back a key that may begin them; their own are
 * Ctrl+P and Ctrl+Q, which shells have uses for. No text in UTF-8 has a byte of 255, and a report
 * of the mouse has two at most: three of them, with commas between, cannot be typed.
 */
const DETACH_KEYS = Uint8Array.of(0xff, 0x2c, 0xff, 0x2c, 0xff)

/** The stream may end before the engine has noted that the program did. */
const WAITS_MS = [0, 20, 50, 100, 200, 400, 500]

/** What one can do who is attached to the container. */
export function attachFacts(engine: Engine, id: string, signal: AbortSignal): Promise<AttachFacts> {
  return during(deedOn(engine, id), engine.names, async () => {
    const inspect = await engine.docker({ signal }).getContainer(segment(id)).inspect()
    refuseUnlessRunning(inspect)
    return toFacts(inspect, await engine.isPodman({ signal }))
  })
}

/** Carries the streams of a container's main process; it is only left at the end, never ended. */
export async function attachTo(
  engine: Engine,
  { id, size }: Wish,
  { stream, signal, onControl }: PipeEnd<{ resize: TerminalSize }>,
): Promise<AttachEnd> {
  const { socket, facts, before } = await during(deedOn(engine, id), engine.names, async () => {
    const inspect = await engine.docker({ signal }).getContainer(segment(id)).inspect()
    refuseUnlessRunning(inspect)
    const facts = toFacts(inspect, await engine.isPodman({ signal }))
    const socket = await openStreams(engine, id, { takesInput: facts.input === 'open' })
    return { socket, facts, before: inspect }
  })
  const { tty, input } = facts
  const container = engine.docker({}).getContainer(segment(id))
  const resizer = createResizer(engine, ({ columns, rows }) =>
    container.resize({ w: columns, h: rows }),
  )
  if (tty) onControl(({ resize }) => void resizer.resize(resize))
  const sized = tty ? redraw(resizer, size) : Promise.resolve()
  const cut = await carry(socket, stream, { sized, takesInput: input === 'open', framed: !tty })
  return cut || signal.aborted
    ? { kind: 'interrupted' }
    : howItEnded(engine, id, before.State.StartedAt)
}

/** The raw streams of a container, held. With a TTY they are one; else they come in frames. */
export async function openStreams(
  engine: Engine,
  id: string,
  { takesInput }: { readonly takesInput: boolean },
): Promise<Duplex> {
  const container = engine.docker({}).getContainer(segment(id))
  const query = {
    stream: true,
    stdin: takesInput,
    stdout: true,
    stderr: true,
    detachKeys: DETACH_KEYS,
  }
  // dockerode's types know neither the options of our modem nor what our transport gives.
  const stream = await container.attach({ hijack: true, _query: query } as object)
  return engine.hold(stream as Duplex)
}

/** Programs draw their screen anew when its size changes, and for whoever comes later by that alone. */
async function redraw(
  resizer: ReturnType<typeof createResizer>,
  { columns, rows }: TerminalSize,
): Promise<void> {
  await resizer.resize({ columns, rows: rows > 1 ? rows - 1 : rows + 1 })
  await resizer.resize({ columns, rows })
}

/**
 * What became of a container's program whose stream has ended. One whose container is started once
 * and never again has no time at which it was.
 */
export async function howItEnded(
  engine: Engine,
  id: string,
  startedAt?: string,
): Promise<AttachEnd> {
  const container = engine.docker({}).getContainer(segment(id))
  try {
    for (const ms of WAITS_MS) {
      await delay(ms)
      const { State } = await container.inspect()
      const isAnother = State.Restarting || (State.Running && State.StartedAt !== startedAt)
      if (isAnother && startedAt !== undefined) return { kind: 'restarted' }
      if (!State.Running) return { kind: 'exited', exitCode: State.ExitCode }
    }
  } catch (cause) {
    if (cause instanceof EngineError && cause.code === 'not-found') return { kind: 'gone' }
  }
  return { kind: 'interrupted' }
}

/**
 * A program with streams would find its input at the end as soon as the first to give it leaves: on
 * Docker where it was begun so, on Podman always.
 */
function toFacts(
  { Config: { Tty, OpenStdin, StdinOnce } }: Inspect,
  isPodman: boolean,
): AttachFacts {
  const closes = (StdinOnce || isPodman) && !Tty
  return { tty: Tty, input: !OpenStdin ? 'none' : closes ? 'closes' : 'open' }
}

function deedOn(engine: Engine, id: string) {
  return { verb: 'attach to', kind: 'container' as const, name: engine.names.of(id) }
}
