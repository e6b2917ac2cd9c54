import type { ReactNode } from 'react'
import { blockedReason, useConnectionAccess } from '#features/connections'
import { DropPlace } from '#ui/drop-place.tsx'
import { toast } from '#ui/toast.tsx'
import { loadDropped } from './get-images.ts'

interface ImageDropProps {
  readonly connection: string
  readonly children: ReactNode
}

/** The page of images, on which archives of images can be dropped. */
export function ImageDrop({ connection, children }: ImageDropProps) {
  const blocked = blockedReason(useConnectionAccess(connection), 'change')
  const load = ({ files }: DataTransfer) => {
    if (blocked !== undefined) return toast({ kind: 'info', text: blocked, key: 'blocked' })
    void loadDropped(connection, [...files])
  }
  return (
    <DropPlace hint="Drop to load the images in it" onDrop={load}>
      {children}
    </DropPlace>
  )
}
