import type { Stamp } from './stamp.ts'
import { readStamp, UNFINISHED } from './stamp.ts'

/** Who wrote a line. A note is ours: the log goes on after a stop, or lines may be missing. */
export type LogSource = 'stdout' | 'stderr' | 'note'

/** What a line ended with, or has not ended with yet. */
export type LineEnd = 'lf' | 'crlf' | 'none'

/** A line of a log, or the next part of one. What it holds is used at once, or copied. */
export interface LinePart {
  readonly source: LogSource
  /** The engine's stamp of the line; nothing where it gave none. */
  readonly stamp: Stamp | undefined
  /** As the container wrote them, without the line's end. */
  readonly bytes: Uint8Array
  readonly end: LineEnd
  /** A new line begins here; else it goes on with the last part of the same source. */
  readonly starts: boolean
}

/** Makes lines of a log's frames, which must have been asked for with stamps. */
export interface ByteLineReader {
  read(source: 'stdout' | 'stderr', payload: Uint8Array): void
  /** Gives what was kept of a stream that has ended. */
  end(): void
}

const LF = 0x0a
const CR = 0x0d

/**
 * Tells the lines of stdout and stderr apart, however the frames are cut. The engine splits a
 * line of more than 16 KiB, and puts the same stamp before every part; a container with a TTY has
 * no frames, and a line or a stamp may be cut anywhere.
 */
export function createByteLineReader(onPart: (part: LinePart) => void): ByteLineReader {
  const streams = { stdout: createStream('stdout', onPart), stderr: createStream('stderr', onPart) }
  return {
    read: (source, payload) => streams[source].read(payload),
    end() {
      streams.stdout.end()
      streams.stderr.end()
    },
  }
}

function createStream(source: 'stdout' | 'stderr', onPart: (part: LinePart) => void) {
  /** A line has begun, and its end has not come. */
  let open = false
  let stamp: Stamp | undefined
  /** The beginning of what may be a stamp. */
  let kept: Uint8Array | undefined

  /** Within a line a frame begins with the line's stamp again, or the line had no end. */
  function skipStampAgain(bytes: Uint8Array): number {
    const again = { seconds: 0, nanos: 0 }
    const length = readStamp(bytes, 0, again)
    if (length <= 0) return 0
    if (stamp && again.seconds === stamp.seconds && again.nanos === stamp.nanos) return length
    open = false
    return 0
  }

  /** Where the line's text begins; `UNFINISHED` where its stamp is cut. */
  function takeStamp(bytes: Uint8Array, at: number): number {
    const next = { seconds: 0, nanos: 0 }
    const length = readStamp(bytes, at, next)
    if (length === UNFINISHED) return UNFINISHED
    stamp = length > 0 ? next : undefined
    return at + length
  }

  return {
    read(payload: Uint8Array): void {
      const bytes = kept ? joined(kept, payload) : payload
      let at = open && !kept ? skipStampAgain(bytes) : 0
      kept = undefined
      while (at < bytes.length) {
        const starts = !open
        const begin = starts ? takeStamp(bytes, at) : at
        if (begin === UNFINISHED) {
          kept = bytes.slice(at)
          return
        }
        const feed = bytes.indexOf(LF, begin)
        open = feed === -1
        const end = open ? 'none' : hasReturn(bytes, begin, feed) ? 'crlf' : 'lf'
        const stop = open ? bytes.length : end === 'crlf' ? feed - 1 : feed
        onPart({ source, stamp, bytes: bytes.subarray(begin, stop), end, starts })
        at = open ? bytes.length : feed + 1
      }
    },
    end(): void {
      const last = { source, stamp: open ? stamp : undefined, end: 'none', starts: !open } as const
      if (kept) onPart({ ...last, bytes: kept })
      kept = undefined
    },
  }
}

function hasReturn(bytes: Uint8Array, begin: number, feed: number): boolean {
  return feed > begin && bytes[feed - 1] === CR
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
