import electronLog from 'electron-log/main'

/** Enough for a day of reconnects; the library keeps one older file beside it. */
const MAX_LOG_BYTES = 1024 * 1024

electronLog.transports.file.maxSize = MAX_LOG_BYTES
electronLog.transports.file.level = 'info'
electronLog.transports.console.level = 'warn'

/** The app's own log file. Engine answers, environments and headers never go into it. */
export const log = electronLog.scope('main')

/** The folder that Help > Open logs folder shows. */
export function logFile(): string {
  return electronLog.transports.file.getFile().path
}
