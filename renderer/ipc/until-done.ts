import { EngineError, type EngineErrorShape } from '#shared/errors.ts'
import type { FeedListener } from './client.ts'
import { cancelled } from './pipe-port.ts'

/** A feed whose last value, `done`, holds its result. */
interface Step {
  readonly kind: string
}

interface Following<Value> {
  onValue(value: Value): void
  /** Takes back what is not done yet. */
  readonly signal: AbortSignal
  /** What is said when the feed ends and nobody has told how. */
  readonly cutShort: Pick<EngineErrorShape, 'message' | 'hint'>
}

/** Follows a feed until it says that it is done, and answers with what it says then. */
export function untilDone<Value extends Step>(
  open: (listener: FeedListener<Value>) => () => void,
  { onValue, signal, cutShort }: Following<Value>,
): Promise<Extract<Value, { kind: 'done' }>> {
  return new Promise((resolve, reject) => {
    let done: Extract<Value, { kind: 'done' }> | undefined
    const leave = open({
      onValue(value) {
        if (isDone(value)) done = value
        onValue(value)
      },
      onEnd: (error) =>
        done
          ? resolve(done)
          : reject(error ?? new EngineError({ code: 'unexpected', ...cutShort })),
    })
    const takeBack = () => {
      leave()
      reject(cancelled())
    }
    if (signal.aborted) takeBack()
    else signal.addEventListener('abort', takeBack, { once: true })
  })
}

function isDone<Value extends Step>(value: Value): value is Extract<Value, { kind: 'done' }> {
  return value.kind === 'done'
}
