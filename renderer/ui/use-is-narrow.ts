import { useSyncExternalStore } from 'react'

/** Whether the window is narrower than this many pixels. */
export function useIsNarrow(below: number): boolean {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener('resize', listener)
      return () => window.removeEventListener('resize', listener)
    },
    () => window.innerWidth < below,
  )
}
