import type { EngineError } from '#shared/errors.ts'

/**
 * Removes one after the other what may need each other, and tells why some stay. What is refused and
 * may wait is tried again as long as others went, for it may have waited for one of them.
 */
export async function removeInTurn<Target>(
  targets: readonly Target[],
  { mayWait, remove, onWait, onSettled }: Turns<Target>,
): Promise<void> {
  let waiting: ReadonlyMap<Target, EngineError | undefined> = new Map(
    targets.map((target) => [target, undefined]),
  )
  let went = true
  while (went) {
    went = false
    const refused = new Map<Target, EngineError>()
    for (const target of waiting.keys()) {
      const error = await remove(target)
      if (error?.code === 'conflict' && mayWait(target)) {
        refused.set(target, error)
        onWait(target, error)
        continue
      }
      went ||= error === undefined
      onSettled(target, error)
    }
    waiting = refused
  }
  for (const [target, error] of waiting) onSettled(target, error)
}

interface Turns<Target> {
  /** Whether it may be refused because of another one that is to go. */
  readonly mayWait: (target: Target) => boolean
  /** Answers with why it stays; throws where there is to be an end. */
  readonly remove: (target: Target) => Promise<EngineError | undefined>
  readonly onWait: (target: Target, error: EngineError) => void
  /** It is gone, or stays for good. */
  readonly onSettled: (target: Target, error?: EngineError) => void
}
