import type { TaskKind, TaskState } from '#shared/contract/tasks.ts'
import { asEngineError, EngineError, type EngineErrorCode } from '#shared/errors.ts'

/** Ends that nobody proved: whoever would have said it went away. */
const LOST: ReadonlySet<EngineErrorCode> = new Set([
  'bad-answer',
  'unreachable',
  'timeout',
  // Not by a person: its engine was closed, as its connection was led elsewhere.
  'cancelled',
])

/** What engines say of a registry that went away, in the words of Go's network. */
const REGISTRY_LOST =
  /unexpected EOF|: EOF$|connection reset|connection refused|broken pipe|i\/o timeout|timeout awaiting|use of closed network connection|network is unreachable|no route to host|server closed idle connection|context deadline exceeded/i

/** Of others the same words are said of a file that ends too soon. */
const HAS_REGISTRY: ReadonlySet<TaskKind> = new Set(['pull', 'push'])

const RETRY = 'It stopped in the middle. Retry once both sides are there again.'

interface End {
  readonly kind: TaskKind
  readonly signal: AbortSignal
  /** The engine had said something. */
  readonly hasBegun: boolean
  /** Bytes had been carried. */
  readonly hasCarried: boolean
}

/** How a task has ended that did not come to its end. */
export function endOfTask(cause: unknown, { kind, signal, hasBegun, hasCarried }: End): TaskState {
  if (signal.aborted) return endBy(signal.reason)
  const error = asEngineError(cause)
  const isEngineLost = LOST.has(error.code) && hasBegun
  // One that was never there is told of in the same words.
  const isRegistryLost =
    HAS_REGISTRY.has(kind) && hasCarried && REGISTRY_LOST.test(error.engineMessage ?? '')
  if (!isEngineLost && !isRegistryLost) return { kind: 'failed', error: error.toShape() }
  const hint = isEngineLost && error.hint !== undefined ? error.hint : RETRY
  return { kind: 'interrupted', error: { ...error.toShape(), hint } }
}

/** A person has ended it, or it may not go on. */
function endBy(reason: unknown): TaskState {
  const isRefused = reason instanceof EngineError && reason.code !== 'cancelled'
  return isRefused ? { kind: 'failed', error: reason.toShape() } : { kind: 'cancelled' }
}
