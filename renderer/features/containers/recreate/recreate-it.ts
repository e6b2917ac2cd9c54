import type { Consent } from '#lib/consent.ts'
import type { RecreateProgress } from '#shared/contract/recreating.ts'
import { EngineError } from '#shared/errors.ts'
import type { RunSpec } from '#shared/run-spec/run-spec.ts'
import { engine } from '../../../ipc/client.ts'

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
  return new Promise((resolve, reject) => {
    let made: Recreated | undefined
    const leave = engine.containers.recreate(wish, consent, {
      onValue(progress) {
        if (progress.kind === 'done') made = progress
        onProgress(progress)
      },
      onEnd: (error) => (made ? resolve(made) : reject(error ?? cutShort())),
    })
    signal.addEventListener('abort', () => {
      leave()
      reject(new EngineError({ code: 'cancelled', message: 'Cancelled' }))
    })
  })
}

function cutShort(): EngineError {
  return new EngineError({
    code: 'unexpected',
    message: 'Nobody told whether the container was made anew',
    hint: 'The old one is there, in the list or in its trash.',
  })
}
