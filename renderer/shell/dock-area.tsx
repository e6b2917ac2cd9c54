import type { ReactNode } from 'react'
import { DockStats } from '#features/containers'
import { DockLayout } from '#features/dock'
import { DockTarget } from './dock-target.tsx'

/** The page, with the dock of logs, terminals and stats under it while it is open. */
export function DockArea({ children }: { readonly children: ReactNode }) {
  return (
    <DockLayout stats={DockStats}>
      {children}
      <DockTarget />
    </DockLayout>
  )
}
