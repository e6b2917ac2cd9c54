import type { QueryClient } from '@tanstack/react-query'
import { chunksOf } from '#lib/chunks-of.ts'
import type { ContainerSummary } from '#shared/contract/containers.ts'
import { engine } from '../../ipc/client.ts'
import { shareById } from '../../live/share-by-id.ts'
import { createTouchJournal, type Question, type TouchJournal } from '../../live/touch-journal.ts'
import { createEndedContainers, type EndedContainers } from './ended-containers.ts'
import { mergeAll, mergeSome } from './merge-containers.ts'
import { containerStats } from './stats-store.ts'

type Containers = readonly ContainerSummary[]
type ListContainers = typeof engine.containers.list

const RESTARTING = { kind: 'restarting' } as const

/** Ids a question. The engine's filter is a plain loop, and a question must stay a short one. */
const IDS_PER_QUESTION = 100

/** The list of one connection as it stands in the cache, and the only hands that change it. */
export interface ContainerList {
  /** Asks for the whole list, and answers with it as it should now stand. */
  readAll(): Promise<Containers>
  /** Asks again for what a whole list leaves open: refused starts, and what came before it. */
  completeAll(): Promise<unknown>
  /** Shows at once what an event said. */
  patch(id: string, patch: Partial<ContainerSummary>): void
  drop(id: string): void
  /** Asks the engine for these alone; answers with those whose answer cannot be true yet. */
  refresh(ids: readonly string[]): Promise<readonly string[]>
  /** The ids of those that were made from an image with one of these ids or names. */
  usersOf(image: readonly (string | undefined)[]): readonly string[]
}

interface ListNotes {
  readonly journal: TouchJournal
  /** Spoken of while there was no list yet to write it in. */
  readonly missed: Set<string>
  /** Those that the engine starts again by itself: they die, and are not shown as ended. */
  readonly restarters: Set<string>
  readonly ended: EndedContainers
}

/** Where the list of a connection lies in the cache. */
export const containersKey = (connection: string) => ['containers', connection] as const

/** Where what the engine says of one container lies. */
export const containerDetailsKey = (connection: string, id: string) =>
  ['containers', connection, 'details', id] as const

/** The notes on one list are shared by all hands that hold it. */
const notesOfClients = new WeakMap<QueryClient, Map<string, ListNotes>>()

/** The hands on one connection's list. */
export function containerList(
  client: QueryClient,
  connection: string,
  list: ListContainers = engine.containers.list,
): ContainerList {
  const { journal, missed, restarters, ended } = notesOf(client, connection)
  const read = () => client.getQueryData<Containers>(containersKey(connection))

  /** Writes what `change` makes of the list; without a list, remembers what it missed. */
  function edit(ids: readonly string[], change: (rows: Containers) => Containers) {
    const rows = read()
    if (rows) client.setQueryData<Containers>(containersKey(connection), change(rows))
    else for (const id of ids) missed.add(id)
  }

  function noteRestarters(answer: Containers) {
    for (const { id, state } of answer) {
      if (state.kind === 'restarting') restarters.add(id)
      if (state.kind === 'exited') restarters.delete(id)
    }
  }

  async function readAll() {
    const question = journal.ask()
    try {
      const answer = await list({ connection })
      noteRestarters(answer)
      const { known, believed } = weigh(answer, question, ended)
      const rows = mergeAll(read(), answer, known)
      question.took(believed.map((row) => row.id))
      return rows
    } finally {
      question.close()
    }
  }

  async function refreshSome(ids: readonly string[]) {
    const question = journal.ask()
    try {
      const answer = await list({ connection, ids: [...ids] })
      noteRestarters(answer)
      const { known, doubted } = weigh(answer, question, ended)
      edit(ids, (rows) => mergeSome(rows, ids, answer, known))
      question.took(ids.filter((id) => !doubted.has(id)))
      return doubted
    } finally {
      question.close()
    }
  }

  async function refresh(ids: readonly string[]) {
    const doubted: string[] = []
    for (const some of chunksOf(ids, IDS_PER_QUESTION)) doubted.push(...(await refreshSome(some)))
    return doubted
  }

  return {
    readAll,
    refresh,
    usersOf(names) {
      const images = new Set(names)
      const uses = (row: ContainerSummary) => images.has(row.imageId) || images.has(row.image)
      return (read() ?? []).filter(uses).map(({ id }) => id)
    },
    completeAll() {
      const created = (read() ?? []).filter((row) => row.state.kind === 'created')
      const ids = new Set([...missed, ...created.map((row) => row.id)])
      missed.clear()
      return refresh([...ids])
    },
    patch(id, patch) {
      journal.touch(id)
      ended.note(id, patch)
      if (patch.state && patch.state.kind !== 'running') containerStats.drop(connection, id)
      const again = patch.state?.kind === 'exited' && restarters.has(id)
      const change = again ? { ...patch, state: RESTARTING } : patch
      edit([id], (rows) => rows.map((row) => (row.id === id ? { ...row, ...change } : row)))
    },
    drop(id) {
      journal.drop(id)
      edit([], (rows) => rows.filter((row) => row.id !== id))
    },
  }
}

/** Structural sharing for the cache: rows that say the same keep their object. */
export function shareContainers(before: Containers | undefined, after: Containers): Containers {
  return shareById(before, after, (row) => row.id)
}

function notesOf(client: QueryClient, connection: string): ListNotes {
  const ofClient = notesOfClients.get(client) ?? new Map<string, ListNotes>()
  notesOfClients.set(client, ofClient)
  const notes = ofClient.get(connection) ?? emptyNotes()
  ofClient.set(connection, notes)
  return notes
}

function emptyNotes(): ListNotes {
  return {
    journal: createTouchJournal(),
    missed: new Set(),
    restarters: new Set(),
    ended: createEndedContainers(),
  }
}

/** Tells the rows that may be believed from those that lag behind an event: what is known stands. */
function weigh(answer: Containers, question: Question, ended: EndedContainers) {
  const doubted = new Set(answer.filter((row) => ended.doubts(row)).map((row) => row.id))
  return {
    doubted,
    believed: answer.filter((row) => !doubted.has(row.id)),
    known: {
      isNewer: (id: string) => doubted.has(id) || question.isNewer(id),
      isGone: question.isGone,
    },
  }
}
