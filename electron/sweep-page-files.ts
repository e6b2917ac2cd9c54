import type { Session } from 'electron'
import { log, withoutFields } from './log.ts'

/**
 * Removes the files that the page has made for itself: parts of logs that have no room in memory.
 * A view removes its own when it is closed; what is still there was left by one that could not.
 */
export async function sweepPageFiles(session: Session): Promise<void> {
  try {
    await session.clearStorageData({ storages: ['filesystem'] })
  } catch (cause) {
    log.warn('Cannot remove the files that logs were kept in', withoutFields(cause))
  }
}
