import type { Readable } from 'node:stream'
import type { AppContract } from '#shared/contract/index.ts'
import type { StatsSample } from '#shared/contract/stats.ts'
import { during, readJsonLines, segment, type Engines } from '../../engine/index.ts'
import type { FeatureHandlers, FeedSink } from '../../ipc/handlers.ts'
import { isOfStoppedContainer, toSample, type RawStats } from './to-sample.ts'

/** What running containers use. */
export function statsHandlers(engines: Engines): FeatureHandlers<AppContract['stats']> {
  return {
    async watch({ connection, id }, sink) {
      const engine = engines.get(connection)
      const { signal } = sink
      const deed = { verb: 'watch', kind: 'container' as const, name: engine.names.of(id) }
      await during(deed, engine.names, async () => {
        const container = engine.docker({ signal }).getContainer(segment(id))
        const source = engine.hold((await container.stats({ stream: true })) as Readable)
        await emitSamples(source, sink)
      })
    },
  }
}

async function emitSamples(source: Readable, sink: FeedSink<StatsSample>): Promise<void> {
  let previous: RawStats | undefined
  for await (const line of readJsonLines(source)) {
    const raw: RawStats = line
    if (isOfStoppedContainer(raw)) return
    // A window that is behind wants the newest sample, not all of them.
    if (sink.writable) sink.emit(toSample(raw, previous))
    previous = raw
  }
}
