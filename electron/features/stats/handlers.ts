import type { AppContract } from '#shared/contract/index.ts'
import type { ObjectRef } from '#shared/contract/references.ts'
import { asEngineError, EngineError } from '#shared/errors.ts'
import { during, segment, type Engine, type Engines } from '../../engine/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import { createHistories, type Histories } from './histories.ts'
import { keep, watchUntilEnd, type Look } from './keep.ts'
import type { RawStats } from './to-sample.ts'
import { createSampler, type Sampler } from './sampler.ts'

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
    async keep({ connection, ids }, sink) {
      const engine = engines.get(connection)
      await keep({ sampler: samplerOf(engine), isAway: () => isAway(engine), ids, sink })
    },
  }
}

function openSampler(engine: Engine, histories: Histories): Sampler {
  const sampler = createSampler({
    read: (id, signal) => readStats(engine, id, signal),
    isReachable: () => !isAway(engine),
    onSample: (id, sample) => histories.add(engine.connection.id, id, sample),
  })
  engine.watch((state) => {
    if ('error' in state) sampler.fail(new EngineError(state.error))
  })
  return sampler
}

function isAway({ supervisor }: Engine): boolean {
  return 'error' in supervisor.state
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
