import type { Consent } from '#lib/consent.ts'
import type { RecreateProgress } from '#shared/contract/recreating.ts'
import type { RunSpec } from '#shared/run-spec/run-spec.ts'
import { engine } from '../../../ipc/client.ts'
import { untilDone } from '../../../ipc/until-done.ts'

/** A container that took the place of another one. */
export type Recreated = Extract<RecreateProgress, { kind: 'done' }>

interface Wish {
  readonly connection: string
  /** The one that makes way. */
  readonly id: string
  readonly spec: RunSpec
}

/** Has a container made anew. To abort has the old one put back, while it is not done. */
export function recreateIt(
  wish: Wish,
  consent: Consent,
  onProgress: (progress: RecreateProgress) => void,
  signal: AbortSignal,
): Promise<Recreated> {
  return untilDone((listener) => engine.containers.recreate(wish, consent, listener), {
    signal,
    onValue: onProgress,
    cutShort: {
      message: 'Nobody told whether the container was made anew',
      hint: 'The old one is there, in the list or in its trash.',
    },
  })
}
