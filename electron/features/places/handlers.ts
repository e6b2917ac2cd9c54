import type { AppContract } from '#shared/contract/index.ts'
import type { Scout } from '../../engine/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'

/** Where engines may be on this machine, and what starts those that stand still. */
export function placeHandlers(scout: Scout): FeatureHandlers<AppContract['places']> {
  return {
    look: (_input, { signal }) => scout.look(signal),
    async fix({ fix }, { emit, signal, whenWritable }) {
      const end = await scout.fix(fix, {
        signal,
        onLine(line) {
          emit({ line })
          return whenWritable()
        },
      })
      emit({ end })
    },
  }
}
