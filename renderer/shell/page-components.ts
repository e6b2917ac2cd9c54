import type { ReactNode } from 'react'
import { BuildsPage } from '#features/builds'
import { ContainersPage } from '#features/containers'
import { ImagesPage } from '#features/images'
import { NetworksPage } from '#features/networks'
import { RegistriesPage } from '#features/registries'
import { VolumesPage } from '#features/volumes'
import type { PageId } from './navigation.ts'

/** What each page draws. */
export const pageComponents: Readonly<Record<PageId, () => ReactNode>> = {
  containers: ContainersPage,
  images: ImagesPage,
  volumes: VolumesPage,
  networks: NetworksPage,
  builds: BuildsPage,
  registries: RegistriesPage,
}
