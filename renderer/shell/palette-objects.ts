import { ChartLine, Layers, type LucideIcon } from 'lucide-react'
import { buildStateWord } from '#features/builds'
import { containerInWords, isAside, openProjectLogs, openProjectStats } from '#features/containers'
import { composePlace } from '#lib/compose-place.ts'
import { formatAgo } from '#lib/format-ago.ts'
import { plural } from '#lib/plural.ts'
import { visibleText } from '#shared/visible-text.ts'
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
    known(queryClient.getQueryData(listQueries.containers(connection).queryKey))
      .filter((container) => !isAside(container))
      .map((container) => ({
        id: container.id,
        label: container.name,
        detail: containerInWords(connection, container),
      })),
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
  builds: (connection) =>
    known(queryClient.getQueryData(listQueries.builds(connection).queryKey)).map((build) => ({
      id: build.id,
      label: build.name,
      detail: `${buildStateWord(build)} ${formatAgo(build.startedAt)}`,
    })),
  registries: (connection) =>
    known(queryClient.getQueryData(listQueries.registries(connection).queryKey)?.logins).map(
      ({ host, user }) => ({ id: host, label: host, detail: user }),
    ),
}

/** A list that has not been read yet has nothing to offer. */
function known<Row>(list: readonly Row[] | undefined): readonly Row[] {
  return list ?? []
}

/** Puts the objects of the connection in view into the palette. Returns the undo. */
export function registerObjects(): () => void {
  const undo = [...PAGES.map(sourceOf), PROJECT_LOGS, PROJECT_STATS].map(registerPaletteSource)
  return () => undo.forEach((unregister) => unregister())
}

/** The logs of all containers of a Compose project, as one. */
const PROJECT_LOGS: PaletteSource = {
  id: 'project-logs',
  title: 'Logs of projects',
  items: () => ofProjects('Logs', Layers, openProjectLogs),
}

/** What all containers of a Compose project use. */
const PROJECT_STATS: PaletteSource = {
  id: 'project-stats',
  title: 'Stats of projects',
  items: () => ofProjects('Stats', ChartLine, openProjectStats),
}

function ofProjects(
  what: string,
  icon: LucideIcon,
  open: typeof openProjectLogs,
): readonly PaletteItem[] {
  const connection = connectionInView()
  if (connection === undefined) return []
  const containers = known(queryClient.getQueryData(listQueries.containers(connection).queryKey))
  const nameOf = ({ labels }: (typeof containers)[number]) => composePlace(labels)?.project
  return [...new Set(containers.map(nameOf))].flatMap((project) => {
    if (project === undefined) return []
    const members = containers.filter((container) => nameOf(container) === project)
    return {
      id: `project-${what.toLowerCase()} ${project}`,
      label: `${what} of project "${visibleText(project)}"`,
      detail: plural(members.length, 'container'),
      icon,
      run: () => open({ connection, name: project }),
    }
  })
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
