import { buildsQuery } from '#features/builds'
import { containersQuery } from '#features/containers'
import { imagesQuery } from '#features/images'
import { networksQuery } from '#features/networks'
import { registriesQuery } from '#features/registries'
import { volumesQuery } from '#features/volumes'

/** Each page's list as it is read and kept. */
export const listQueries = {
  containers: containersQuery,
  images: imagesQuery,
  volumes: volumesQuery,
  networks: networksQuery,
  builds: buildsQuery,
  registries: registriesQuery,
} as const
