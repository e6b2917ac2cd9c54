import { finished } from 'node:stream/promises'
import type { Readable, Writable } from 'node:stream'
import type { LogEnd } from '#shared/contract/logs.ts'
import { createFrameParser, type Frame } from '#shared/frames.ts'
import { during, segment, type Engine } from '../../engine/index.ts'
import { createBlocks } from './blocks.ts'
import { countLines, createLineDropper, hasBrokenTail } from './podman-tail.ts'

interface Wish {
  readonly id: string
  readonly tail: number | 'all'
  readonly follow: boolean
  readonly timestamps: boolean
  readonly since?: string | undefined
  readonly until?: string | undefined
}

/** Turns chunks of the engine's into frames. Throws on what is no log stream. */
interface Framer {
  push(chunk: Uint8Array): readonly Frame[]
  end(): void
}

/** Copies a container's log into `output`, held back by it, and says how it ended. */
export async function readLog(
  engine: Engine,
  wish: Wish,
  output: Writable,
  signal: AbortSignal,
): Promise<LogEnd> {
  const deed = {
    verb: 'read the logs of',
    kind: 'container' as const,
    name: engine.names.of(wish.id),
  }
  const [framer, source] = await during(deed, engine.names, () => open(engine, wish, signal))
  const clean = await copy(source, framer, output)
  if (!clean) return { kind: 'interrupted' }
  return {
    kind: !wish.follow || (await hasEnded(engine, wish.id, signal)) ? 'complete' : 'interrupted',
  }
}

async function open(
  engine: Engine,
  { id, ...wish }: Wish,
  signal: AbortSignal,
): Promise<readonly [Framer, Readable]> {
  const container = engine.docker({ signal }).getContainer(segment(id))
  const { Config } = await container.inspect()
  const createFramer = Config.Tty ? createTtyFramer : createFrameParser

  async function stream(query: object): Promise<Readable> {
    // dockerode reads a log without `follow` into one string: always ask it for the stream.
    const options = { follow: true as const, _query: { stdout: true, stderr: true, ...query } }
    return engine.hold((await container.logs(options)) as Readable)
  }

  const { tail, follow, timestamps } = wish
  if (tail === 'all' || !(await hasBrokenTail(engine, { signal }))) {
    return [createFramer(), await stream(wish)]
  }
  const counted = createFramer()
  const lines = await countLines(await stream({ timestamps }), (chunk) => counted.push(chunk))
  const framer = createFramer()
  const drop = createLineDropper(Math.max(0, lines - tail))
  const dropping = {
    push: (chunk: Uint8Array) => drop(framer.push(chunk)),
    end: () => framer.end(),
  }
  return [dropping, await stream({ follow, timestamps })]
}

/** True when the engine closed the stream in order, after a whole frame. */
async function copy(source: Readable, framer: Framer, output: Writable): Promise<boolean> {
  const blocks = createBlocks(output)
  // Reading ends with the view, whatever the engine does.
  output.once('close', () => source.destroy())
  source.on('data', (chunk: Buffer) => {
    try {
      if (blocks.add(framer.push(chunk))) return
    } catch (cause) {
      source.destroy(cause as Error)
      return
    }
    source.pause()
    void blocks.whenReady().then(() => source.resume())
  })
  try {
    await finished(source)
    framer.end()
    return true
  } catch {
    return false
  } finally {
    blocks.flush()
  }
}

/** A stream that ended proves nothing: dockerd also ends it when it stops itself. */
async function hasEnded(engine: Engine, id: string, signal: AbortSignal): Promise<boolean> {
  try {
    const { State } = await engine.docker({ signal }).getContainer(segment(id)).inspect()
    return !State.Running
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'not-found'
  }
}

/** A container with a TTY has one stream, which the engine sends bare. */
function createTtyFramer(): Framer {
  return { push: (payload) => [{ stream: 'stdout', payload }], end: () => {} }
}
