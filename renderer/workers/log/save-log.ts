import type { SavedFile } from '#shared/contract/desktop.ts'
import { pipeOverPort } from '../../ipc/pipe-port.ts'
import { logFileParts, type ChosenLines, type NamedFileStyle } from './log-file.ts'
import type { LogLines } from './log-lines.ts'

/** What has been written of a log, when it is all. */
export interface SavedLog extends SavedFile {
  readonly lines: number
  /** Lines that gave way while the others were written. */
  readonly missed: number
  /** Some could not be read back from the disk. */
  readonly isLost: boolean
}

/** A log that is being saved. */
export interface LogSaving {
  readonly ended: Promise<SavedLog>
  /** Gives it up: no file is left. */
  close(): void
}

interface SaveParts {
  readonly log: LogLines
  /** The port of a pipe that writes what comes into a file. */
  readonly port: MessagePort
  readonly chosen: ChosenLines
  readonly style: NamedFileStyle
  onProgress(lines: number): void
}

/** Writes lines of a log into a pipe, as fast as that takes them. */
export function saveLog({ log, port, chosen, style, onProgress }: SaveParts): LogSaving {
  const channel = pipeOverPort(port, (_chunk, done) => done())

  async function write(): Promise<SavedLog> {
    let lines = 0
    let missed = 0
    for (const part of logFileParts(log, chosen, style)) {
      lines += part.lines
      missed += part.missed
      if (part.bytes.length > 0) {
        // One that has ended takes no more, and says why.
        await Promise.race([channel.write(part.bytes), channel.ended])
      }
      onProgress(lines)
    }
    channel.control({ whole: true })
    const file = (await channel.ended) as SavedFile
    return { ...file, lines, missed, isLost: log.isLost }
  }

  return { ended: write(), close: () => channel.close() }
}
