import { asEngineError, type EngineError } from '#shared/errors.ts'

/** One object on which the action was refused, and why. */
export interface Failure<Target> {
  readonly target: Target
  readonly error: EngineError
}

/** What became of an action on several objects. */
export interface Outcome<Target> {
  readonly done: readonly Target[]
  readonly failed: readonly Failure<Target>[]
}

/** Enough to keep an engine busy, few enough to leave it answering others. */
const AT_ONCE = 6

/** Does the same to every target, some at a time, and never rejects. */
export async function settleMany<Target>(
  targets: readonly Target[],
  act: (target: Target) => Promise<unknown>,
): Promise<Outcome<Target>> {
  const errors = new Map<Target, EngineError>()
  const queue = targets.values()
  const worker = async () => {
    for (const target of queue) {
      await act(target).catch((cause: unknown) => errors.set(target, asEngineError(cause)))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return {
    done: targets.filter((target) => !errors.has(target)),
    failed: targets.flatMap((target) => {
      const error = errors.get(target)
      return error ? [{ target, error }] : []
    }),
  }
}
