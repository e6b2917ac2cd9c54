import { useEffect, useState } from 'react'

/** Milliseconds. A window that is never idle gets its turn all the same. */
const LONGEST_WAIT_MS = 500

/** Turns true once `ready` is, and the window has drawn it and has nothing else to do. */
export function useIdleAfter(ready: boolean): boolean {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    if (!ready) return undefined
    const wait = requestIdleCallback(() => setIdle(true), { timeout: LONGEST_WAIT_MS })
    return () => cancelIdleCallback(wait)
  }, [ready])
  return idle
}
