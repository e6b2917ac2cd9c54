import type { ReactNode } from 'react'

/** The page, with the dock of logs and terminals under it while it is open. */
export function DockArea({ children }: { readonly children: ReactNode }) {
  return children
}
