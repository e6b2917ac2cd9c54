import { useLayoutEffect, useRef, type RefObject } from 'react'

/**
 * When what holds the focus within the grid goes (a row's button, the caret of a group), the focus
 * falls to the page, where none of the list's keys work: the grid takes it back.
 */
export function useHeldFocus(grid: RefObject<HTMLElement | null>) {
  const holds = useRef(false)
  useLayoutEffect(() => {
    if (!holds.current || document.activeElement !== document.body) return
    grid.current?.focus({ preventScroll: true })
  })
  return {
    onFocusCapture: () => void (holds.current = true),
    // Not so where the window alone has lost it: what is focused in it stays that.
    onBlurCapture: () =>
      void (holds.current = grid.current?.contains(document.activeElement) === true),
  }
}
