import { connectionState, watchConnection } from '#features/connections'
import { engine, openLogPort, openSavePort } from '../../ipc/client.ts'
// oxlint-disable-next-line import/default -- the build puts the address of that program here
import workerUrl from '../../workers/log/log-worker.ts?worker&url'
// oxlint-disable-next-line import/default -- the same
import searchUrl from '../../workers/log/find-worker.ts?worker&url'
import { openWorker } from '../../workers/open-worker.ts'
import { createSpareWorker } from '../../workers/spare-worker.ts'
import type { SearchHost } from './log-finder.ts'
import type { LogHost } from './log-keeper.ts'
import type { LogClient } from './log-reading.ts'
import type { LogTarget } from './log-target.ts'

/** Logs as the app's own engines have them. */
export const logClient: LogClient = {
  open: openLogPort,
  events: engine.activity.events,
  list: (connection) => engine.containers.list({ connection }),
  isConnected: (connection) => connectionState(connection).kind === 'connected',
  watchConnection,
}

/** The engine notes a start once the program runs, whose first lines may be older. */
const BEFORE_START_MS = 1000

/** The time from which on lines are of the container's last start; nothing where it never was. */
export async function startedAt({ connection, id }: LogTarget): Promise<number | undefined> {
  const { startedAt, finishedAt } = await engine.containers.inspect({ connection, id })
  if (startedAt === undefined) return undefined
  const isOfBefore = finishedAt !== undefined && finishedAt < startedAt
  return Math.max(startedAt - BEFORE_START_MS, isOfBefore ? finishedAt : -Infinity)
}

const spareHost = createSpareWorker({ open: () => openWorker(workerUrl), afterMs: 5000 })

/** A worker that keeps one log. */
export function openLogHost(): LogHost {
  return spareHost.take()
}

/** Starts a worker for the next log. */
export function prepareLogHost(): void {
  spareHost.prepare()
}

/** A worker that searches one log. */
export function openSearchHost(): SearchHost {
  return openWorker(searchUrl)
}

/** The port of a pipe into a file that was chosen. */
export function openSave(file: string): MessagePort {
  return openSavePort({ file })
}

/** Whoever wrote the log chose the address: the person is shown the real host first. */
export function openLogLink(url: string): void {
  // Main refuses what is no web address, and there is nothing to do about that.
  void engine.desktop.openLink({ url, ask: true }).catch(() => {})
}
