import { activityHandlers } from '../../electron/features/activity/index.ts'
import { aCall, createFakePipe, createFakeSink } from '../../electron/features/fake-world.ts'
import { containerHandlers } from '../../electron/features/containers/index.ts'
import { logHandlers } from '../../electron/features/logs/index.ts'
// oxlint-disable-next-line no-restricted-imports -- the reader of the log view, without its window
import { LogReading, type LogClient } from '../../renderer/features/logs/log-reading.ts'
// oxlint-disable-next-line no-restricted-imports -- the same
import { LogKeeper } from '../../renderer/features/logs/log-keeper.ts'
// oxlint-disable-next-line no-restricted-imports -- the same
import { fakePort, logHostHere } from '../../renderer/features/logs/log-host-here.fixture.ts'
// oxlint-disable-next-line no-restricted-imports -- the same
import type { LogTarget, MergedTarget } from '../../renderer/features/logs/log-target.ts'
// oxlint-disable-next-line no-restricted-imports -- the same
import { LogLines } from '../../renderer/workers/log/log-lines.ts'
import { asEngineError } from '../../shared/errors.ts'
import type { OurSide } from './our-side.ts'

/** More than any of the tests writes. */
const MAX_BYTES = 256 * 1024 * 1024

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
  return openView(ours, { connection: ours.connection, id, name: id })
}

/** Opens the logs of several containers as one. */
export function openMergedView(ours: OurSide, ids: readonly string[]): LogView {
  const { connection } = ours
  const containers = ids.map((id) => ({ connection, id, name: id }))
  return openView(ours, { name: `${ids.length} containers`, containers })
}

function openView(ours: OurSide, target: LogTarget | MergedTarget): LogView {
  let phase = 'opening'
  const log = new LogLines(MAX_BYTES)
  const keeper = new LogKeeper(logHostHere(log))
  const reading = new LogReading(target, clientOf(ours), keeper, {
    onPhase: (next) => (phase = next.kind),
    onOlder() {},
  })
  const texts = (wanted: (source: string) => boolean) =>
    Array.from({ length: log.end - log.first }, (_, at) => log.line(log.first + at))
      .filter(({ source }) => wanted(source))
      .map(({ bytes }) => new TextDecoder().decode(bytes))
  return {
    lines: () => texts((source) => source !== 'note'),
    notes: () => texts((source) => source === 'note'),
    phase: () => phase,
    close() {
      reading.close()
      keeper.close()
    },
  }
}

/** What the window's client does, with no window in between. */
function clientOf({ engines, engine, connection }: OurSide): LogClient {
  return {
    open(input) {
      const pipe = createFakePipe<never>({ onData: (chunk) => end.send(chunk) })
      const end = fakePort(undefined, () => pipe.closeView())
      logHandlers(engines)
        .read(input, pipe.end)
        .then(
          (value) => end.send({ end: true, value }),
          (cause: unknown) => end.send({ end: true, error: asEngineError(cause).toShape() }),
        )
      return end.port
    },
    events(_input, listener) {
      const onValue: typeof listener.onValue = (value) => listener.onValue(value)
      const { sink, closeView } = createFakeSink({ onValue })
      void activityHandlers(engines).events({ connection }, sink)
      return closeView
    },
    list: async () => containerHandlers(engines).list({ connection }, aCall()),
    isConnected: () => engine.supervisor.state.kind === 'connected',
    watchConnection: (_connection, listener) => engine.supervisor.onState(listener),
  }
}
