import { queryOptions, useQuery } from '@tanstack/react-query'
import type { ImageSummary } from '#shared/contract/images.ts'
import { engine } from '../../ipc/client.ts'
import { shareById } from '../../live/share-by-id.ts'

type Images = readonly ImageSummary[]

/** Where the images of a connection lie in the cache. */
export const imagesKey = (connection: string) => ['images', connection] as const

/** The images of a connection. Events have it read again (`live.ts`). */
export function imagesQuery(connection: string) {
  return queryOptions({
    queryKey: imagesKey(connection),
    queryFn: ({ signal }) => engine.images.list({ connection }, { signal }),
    structuralSharing: (before, after) =>
      shareById(before as Images | undefined, after as Images, (image) => image.id),
    staleTime: Infinity,
    gcTime: Infinity,
    retry: false,
  })
}

/** The images of a connection, live. */
export function useImages(connection: string) {
  return useQuery(imagesQuery(connection))
}

/** The images of an engine that need not be in view, asked for now; of none, nothing is. */
export function useImagesNow(connection: string | undefined) {
  return useQuery({
    queryKey: [...imagesKey(connection ?? ''), 'now'],
    queryFn: ({ signal }) => engine.images.list({ connection: connection ?? '' }, { signal }),
    enabled: connection !== undefined,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
}

/** The engine's whole answer about one image, as JSON. */
export function useImageJson(connection: string, id: string) {
  return useQuery({
    queryKey: [...imagesKey(connection), 'json', id],
    queryFn: ({ signal }) => engine.images.inspect({ connection, id }, { signal }),
    retry: false,
  })
}

/** How an image was made. */
export function useImageHistory(connection: string, id: string) {
  return useQuery({
    queryKey: [...imagesKey(connection), 'history', id],
    queryFn: ({ signal }) => engine.images.history({ connection, id }, { signal }),
    // Another history is another image.
    staleTime: Infinity,
    retry: false,
  })
}
