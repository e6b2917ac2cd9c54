import type { ReactNode } from 'react'
import { DockLayout } from '#features/dock'
import { DockTarget } from './dock-target.tsx'

/** The page, with the dock of logs and terminals under it while it is open. */
export function DockArea({ children }: { readonly children: ReactNode }) {
  return (
    <DockLayout>
      {children}
      <DockTarget />
    </DockLayout>
  )
}
