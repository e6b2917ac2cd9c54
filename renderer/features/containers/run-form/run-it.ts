import type { Yes } from '#lib/consent.ts'
import type { RunProgress } from '#shared/contract/running.ts'
import { EngineError } from '#shared/errors.ts'
import type { RunSpec } from '#shared/run-spec/run-spec.ts'
import { engine, type FeedListener } from '../../../ipc/client.ts'

/** How far a container is that is being made. */
export type Progress = RunProgress

/** A container that was made. */
export type Made = Extract<Progress, { kind: 'done' }>

/** What a form does once it is filled in. */
export type Perform = (
  wish: { readonly spec: RunSpec; readonly start: boolean },
  yes: Yes,
  follow: Following,
) => Promise<Made>

export interface Following {
  /** Takes back what is not done yet. */
  readonly signal: AbortSignal
  onProgress(progress: Progress): void
}

/** Has the engine make a container, and start it if wished. */
export function performRun(connection: string): Perform {
  return (wish, yes, following) =>
    untilDone(
      (listener) => engine.containers.run({ connection, ...wish }, yes, listener),
      following,
    )
}

/** Follows a feed until it says that the container is there. */
function untilDone(
  open: (listener: FeedListener<Progress>) => () => void,
  { signal, onProgress }: Following,
): Promise<Made> {
  return new Promise((resolve, reject) => {
    let made: Made | undefined
    const leave = open({
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
