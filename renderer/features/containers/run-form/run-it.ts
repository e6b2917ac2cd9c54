import type { Yes } from '#lib/consent.ts'
import type { RunProgress } from '#shared/contract/running.ts'
import type { RunSpec } from '#shared/run-spec/run-spec.ts'
import { engine } from '../../../ipc/client.ts'
import { untilDone } from '../../../ipc/until-done.ts'
import { runWords, type ProgressWords } from '../progress-words.ts'

/** A container that was made. */
export type Made = Extract<RunProgress, { kind: 'done' }>

/** What a form does once it is filled in. */
export type Perform<Result> = (
  wish: { readonly spec: RunSpec; readonly start: boolean },
  yes: Yes,
  follow: Following,
) => Promise<Result>

export interface Following {
  /** Takes back what is not done yet. */
  readonly signal: AbortSignal
  onProgress(words: ProgressWords): void
}

/** An image that the form was opened for, and what that is known to be. */
export interface MeantImage {
  readonly name: string
  readonly imageId: string
}

/** Has the engine make a container, and start it if wished. Of the image that is meant, no other one. */
export function performRun(connection: string, meant?: MeantImage): Perform<Made> {
  return (wish, yes, { signal, onProgress }) => {
    // Whoever writes another name means that one.
    const imageId = wish.spec.image === meant?.name ? meant.imageId : undefined
    const run = { connection, ...wish, ...(imageId !== undefined && { imageId }) }
    return untilDone((listener) => engine.containers.run(run, yes, listener), {
      signal,
      onValue: (progress) => onProgress(runWords(progress)),
      cutShort: {
        message: 'Nobody told whether the container was made',
        hint: 'Look in the list whether it is there.',
      },
    })
  }
}
