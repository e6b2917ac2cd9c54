import { log } from './log.ts'

/**
 * Without these, Electron answers an uncaught exception with a modal box, and the event loop
 * stands still until somebody closes it.
 */
process.on('uncaughtException', (error) => log.error('Uncaught exception', withoutFields(error)))
process.on('unhandledRejection', (cause) => log.error('Unhandled rejection', withoutFields(cause)))

/** Message and stack alone: an error's own fields may hold headers or whole engine answers. */
function withoutFields(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
}
