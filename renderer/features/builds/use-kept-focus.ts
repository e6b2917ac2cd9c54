import { useLayoutEffect, useRef, type RefObject } from 'react'

/**
 * Gives a button the focus back that it had before another page drew it anew: whether
 * there is a list to take it depends on how fast an engine measures.
 */
export function useKeptFocus(): {
  readonly ref: RefObject<HTMLButtonElement | null>
  onFocus(): void
  onBlur(): void
} {
  const ref = useRef<HTMLButtonElement>(null)
  const hadFocus = useRef(false)
  useLayoutEffect(() => {
    // A button that is taken out of the page tells of no blur.
    if (hadFocus.current && document.activeElement === document.body) ref.current?.focus()
    hadFocus.current = document.activeElement === ref.current
  })
  return {
    ref,
    onFocus: () => void (hadFocus.current = true),
    onBlur: () => void (hadFocus.current = false),
  }
}
