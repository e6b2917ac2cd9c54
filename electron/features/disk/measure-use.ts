import { measureDisk, type Engine } from '../../engine/index.ts'
import { toDiskUse } from '../connections/index.ts'
import type { RawUsage } from './raw.ts'

/** Two minutes were seen on a slow disk; whoever waits can see that it is measured. */
const MEASURE_DEADLINE_MS = 300_000

/** What was measured for the end of a clean-up is soon asked for by those who look. */
const JUST_NOW_MS = 5000

/** Has engines measure what takes space on them. */
export interface Measurements {
  /** What was measured a moment ago as the end of a clean-up, once; or as it is now. */
  of(engine: Engine, signal: AbortSignal): Promise<RawUsage>
  /** Measures after a clean-up. Answers with what was freed since somebody looked. */
  freed(engine: Engine, signal: AbortSignal): Promise<number | undefined>
}

/** Nothing has been measured yet. */
export function createMeasurements(now: () => number = Date.now): Measurements {
  const totals = new WeakMap<Engine, number>()
  const justNow = new WeakMap<Engine, { readonly usage: RawUsage; readonly at: number }>()

  async function measure(engine: Engine, signal: AbortSignal): Promise<RawUsage> {
    const limits = { signal, deadlineMs: MEASURE_DEADLINE_MS }
    const usage: RawUsage = await measureDisk(engine, limits)
    totals.set(engine, totalOf(usage))
    return usage
  }

  return {
    async of(engine, signal) {
      const last = justNow.get(engine)
      justNow.delete(engine)
      return last && now() - last.at < JUST_NOW_MS ? last.usage : measure(engine, signal)
    },
    async freed(engine, signal) {
      const before = totals.get(engine)
      const usage = await measure(engine, signal)
      justNow.set(engine, { usage, at: now() })
      return before === undefined ? undefined : Math.max(0, before - totalOf(usage))
    },
  }
}

function totalOf(usage: RawUsage): number {
  return Object.values(toDiskUse(usage)).reduce((sum, { bytes }) => sum + bytes, 0)
}
