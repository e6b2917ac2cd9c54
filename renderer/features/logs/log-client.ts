import { connectionState, watchConnection } from '#features/connections'
import { engine, openLogPort } from '../../ipc/client.ts'
import type { LogClient } from './log-reading.ts'

/** Logs as the app's own engines have them. */
export const logClient: LogClient = {
  open: openLogPort,
  events: engine.activity.events,
  isConnected: (connection) => connectionState(connection).kind === 'connected',
  watchConnection,
}

/** Whoever wrote the log chose the address: the person is shown the real host first. */
export function openLogLink(url: string): void {
  // Main refuses what is no web address, and there is nothing to do about that.
  void engine.desktop.openLink({ url, ask: true }).catch(() => {})
}
