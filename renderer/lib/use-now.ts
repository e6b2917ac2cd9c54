import { useEffect, useState } from 'react'

/** The time in milliseconds, renewed at every interval; it stands still unless `running`. */
export function useNow(everyMs = 1000, running = true): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!running) return undefined
    const renew = () => setNow(Date.now())
    // What it stood at while nobody needed it is old.
    const first = setTimeout(renew)
    const timer = setInterval(renew, everyMs)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
    }
  }, [everyMs, running])
  return now
}
