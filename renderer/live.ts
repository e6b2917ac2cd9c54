import { useQueryClient, type Query, type QueryClient, type QueryKey } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { connectionState, watchConnection } from '#features/connections'
import {
  containerList,
  containersKey,
  forgetFacts,
  outdateContainerDetails,
  outdateFacts,
  RECHECK_MS,
  rowChange,
  type ContainerList,
} from '#features/containers'
import { forgetImageFacts, imagesKey, outdateImageFacts } from '#features/images'
import { networksKey } from '#features/networks'
import { volumesKey } from '#features/volumes'
import type { EngineEvent } from '#shared/contract/activity.ts'
import { engine } from './ipc/client.ts'
import { calmRefetch, type CalmRefetch } from './live/calm-refetch.ts'
import { SETTLE_MS } from './live/touch-journal.ts'
import { collectIds, type IdCollector } from './live/collect-ids.ts'
import { keepStats } from './live/keep-stats.ts'
import { readAnew } from './live/read-anew.ts'

/** What events are turned into: edits of the container list, and calm reads of the others. */
interface Caches {
  readonly connection: string
  readonly rows: ContainerList
  readonly touched: IdCollector
  readonly images: CalmRefetch
  readonly volumes: CalmRefetch
  readonly networks: CalmRefetch
  readonly everything: CalmRefetch
  /** The lists whose last read has failed. */
  readonly failed: CalmRefetch
}

type Handle = (event: EngineEvent, caches: Caches) => void

/** The part of the engine's client that keeps the lists alive. */
export interface LiveSource {
  readonly events: typeof engine.activity.events
  readonly listContainers: typeof engine.containers.list
  readonly connectionState: typeof connectionState
  readonly watchConnection: typeof watchConnection
}

const ENGINE: LiveSource = {
  events: engine.activity.events,
  listContainers: engine.containers.list,
  connectionState,
  watchConnection,
}

/** Names come and go with these; `push`, `save` and the like leave the list as it is. */
const IMAGE_LIST_CHANGES = /^(tag|untag|delete|pull|import|load|build|create|prune)$/

/** A container that uses one (`mount`, `connect`) leaves these lists as they are. */
const LIST_CHANGES = /^(create|destroy|remove|prune|update)$/

/** The one table from the engine's events to the cache. */
const TABLE: Readonly<Record<EngineEvent['type'], Handle>> = {
  container: changeContainer,
  image: changeImage,
  volume: ({ action }, { volumes }) => LIST_CHANGES.test(action) && volumes.request(),
  network: changeNetwork,
  daemon: () => {},
  other: () => {},
}

function changeContainer(event: EngineEvent, { connection, rows, touched, images }: Caches) {
  const change = rowChange(event)
  if (change.kind === 'gone') {
    rows.drop(event.id)
    forgetFacts(connection, event.id)
  }
  if (change.kind === 'patch') rows.patch(event.id, change.patch)
  if (change.kind === 'ask') touched.add(event.id)
  if (change.kind === 'patch') touched.addLater(event.id, SETTLE_MS)
  // A commit without a tag makes an image and tells of the container alone.
  if (event.action === 'commit') images.request()
}

/** The list of containers names their images: a name that came or went changes its rows. */
function changeImage({ action, id, attributes }: EngineEvent, { images, rows, touched }: Caches) {
  if (!IMAGE_LIST_CHANGES.test(action)) return
  images.request()
  for (const user of rows.usersOf([id, attributes['name']])) touched.add(user)
}

function changeNetwork({ action, attributes }: EngineEvent, { networks, touched }: Caches) {
  if (LIST_CHANGES.test(action)) networks.request()
  // Its addresses changed; a start that was refused shows itself by this event alone.
  const container = attributes['container']
  if (container) touched.add(container)
}

/** Keeps the cache of a connection in step with its engine, until the answer is called. */
export function startLive(client: QueryClient, connection: string, source = ENGINE): () => void {
  const caches = openCaches(client, connection, source)
  const stopEvents = keepEvents(connection, source, caches)
  const stopWatching = completeLists(client, connection, caches.rows)
  return () => {
    stopEvents()
    stopWatching()
    const { touched, images, volumes, networks, everything, failed } = caches
    for (const part of [touched, images, volumes, networks, everything, failed]) part.stop()
  }
}

