import type { LogSource } from './byte-lines.ts'
import { lineFields, type LineField } from './line-fields.ts'
import { levelName, type LevelCode, type LogLevel } from './log-level.ts'
import type { LogLines } from './log-lines.ts'
import { stampWords } from './stamp-words.ts'
import { stripSequences } from './strip-sequences.ts'

/** All that is known of one line. */
export interface LineDetails {
  readonly line: number
  readonly source: LogSource
  /** Its container, where several are merged. */
  readonly member: number
  readonly level: LogLevel
  /** In ms of Unix time; nothing where it has no stamp. */
  readonly time: number | undefined
  readonly stamp: { readonly local: string; readonly utc: string } | undefined
  /** Without what is meant for a terminal. */
  readonly text: string
  /** The text is only its beginning. */
  readonly isCut: boolean
  /** Of JSON and of `key=value`. */
  readonly fields: readonly LineField[] | undefined
}

/** A longer line is shown only so far, and has no fields. */
const MAX_BYTES = 2 * 1024 * 1024

/** What is known of a line that is there. */
export function lineDetails(log: LogLines, line: number, level: LevelCode): LineDetails {
  const { bytes, source, member, stamp } = log.line(line)
  const isCut = bytes.length > MAX_BYTES
  const text = plainText(isCut ? bytes.subarray(0, MAX_BYTES) : bytes)
  return {
    line,
    source,
    member,
    level: levelName(level),
    time: log.timeOf(line),
    stamp: stamp && { local: stampWords(stamp, 'local'), utc: stampWords(stamp, 'utc') },
    text,
    isCut,
    fields: isCut || source === 'note' ? undefined : lineFields(text),
  }
}

/** A line as text that is only to be read. */
export function plainText(bytes: Uint8Array<ArrayBuffer>): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(stripSequences(bytes)).trimEnd()
}
