import type { ReactNode } from 'react'
import { blockedReason, useConnectionAccess } from '#features/connections'
import { DropPlace } from '#ui/drop-place.tsx'
import { toast } from '#ui/toast.tsx'
import { buildImage } from './build-form/build-image.tsx'
import { DROP_HINT, openDropped } from './build-form/open-dropped.ts'

interface BuildDropProps {
  readonly connection: string
  readonly children: ReactNode
}

/** The page of builds, on which something to build from can be dropped. */
export function BuildDrop({ connection, children }: BuildDropProps) {
  const blocked = blockedReason(useConnectionAccess(connection), 'change')
  const build = async (transfer: DataTransfer) => {
    if (blocked !== undefined) return toast({ kind: 'info', text: blocked, key: 'blocked' })
    const source = await openDropped(transfer)
    if (source) await buildImage({ connection, source })
  }
  return (
    <DropPlace hint={DROP_HINT} onDrop={(transfer) => void build(transfer)}>
      {children}
    </DropPlace>
  )
}
