import { containerInWords } from '#features/containers'
import { registerPaletteSource, type PaletteItem, type PaletteSource } from '../commands/index.ts'
import { queryClient } from '../query-client.ts'
import { listQueries } from './list-queries.ts'
import { connectionInView, type PageId } from './navigation.ts'
import { PAGES } from './pages.ts'
import { visit } from './visit.ts'

/** What the palette shows of an object. */
type Described = Pick<PaletteItem, 'id' | 'label' | 'detail'>

const objectsOf: Readonly<Record<PageId, (connection: string) => readonly Described[]>> = {
  containers: (connection) =>
    known(queryClient.getQueryData(listQueries.containers(connection).queryKey)).map(
      (container) => ({
        id: container.id,
        label: container.name,
        detail: containerInWords(connection, container),
      }),
    ),
  images: (connection) =>
    known(queryClient.getQueryData(listQueries.images(connection).queryKey))
      .flatMap(({ tags }) => tags)
      .map((tag) => ({ id: tag, label: tag })),
  volumes: (connection) =>
    known(queryClient.getQueryData(listQueries.volumes(connection).queryKey)).map(
      ({ name, driver }) => ({ id: name, label: name, detail: driver }),
    ),
  networks: (connection) =>
    known(queryClient.getQueryData(listQueries.networks(connection).queryKey)).map(
      ({ id, name, driver }) => ({ id, label: name, detail: driver }),
    ),
}

/** A list that has not been read yet has nothing to offer. */
function known<Row>(list: readonly Row[] | undefined): readonly Row[] {
  return list ?? []
}

/** Puts the objects of the connection in view into the palette. Returns the undo. */
export function registerObjects(): () => void {
  const undo = PAGES.map((page) => registerPaletteSource(sourceOf(page)))
  return () => undo.forEach((unregister) => unregister())
}

function sourceOf({ id: page, title, icon }: (typeof PAGES)[number]): PaletteSource {
  return {
    id: page,
    title,
    ...(page === 'images' && { prefix: ':' }),
    items() {
      const connection = connectionInView()
      if (connection === undefined) return []
      return objectsOf[page](connection).map(({ id, label, detail = '' }) => ({
        id,
        label,
        detail,
        icon,
        run: () => void visit({ page, connection, id }, title),
      }))
    },
  }
}
