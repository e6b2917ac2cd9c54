import type { Yes } from '#lib/consent.ts'
import type { RunProgress } from '#shared/contract/running.ts'
import { EngineError } from '#shared/errors.ts'
import type { RunSpec } from '#shared/run-spec/run-spec.ts'
import { engine } from '../../../ipc/client.ts'

/** A container that was made. */
export type Made = Extract<RunProgress, { kind: 'done' }>

interface Wish {
  readonly connection: string
  readonly spec: RunSpec
  readonly start: boolean
}

/** Has the engine make a container. To abort takes back what is not done yet. */
export function runIt(
  wish: Wish,
  yes: Yes,
  onProgress: (progress: RunProgress) => void,
  signal: AbortSignal,
): Promise<Made> {
  return new Promise((resolve, reject) => {
    let made: Made | undefined
    const leave = engine.containers.run(wish, yes, {
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
    message: 'Nobody told whether the container was made',
    hint: 'Look in the list whether it is there.',
  })
}
