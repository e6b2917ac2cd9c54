import { useLayoutEffect, useState, type RefObject } from 'react'

/** Whether an element is at least so many pixels wide. */
export function useIsWide(element: RefObject<HTMLElement | null>, from: number): boolean {
  const [isWide, setIsWide] = useState(false)
  useLayoutEffect(() => {
    const { current } = element
    if (!current || typeof ResizeObserver === 'undefined') return undefined
    const observer = new ResizeObserver(() => setIsWide(current.clientWidth >= from))
    observer.observe(current)
    return () => observer.disconnect()
  }, [element, from])
  return isWide
}
