import { activityHandlers } from '../../electron/features/activity/index.ts'
import { createFakePipe, createFakeSink } from '../../electron/features/fake-world.ts'
import { logHandlers } from '../../electron/features/logs/index.ts'
// oxlint-disable-next-line no-restricted-imports -- the reader of the log view, without its window
import { LogReading, type LogClient } from '../../renderer/features/logs/log-reading.ts'
import type { OurSide } from './our-side.ts'

/** A log as a person sees it, without the screen. */
export interface LogView {
  /** Every line so far, in order. */
  lines(): readonly string[]
  /** What we said ourselves between the lines. */
  notes(): readonly string[]
  phase(): string
  close(): void
}

/** Opens the log of a container with the view's own reader, on the main side's own handlers. */
export function openLogView(ours: OurSide, id: string): LogView {
  const lines: string[] = []
  const notes: string[] = []
  let phase = 'opening'
  const target = { connection: ours.connection, id, name: id }
  const reading = new LogReading(target, clientOf(ours), {
    onPieces(pieces, done) {
      for (const { source, starts, text } of pieces) {
        if (source === 'note') notes.push(text)
        else if (starts) lines.push(text)
        else lines.push(`${lines.pop()}${text}`)
      }
      done()
    },
    onPhase: (next) => (phase = next.kind),
  })
  return {
    lines: () => lines,
    notes: () => notes,
    phase: () => phase,
    close: () => reading.close(),
  }
}

/** What the window's client does, with no port in between. */
function clientOf({ engines, engine, connection }: OurSide): LogClient {
  return {
    read(input, onData) {
      const pipe = createFakePipe<never>({ onData: (chunk) => onData(chunk, () => {}) })
      const ended = logHandlers(engines).read(input, pipe.end)
      return { ended, close: () => pipe.closeView(), write: async () => {}, control() {} }
    },
    events(_input, listener) {
      const onValue: typeof listener.onValue = (value) => listener.onValue(value)
      const { sink, closeView } = createFakeSink({ onValue })
      void activityHandlers(engines).events({ connection }, sink)
      return closeView
    },
    isConnected: () => engine.supervisor.state.kind === 'connected',
    watchConnection: (_connection, listener) => engine.supervisor.onState(listener),
  }
}
