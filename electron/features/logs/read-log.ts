import type { Readable, Writable } from 'node:stream'
import type { LogEnd } from '#shared/contract/logs.ts'
import { during, segment, type Engine } from '../../engine/index.ts'
import { countLines, dropLines, hasBrokenTail } from './podman-tail.ts'

interface Wish {
  readonly id: string
  readonly tail: number | 'all'
  readonly follow: boolean
  readonly timestamps: boolean
  readonly since?: string | undefined
  readonly until?: string | undefined
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
  const source = await during(deed, engine.names, () => open(engine, wish, signal))
  if (!(await copy(source, output))) return { kind: 'interrupted' }
  return {
    kind: !wish.follow || (await hasEnded(engine, wish.id, signal)) ? 'complete' : 'interrupted',
  }
}

async function open(engine: Engine, { id, ...wish }: Wish, signal: AbortSignal): Promise<Readable> {
  const { Config } = await engine.docker({ signal }).getContainer(segment(id)).inspect()
  const stream = (query: Omit<Wish, 'id' | 'tail'> & { readonly tail?: number | 'all' }) =>
    engine.openLog(
      { id, isBare: Config.Tty, query: { stdout: true, stderr: true, ...query } },
      { signal },
    )
  const { tail, ...rest } = wish
  if (tail === 'all' || !(await hasBrokenTail(engine, { signal }))) return stream(wish)
  const lines = await countLines(await stream({ ...rest, follow: false }))
  return dropLines(await stream(rest), lines - tail)
}

/** True when the engine closed the stream in order. */
async function copy(source: Readable, output: Writable): Promise<boolean> {
  // Reading ends with the view, whatever the engine does.
  output.once('close', () => source.destroy())
  try {
    for await (const block of source as AsyncIterable<Uint8Array>) {
      if (!output.write(block)) await drained(output)
    }
    return !output.destroyed
  } catch {
    return false
  }
}

/** Also when the output was destroyed: whoever waits must not wait for ever. */
function drained(output: Writable): Promise<void> {
  if (output.destroyed || !output.writableNeedDrain) return Promise.resolve()
  return new Promise((resolve) => {
    function done() {
      output.off('drain', done)
      output.off('close', done)
      resolve()
    }
    output.on('drain', done)
    output.on('close', done)
  })
}

/** A stream that ended proves nothing: dockerd also ends it when it stops itself. */
async function hasEnded(engine: Engine, id: string, signal: AbortSignal): Promise<boolean> {
  try {
    const { State } = await engine.docker({ signal }).getContainer(segment(id)).inspect()
    // One that is to be started again is said to run; its log goes on with the start.
    return !State.Running || State.Restarting
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'not-found'
  }
}
