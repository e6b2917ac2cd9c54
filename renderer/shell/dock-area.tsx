import type { ReactNode } from 'react'
import { DockLayout } from '#features/dock'

/** The page, with the dock of logs and terminals under it while it is open. */
export function DockArea({ children }: { readonly children: ReactNode }) {
  return <DockLayout>{children}</DockLayout>
}