/**
 * Keeps the caches of these connections in step with their engines. One that was shown once stays
 * so: its lists are kept, and must be true when they are shown again. Those of one that was `left`
 * nobody will show.
 */
export function useLive(connections: readonly string[], left: readonly string[]): void {
  const client = useQueryClient()
  const [running] = useState(() => new Map<string, () => void>())
  useEffect(() => {
    for (const connection of connections) {
      if (!running.has(connection)) running.set(connection, startAll(client, connection))
    }
    for (const connection of left) {
      running.get(connection)?.()
      if (running.delete(connection)) forgetLists(client, connection)
    }
  }, [client, running, connections, left])
  useEffect(
    () => () => {
      for (const stop of running.values()) stop()
      running.clear()
    },
    [running],
  )
}

function startAll(client: QueryClient, connection: string): () => void {
  const stops = [startLive(client, connection), keepStats(client, connection)]
  return () => stops.forEach((stop) => stop())
}

/** All that is known of the objects of a connection. */
function forgetLists(client: QueryClient, connection: string): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[1] === connection })
  forgetFacts(connection)
  forgetImageFacts(connection)
}

function openCaches(client: QueryClient, connection: string, source: LiveSource): Caches {
  const rows = containerList(client, connection, source.listContainers)
  // A lost answer is made good by the next event or the next resync.
  const touched = collectIds((ids) => {
    for (const id of ids) void outdateContainerDetails(client, connection, id)
    outdateFacts(connection, ids)
    rows.refresh(ids).then(recheck, () => {})
  })
  const recheck = (ids: readonly string[]) => {
    for (const id of ids) touched.addLater(id, RECHECK_MS)
  }
  const keys = [containersKey, imagesKey, volumesKey, networksKey].map((key) => key(connection))
  const list = (queryKey: QueryKey) => calmRefetch(() => readAnew(client, { queryKey }))
  const all = (predicate: (query: Query) => boolean) =>
    calmRefetch(() => {
      outdateFacts(connection)
      outdateImageFacts(connection)
      return Promise.all(keys.map((queryKey) => readAnew(client, { queryKey, predicate })))
    })
  return {
    connection,
    rows,
    touched,
    images: list(imagesKey(connection)),
    volumes: list(volumesKey(connection)),
    networks: list(networksKey(connection)),
    everything: all(() => true),
    failed: all((query) => query.state.status === 'error'),
  }
}

/** Listens to the engine's events, and again each time that the engine has come back. */
function keepEvents(connection: string, source: LiveSource, caches: Caches): () => void {
  let stop: (() => void) | undefined
  let last = source.connectionState(connection).kind

  function listen() {
    stop = source.events(
      { connection },
      {
        onValue(value) {
          if (value.kind === 'resync') caches.everything.request()
          else TABLE[value.type](value, caches)
        },
        onEnd: () => (stop = undefined),
      },
    )
  }

  const unwatch = source.watchConnection(connection, () => {
    const { kind } = source.connectionState(connection)
    if (kind === 'connected' && last !== 'connected') {
      if (!stop) listen()
      // The first lists were asked for at once; only what had failed by then is asked again.
      if (last === 'connecting') caches.failed.request()
      else caches.everything.request()
    }
    last = kind
  })
  listen()
  return () => {
    unwatch()
    stop?.()
  }
}

/** After every whole list, asks for what such a list leaves open. */
function completeLists(client: QueryClient, connection: string, rows: ContainerList): () => void {
  const listKey = JSON.stringify(containersKey(connection))
  return client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success') return
    if (event.action.manual || JSON.stringify(event.query.queryKey) !== listKey) return
    afterPaint(() => rows.completeAll().catch(() => {}))
  })
}

/** What the list leaves open must not take the engine's and our time while the list is drawn. */
function afterPaint(work: () => void): void {
  requestAnimationFrame(() => setTimeout(work))
}
