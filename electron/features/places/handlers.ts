import type { AppContract } from '#shared/contract/index.ts'
import type { ProgramEnd, ProgramNews } from '#shared/contract/places.ts'
import type { Scout } from '../../engine/index.ts'
import type { FeatureHandlers, FeedSink } from '../../ipc/handlers.ts'

/** Where engines may be on this machine, and what starts and stops them. */
export function placeHandlers(scout: Scout): FeatureHandlers<AppContract['places']> {
  return {
    async look({ again }, { emit, signal }) {
      await scout.look({ signal, again, tell: emit })
    },
    fix: ({ fix }, sink) => tell(sink, (options) => scout.fix(fix, options)),
    steering: () => scout.steering(),
    steer: (input, sink) => tell(sink, (options) => scout.steer(input, options)),
  }
}

type RunOptions = Parameters<Scout['fix']>[1]

/** A window that is behind holds the program back. */
async function tell(
  { emit, signal, whenWritable }: FeedSink<ProgramNews>,
  run: (options: RunOptions) => Promise<ProgramEnd>,
): Promise<void> {
  const end = await run({
    signal,
    onLine(line) {
      emit({ line })
      return whenWritable()
    },
  })
  emit({ end })
}
