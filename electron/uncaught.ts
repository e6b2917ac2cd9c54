import { log, withoutFields } from './log.ts'

/**
 * Without these, Electron answers an uncaught exception with a modal box, and the event loop
 * stands still until somebody closes it.
 */
process.on('uncaughtException', (error) => log.error('Uncaught exception', withoutFields(error)))
process.on('unhandledRejection', (cause) => log.error('Unhandled rejection', withoutFields(cause)))
