import { join } from 'node:path'
import { app } from 'electron'
// Not its `main`, which opens a channel to windows with no door before it.
import electronLog from 'electron-log/node'

const LEVELS = ['error', 'warn', 'info', 'verbose', 'debug', 'silly'] as const

/** Enough for a day of reconnects; the library keeps one older file beside it. */
const MAX_LOG_BYTES = 1024 * 1024

/** How much is written down, for who looks for a fault, and for tests. */
const LEVEL = LEVELS.find((level) => level === process.env['PILOTHOUSE_LOG_LEVEL'])

electronLog.transports.file.setAppName(app.name)
electronLog.transports.file.resolvePathFn = logFile
electronLog.transports.file.maxSize = MAX_LOG_BYTES
electronLog.transports.file.level = LEVEL ?? 'info'
electronLog.transports.console.level = LEVEL ?? 'warn'

/** The app's own log file. Engine answers, environments and headers never go into it. */
export const log = electronLog.scope('main')

/** Message and stack alone: an error's own fields may hold headers or whole engine answers. */
export function withoutFields(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
}

/** Where it lies; Help > Open logs folder shows the folder. */
export function logFile(): string {
  return join(app.getPath('logs'), 'main.log')
}
