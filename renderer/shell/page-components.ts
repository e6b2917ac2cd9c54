import type { ReactNode } from 'react'
import type { PageId } from './navigation.ts'

const Soon = () => null

/** What each page draws. */
export const pageComponents: Readonly<Record<PageId, () => ReactNode>> = {
  containers: Soon,
  images: Soon,
  volumes: Soon,
  networks: Soon,
}
