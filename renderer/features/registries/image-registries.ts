import { imagesQuery, useImages } from '#features/images'
import { naturalCompare } from '#lib/natural-compare.ts'
import { readReference } from '#shared/image-reference/read-reference.ts'
import { queryClient } from '../../query-client.ts'

/** Has the images of an engine read, so that nobody has to wait for the registries of their names. */
export function useImageRegistries(connection: string): void {
  useImages(connection)
}

/** The registries that an engine has images of, as far as they are known by now. */
export function imageRegistries(connection: string): readonly string[] {
  const images = queryClient.getQueryData(imagesQuery(connection).queryKey) ?? []
  const names = images.flatMap(({ tags }) => tags)
  const hosts = names.flatMap((name) => readReference(name).reference?.domain ?? [])
  return [...new Set(hosts)].toSorted(naturalCompare)
}
