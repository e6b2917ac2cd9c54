import { useEffect, useState, type RefObject } from 'react'

/** Whether an element is on the screen: not in a tab that is not shown, nor in a hidden window. */
export function useIsSeen(element: RefObject<HTMLElement | null>): boolean {
  const [isInView, setInView] = useState(true)
  const [isHidden, setHidden] = useState(document.hidden)
  useEffect(() => {
    const note = () => setHidden(document.hidden)
    document.addEventListener('visibilitychange', note)
    return () => document.removeEventListener('visibilitychange', note)
  }, [])
  useEffect(() => {
    if (!element.current) return undefined
    const observer = new IntersectionObserver((entries) =>
      setInView(entries.at(-1)?.isIntersecting ?? false),
    )
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return isInView && !isHidden
}
