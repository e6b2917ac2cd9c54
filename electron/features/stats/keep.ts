import type { NamedSample, StatsSample } from '#shared/contract/stats.ts'
import type { EngineError } from '#shared/errors.ts'
import type { FeedSink } from '../../ipc/handlers.ts'
import { MAX_KEPT } from './pace.ts'
import type { Sampler, Watcher } from './sampler.ts'

/** Milliseconds until one that ended is watched again: it may be up, or be readable, by then. */
const AGAIN_MS = 5000

/** Milliseconds in which the samples of many containers are collected, to be told as one. */
const TOGETHER_MS = 500

/** A look at a container, until it ends. */
export type Look = Omit<Watcher, 'onEnd'>

/** Resolves when the container runs no more or the signal says so; fails where it cannot be read. */
export function watchUntilEnd(
  sampler: Sampler,
  signal: AbortSignal,
  id: string,
  look: Look,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return resolve()
    const onAbort = () => {
      stop()
      resolve()
    }
    const onEnd = (error?: EngineError) => {
      signal.removeEventListener('abort', onAbort)
      if (error) reject(error)
      else resolve()
    }
    const stop = sampler.watch(id, { ...look, onEnd })
    signal.addEventListener('abort', onAbort)
  })
}

export interface Keeping {
  readonly sampler: Sampler
  readonly isAway: () => boolean
  readonly ids: readonly string[]
  readonly sink: FeedSink<readonly NamedSample[]>
}

/**
 * One that ends, or that cannot be read, takes nothing from the others, and is watched again: the
 * list says nothing of a restart that is over before it is read. It ends when the engine goes away.
 */
export async function keep({ sampler, isAway, ids, sink }: Keeping): Promise<void> {
  const over = new AbortController()
  const signal = AbortSignal.any([sink.signal, over.signal])
  const news = new Map<string, StatsSample>()
  let timer: NodeJS.Timeout | undefined
  const tell = () => {
    timer = undefined
    if (sink.writable) sink.emit(Array.from(news, ([id, sample]) => ({ id, sample })))
    news.clear()
  }
  const watches = ids.slice(0, MAX_KEPT).map(async (id) => {
    const onSample = (sample: StatsSample) => {
      news.set(id, sample)
      timer ??= setTimeout(tell, TOGETHER_MS)
    }
    while (!signal.aborted) {
      await watchUntilEnd(sampler, signal, id, { pace: 'keep', onSample }).catch(() => {})
      if (isAway()) over.abort()
      await pause(AGAIN_MS, signal)
    }
  })
  await Promise.all(watches)
  clearTimeout(timer)
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}
