import type { AppContract } from '#shared/contract/index.ts'
import type { ObjectRef } from '#shared/contract/references.ts'
import type { NamedSample, StatsSample } from '#shared/contract/stats.ts'
import { asEngineError, EngineError } from '#shared/errors.ts'
import { during, segment, type Engine, type Engines } from '../../engine/index.ts'
import type { FeatureHandlers, FeedSink } from '../../ipc/handlers.ts'
import { createHistories, type Histories } from './histories.ts'
import { MAX_KEPT } from './pace.ts'
import type { RawStats } from './to-sample.ts'
import { createSampler, type Sampler, type Watcher } from './sampler.ts'

/** Milliseconds in which the samples of many containers are collected, to be told as one. */
const TOGETHER_MS = 500

/** What running containers use, and used while the app has been running. */
export function statsHandlers(engines: Engines): FeatureHandlers<AppContract['stats']> {
  const histories = createHistories()
  const samplers = new WeakMap<Engine, Sampler>()

  function samplerOf(engine: Engine): Sampler {
    const sampler = samplers.get(engine) ?? openSampler(engine, histories)
    samplers.set(engine, sampler)
    return sampler
  }

  function watch({ connection, id }: ObjectRef, signal: AbortSignal, look: Look): Promise<void> {
    const engine = engines.get(connection)
    const deed = { verb: 'watch', kind: 'container' as const, name: engine.names.of(id) }
    return during(deed, engine.names, () => watchUntilEnd(samplerOf(engine), signal, id, look))
  }

  return {
    // A window that is behind wants the newest sample, not all of them.
    watch: async (ref, sink) =>
      watch(ref, sink.signal, {
        pace: 'row',
        onSample: (sample) => sink.writable && sink.emit(sample),
      }),
    async follow(ref, sink) {
      sink.emit({ kind: 'history', history: histories.recall(ref.connection, ref.id) })
      await watch(ref, sink.signal, {
        pace: 'chart',
        onSample: (sample) => sink.writable && sink.emit({ kind: 'sample', sample }),
      })
    },
    recall: async ({ connection, id }) => histories.recall(connection, id),
    keep: async ({ connection, ids }, sink) => keep(samplerOf(engines.get(connection)), ids, sink),
  }
}

function openSampler(engine: Engine, histories: Histories): Sampler {
  const isAway = () => 'error' in engine.supervisor.state
  const sampler = createSampler({
    read: (id, signal) => readStats(engine, id, signal),
    isReachable: () => !isAway(),
    onSample: (id, sample) => histories.add(engine.connection.id, id, sample),
  })
  engine.watch((state) => {
    if ('error' in state) sampler.fail(new EngineError(state.error))
  })
  return sampler
}

async function readStats(engine: Engine, id: string, signal: AbortSignal): Promise<RawStats> {
  const container = engine.docker({ signal }).getContainer(segment(id))
  try {
    return await container.stats({ stream: false, 'one-shot': true })
  } catch (cause) {
    // Podman 4.3 answers with nothing at all for a container that does not run.
    if (asEngineError(cause).code !== 'bad-answer') throw cause
    const { State } = await container.inspect()
    if (State?.Running) throw cause
    return {}
  }
}

type Look = Omit<Watcher, 'onEnd'>

function watchUntilEnd(
  sampler: Sampler,
  signal: AbortSignal,
  id: string,
  look: Look,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return resolve()
    const onEnd = (error?: EngineError) => (error ? reject(error) : resolve())
    const stop = sampler.watch(id, { ...look, onEnd })
    signal.addEventListener('abort', () => {
      stop()
      resolve()
    })
  })
}

/** One that ends, or that cannot be read, takes nothing from the others. */
async function keep(
  sampler: Sampler,
  ids: readonly string[],
  sink: FeedSink<readonly NamedSample[]>,
): Promise<void> {
  const news = new Map<string, StatsSample>()
  let timer: NodeJS.Timeout | undefined
  const tell = () => {
    timer = undefined
    if (sink.writable) sink.emit(Array.from(news, ([id, sample]) => ({ id, sample })))
    news.clear()
  }
  const watches = ids.slice(0, MAX_KEPT).map((id) => {
    const onSample = (sample: StatsSample) => {
      news.set(id, sample)
      timer ??= setTimeout(tell, TOGETHER_MS)
    }
    return watchUntilEnd(sampler, sink.signal, id, { pace: 'keep', onSample }).catch(() => {})
  })
  await Promise.all(watches)
  clearTimeout(timer)
}
