import type { Frame } from '#shared/frames.ts'
import type { LogPiece } from './log-piece.ts'

/** RFC 3339 with nanoseconds and a space, as the engine puts it before a line. */
const STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) /

/** A stamp with its space is no longer than this. */
const MAX_STAMP_CHARS = 36

/** Makes lines of a log's frames, which must have been asked for with stamps. */
export interface LineReader {
  read(frame: Frame): readonly LogPiece[]
  /** What was kept of a stream that has ended. */
  end(): readonly LogPiece[]
}

/**
 * Tells the lines of stdout and stderr apart, however the frames are cut. The engine splits a
 * line of more than 16 KiB, and puts the same stamp before every part; a container with a TTY has
 * no frames, and a line, a stamp or a character may be cut anywhere.
 */
export function createLineReader(): LineReader {
  const streams = { stdout: createStream('stdout'), stderr: createStream('stderr') }
  return {
    read: ({ stream, payload }) => streams[stream === 'stderr' ? 'stderr' : 'stdout'].read(payload),
    end: () => [...streams.stdout.end(), ...streams.stderr.end()],
  }
}

function createStream(source: 'stdout' | 'stderr') {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  /** A line has begun, and its end has not come. */
  let open = false
  let stamp = ''
  /** The beginning of what may be a stamp. */
  let kept = ''

  /** Within a line a frame begins with the line's stamp again, or a line has no end. */
  function withoutStamp(payload: Uint8Array): Uint8Array {
    const again = open && kept === '' ? stampIn(payload) : undefined
    if (again === undefined) return payload
    if (again === stamp) return payload.subarray(again.length + 1)
    open = false
    return payload
  }

  function split(all: string): LogPiece[] {
    const pieces: LogPiece[] = []
    let rest = all
    while (rest !== '') {
      const starts = !open
      if (starts) {
        if (isStampBegun(rest)) {
          kept = rest
          break
        }
        stamp = STAMP.exec(rest)?.[1] ?? ''
        if (stamp !== '') rest = rest.slice(stamp.length + 1)
      }
      const end = rest.indexOf('\n')
      open = end === -1
      const text = open ? rest : rest.slice(0, end).replace(/\r$/, '')
      rest = open ? '' : rest.slice(end + 1)
      pieces.push({ source, stamp, text, starts })
    }
    return pieces
  }

  return {
    read(payload: Uint8Array): LogPiece[] {
      const text = kept + decoder.decode(withoutStamp(payload), { stream: true })
      kept = ''
      return split(text)
    },
    end(): LogPiece[] {
      const text = kept + decoder.decode()
      kept = ''
      return text === '' ? [] : [{ source, stamp: open ? stamp : '', text, starts: !open }]
    },
  }
}

function stampIn(payload: Uint8Array): string | undefined {
  const ascii = String.fromCharCode(...payload.subarray(0, MAX_STAMP_CHARS))
  return STAMP.exec(ascii)?.[1]
}

function isStampBegun(text: string): boolean {
  return text.length < MAX_STAMP_CHARS && /^[\d:.TZ+-]+$/.test(text)
}
