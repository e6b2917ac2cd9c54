import type { LayerAnalysis } from '#shared/contract/image-layers.ts'
import { EngineError } from '#shared/errors.ts'
import type { Engine } from '../../../engine/index.ts'
import { findConfig } from './find-config.ts'
import { openSavedImage } from './open-saved-image.ts'
import { MAX_ENTRIES, readSavedImage } from './read-saved-image.ts'
import { stackLayers, type Stack } from './stack-layers.ts'
import { toAnalysis } from './to-analysis.ts'

/** An image that was read through. */
export interface ReadImage {
  readonly analysis: LayerAnalysis
  readonly stack: Stack
  /** What the layers are called in the archive, the lowest first. */
  readonly names: readonly string[]
}

/** The images that were read last; several that ask for one wait for one reading. */
export interface Analyses {
  /** Reads it, unless it was. `id` is the image's own, which is another one for another content. */
  readonly of: (engine: Engine, id: string, wish: Wish) => Promise<ReadImage>
}

interface Wish {
  readonly signal: AbortSignal
  readonly onBytes?: (bytes: number) => void
}

interface Reading {
  readonly image: Promise<ReadImage>
  readonly ending: AbortController
  readonly waiting: Set<Wish>
}

/** To look back and forth between a few; all of them together have no more paths than one may have. */
const MAX_KEPT = 4

/** Nothing is read yet. */
export function createAnalyses(): Analyses {
  /** The one that was asked for last is the last one. */
  const kept = new Map<string, ReadImage>()
  const readings = new Map<string, Reading>()

  function keep(key: string, image: ReadImage): void {
    kept.delete(key)
    kept.set(key, image)
    for (const oldest of kept.keys()) {
      const paths = [...kept.values()].reduce((all, { stack }) => all + stack.paths.size, 0)
      if (kept.size <= 1 || (kept.size <= MAX_KEPT && paths <= MAX_ENTRIES)) return
      kept.delete(oldest)
    }
  }

  function begin(engine: Engine, id: string, key: string): Reading {
    const ending = new AbortController()
    const waiting = new Set<Wish>()
    const tell = (bytes: number) => {
      for (const { onBytes } of waiting) onBytes?.(bytes)
    }
    const image = readImage(engine, id, ending.signal, tell)
    const reading = { image, ending, waiting }
    readings.set(key, reading)
    const forget = () => {
      if (readings.get(key) === reading) readings.delete(key)
    }
    image.then(
      (read) => {
        forget()
        keep(key, read)
      },
      // Whoever waits hears of it.
      forget,
    )
    return reading
  }

  async function wait(reading: Reading, key: string, wish: Wish): Promise<ReadImage> {
    reading.waiting.add(wish)
    let onAbort = () => {}
    const left = new Promise<never>((_resolve, reject) => {
      onAbort = () => reject(cancelled())
      wish.signal.addEventListener('abort', onAbort, { once: true })
    })
    try {
      return await Promise.race([reading.image, left])
    } finally {
      wish.signal.removeEventListener('abort', onAbort)
      reading.waiting.delete(wish)
      if (reading.waiting.size === 0) {
        // Nobody waits: the engine is let go of at once, and whoever comes next begins anew.
        if (readings.get(key) === reading) readings.delete(key)
        reading.ending.abort()
      }
    }
  }

  return {
    async of(engine, id, wish) {
      if (wish.signal.aborted) throw cancelled()
      // What one engine says of an id is not believed of another one's.
      const { id: connection, endpoint } = engine.connection
      const key = JSON.stringify([connection, endpoint, id])
      const known = kept.get(key)
      if (known) {
        keep(key, known)
        return known
      }
      return wait(readings.get(key) ?? begin(engine, id, key), key, wish)
    },
  }
}

async function readImage(
  engine: Engine,
  id: string,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<ReadImage> {
  const saved = await readSavedImage(openSavedImage(engine, id, signal, onBytes))
  const config = findConfig(saved)
  const stack = await stackLayers(saved.shelf.paths, config.layers, signal)
  return { stack, names: config.names, analysis: await toAnalysis(config, stack, signal) }
}

function cancelled(): EngineError {
  return new EngineError({ code: 'cancelled', message: 'Cancelled' })
}
