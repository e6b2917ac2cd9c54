/**
 * Runs `work` with a signal that comes when the caller's does, or at the deadline as a
 * `TimeoutError`. Not by `AbortSignal.any`: the deadline may then be collected as garbage before it
 * is reached (nodejs/node#57736).
 */
export async function within<T>(
  deadlineMs: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController()
  const leave = () => limit.abort(signal.reason)
  const late = () => limit.abort(new DOMException('The deadline has passed', 'TimeoutError'))
  const clock = setTimeout(late, deadlineMs)
  signal.addEventListener('abort', leave)
  if (signal.aborted) leave()
  try {
    return await work(limit.signal)
  } finally {
    clearTimeout(clock)
    signal.removeEventListener('abort', leave)
  }
}
