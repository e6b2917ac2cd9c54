import { useCallback, useEffect, useRef, useState } from 'react'

type Filter = readonly [string, (filter: string) => void]

/** Milliseconds of rest after which what was typed goes into the address: that costs a frame. */
export const ADDRESS_DELAY_MS = 250

/** The address follows what is typed: an input that waited for it would lose keys. */
export function useTypedFilter([routed, setRouted]: Filter): Filter {
  const [typed, setTyped] = useState(routed)
  const written = useRef(routed)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    // What is typed meanwhile will be written; an address from before must not take it back.
    if (routed === written.current || timer.current !== undefined) return
    written.current = routed
    setTyped(routed)
  }, [routed])
  const change = useCallback(
    (filter: string) => {
      written.current = filter
      setTyped(filter)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        timer.current = undefined
        setRouted(filter)
      }, ADDRESS_DELAY_MS)
    },
    [setRouted],
  )
  useEffect(() => () => clearTimeout(timer.current), [])
  return [typed, change]
}
