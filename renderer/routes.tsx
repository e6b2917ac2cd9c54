import { useState } from 'react'
import {
  createRootRoute,
  createRoute,
  createRouter,
  Navigate,
  Outlet,
  type ErrorComponentProps,
} from '@tanstack/react-router'
import {
  ConnectionsPage,
  useConnections,
  useConnectionState,
  WelcomePage,
} from '#features/connections'
import { AllContainersPage } from '#features/containers'
import { DiskPage } from '#features/disk'
import { SettingsPage } from '#features/settings'
import { asEngineError } from '#shared/errors.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { ALL_ENGINES, connectionInView, goTo, history } from './shell/navigation.ts'
import { pageComponents } from './shell/page-components.ts'
import { PAGES } from './shell/pages.ts'
import { useConnectionId, type ListSearch } from './shell/route-state.ts'
import { Shell } from './shell/shell.tsx'

const root = createRootRoute({
  component: Shell,
  errorComponent: PageError,
  notFoundComponent: FirstPage,
})

const index = createRoute({ getParentRoute: () => root, path: '/', component: FirstPage })

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: SettingsPage,
})

const allEngines = createRoute({
  getParentRoute: () => root,
  path: ALL_ENGINES,
  component: AllContainersPage,
  errorComponent: PageError,
  validateSearch: readListSearch,
})

const objectOfAll = createRoute({ getParentRoute: () => allEngines, path: '$id/$tab' })

const connectionsRoute = createRoute({
  getParentRoute: () => root,
  path: '/connections',
  component: ConnectionsPage,
})

const detailsOfConnection = createRoute({
  getParentRoute: () => connectionsRoute,
  path: '$id/$tab',
})

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: Welcome,
})

const connection = createRoute({
  getParentRoute: () => root,
  path: '/$connection',
  component: ConnectionPages,
  validateSearch: readListSearch,
})

/** One route a page, so that opening an object's details keeps the list as it is. */
const pages = PAGES.map(({ id }) => {
  const list = createRoute({
    getParentRoute: () => connection,
    path: id,
    component: pageComponents[id],
    errorComponent: PageError,
  })
  const object = createRoute({ getParentRoute: () => list, path: '$id/$tab' })
  return list.addChildren([object])
})

const disk = createRoute({
  getParentRoute: () => connection,
  path: 'disk',
  component: DiskPage,
  errorComponent: PageError,
})

/** The window's pages. */
export const router = createRouter({
  routeTree: root.addChildren([
    index,
    settings,
    allEngines.addChildren([objectOfAll]),
    connectionsRoute.addChildren([detailsOfConnection]),
    welcome,
    connection.addChildren([...pages, disk]),
  ]),
  history,
  defaultPreload: false,
})

/** The first connection's containers, or the welcome page where there is none. */
function FirstPage() {
  const { data: connections } = useConnections()
  if (!connections) return null
  const first = connectionInView() ?? connections[0]?.id
  if (first === undefined) return <Welcome />
  return <Navigate to="/$connection/containers" params={{ connection: first }} replace />
}

function Welcome() {
  return <WelcomePage onConnected={(id) => goTo({ page: 'containers', connection: id })} />
}

/**
 * The first connection was not chosen by anybody: while it has never answered, the window tells
 * what it looked for, and goes along when the login shell, which answers late, says that another
 * one comes first. A connection that somebody chose shows its own lists and their error.
 */
function ConnectionPages() {
  const id = useConnectionId()
  const { data: connections } = useConnections()
  const first = connections?.[0]
  const isFirst = first?.id === id
  const { kind } = useConnectionState(id)
  const [wasFirst, setWasFirst] = useState<string>()
  if (isFirst && wasFirst !== id) setWasFirst(id)
  if (wasFirst === id && first?.ofLoginShell && !isFirst && kind === 'disconnected') {
    return <Navigate to="/$connection/containers" params={{ connection: first.id }} replace />
  }
  if (isFirst && kind === 'disconnected') return <Welcome />
  // A selection, a filter or an open menu belongs to one engine's objects, whatever their names.
  return <Outlet key={id} />
}

function PageError({ error, reset }: ErrorComponentProps) {
  return <ErrorState error={asEngineError(error)} onRetry={reset} />
}

function readListSearch(search: Record<string, unknown>): ListSearch {
  const { filter, sort, view } = search
  return {
    ...(typeof filter === 'string' && { filter }),
    ...(typeof sort === 'string' && { sort }),
    ...(typeof view === 'string' && { view }),
  }
}
