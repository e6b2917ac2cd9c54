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

/** Has the engine make a container, and start it if wished. */
export function performRun(connection: string): Perform<Made> {
  return (wish, yes, { signal, onProgress }) =>
    untilDone((listener) => engine.containers.run({ connection, ...wish }, yes, listener), {
      signal,
      onValue: (progress) => onProgress(runWords(progress)),
      cutShort: {
        message: 'Nobody told whether the container was made',
        hint: 'Look in the list whether it is there.',
      },
    })
}
