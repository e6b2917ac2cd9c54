import { log, withoutFields } from './log.ts'
import { notices } from './notices.ts'

/**
 * Without these, Electron answers an uncaught exception with a modal box, and the event loop
 * stands still until somebody closes it.
 */
process.on('uncaughtException', (error) => tell('Uncaught exception', error))
process.on('unhandledRejection', (cause) => tell('Unhandled rejection', cause))

function tell(what: string, cause: unknown): void {
  log.error(what, withoutFields(cause))
  notices.addFault()
}
