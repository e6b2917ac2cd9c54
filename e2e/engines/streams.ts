import type { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { readJsonLines, segment } from '../../electron/engine/index.ts'
import { createFakePipe, createFakeSink } from '../../electron/features/fake-world.ts'
import { activityHandlers } from '../../electron/features/activity/index.ts'
import { logHandlers } from '../../electron/features/logs/index.ts'
import { statsHandlers } from '../../electron/features/stats/index.ts'
import { terminalHandlers } from '../../electron/features/terminal/index.ts'
import { SLOW_IMAGE } from './fault-engine.ts'
import { whenListening, whenLost, type OurSide } from './our-side.ts'

/** What a stream said of its end. */
export type StreamEnd = 'finished' | 'interrupted'

/** A stream that runs until somebody ends it. */
export interface OpenStream {
  /** How much has come so far, in bytes or values. */
  came(): number
  readonly end: Promise<StreamEnd>
  close(): void
}

/** A container that prints a line every tenth of a second and holds a file without end. */
export const BUSY_CONTAINER = [
  'sh',
  '-c',
  "trap 'exit 0' TERM; truncate -s 64G /endless; while :; do echo $((n+=1)); usleep 100000; done",
]

/** In the container's file system: 64 GB of nothing, which an archive has in full. */
export const ENDLESS_FILE = '/endless'

/** Slower than any engine, and quick enough to read up what was under way. */
const SLOW_READER_MS = 5

/** What the shell is told: to print as well. */
const BUSY_SHELL = 'while :; do echo on; usleep 100000; done\n'

/** Opens a stream of one kind, of one container where it is of one. */
export type Open = (ours: OurSide, id: string) => OpenStream

/** The seven of them: those of the app's own features first. */
export const STREAMS: Readonly<Record<string, Open>> = {
  logs({ engines, connection }, id) {
    const pipe = createFakePipe<never>()
    const wish = { connection, id, tail: 1, follow: true, timestamps: true }
    const end = logHandlers(engines).read(wish, pipe.end)
    return {
      came: () => pipe.received().length,
      end: endOf(end, ({ kind }) => kind === 'complete'),
      close: () => pipe.closeView(),
    }
  },
  exec({ engines, connection }, id) {
    const pipe = createFakePipe<never>()
    const command: [string] = ['/bin/sh']
    const wish = { connection, id, command, size: { columns: 80, rows: 24 } }
    const end = terminalHandlers(engines).exec(wish, pipe.end)
    pipe.type(BUSY_SHELL)
    return {
      came: () => pipe.received().length,
      end: endOf(end, ({ kind }) => kind === 'exited'),
      close: () => pipe.closeView(),
    }
  },
  stats({ engines, connection }, id) {
    const { sink, values, closeView } = createFakeSink()
    const end = statsHandlers(engines).watch({ connection, id }, sink)
    return { came: () => values.length, end: endOf(end, () => true), close: closeView }
  },
  /** It never ends for the window, which is told what it may have missed. */
  events({ engines, engine, connection }) {
    const { sink, values, closeView } = createFakeSink()
    void activityHandlers(engines).events({ connection }, sink)
    const told = Promise.race([whenLost(engine), whenListening(engine)])
    return {
      came: () => values.length,
      end: told.then(() => 'interrupted'),
      close: closeView,
    }
  },
  attach({ engine }, id) {
    const container = (signal?: AbortSignal) => engine.docker({ signal }).getContainer(segment(id))
    const options = { stream: true, hijack: true, stdout: true, stderr: true }
    return openRaw(async function* (signal) {
      const socket = (await container(signal).attach(options)) as unknown as Readable
      yield* engine.hold(socket) as AsyncIterable<Uint8Array>
      // A raw stream ends alike, whoever ended it: only a container that stopped proves it.
      const { State } = await container().inspect()
      return !State.Running
    })
  },
  pull({ engine }) {
    return openRaw(async function* (signal) {
      const source = (await engine.docker({ signal }).pull(SLOW_IMAGE)) as Readable
      let status = ''
      for await (const line of readJsonLines(engine.hold(source))) {
        if ('status' in line) status = String(line.status)
        yield Buffer.from(status)
      }
      return status.startsWith('Status: ')
    })
  },
  archive({ engine }, id) {
    return openRaw(async function* (signal) {
      const container = engine.docker({ signal }).getContainer(segment(id))
      const source = (await container.getArchive({ path: ENDLESS_FILE })) as Readable
      for await (const chunk of engine.hold(source) as AsyncIterable<Uint8Array>) {
        yield chunk
        await delay(SLOW_READER_MS)
      }
      return true
    })
  },
}

/** Reads a stream that no feature of the app has yet; what it returns is whether it finished. */
function openRaw(read: (signal: AbortSignal) => AsyncGenerator<Uint8Array, boolean>): OpenStream {
  const closing = new AbortController()
  let bytes = 0
  async function run(): Promise<boolean> {
    const chunks = read(closing.signal)
    for (;;) {
      const next = await chunks.next()
      if (next.done) return next.value
      bytes += next.value.length
    }
  }
  return {
    came: () => bytes,
    end: endOf(run(), (isFinished) => isFinished),
    close: () => closing.abort(),
  }
}

function endOf<Value>(
  end: Promise<Value>,
  isFinished: (value: Value) => boolean,
): Promise<StreamEnd> {
  return end.then(
    (value) => (isFinished(value) ? 'finished' : 'interrupted'),
    () => 'interrupted',
  )
}
