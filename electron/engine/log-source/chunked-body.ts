import { AnswerError } from './answer-head.ts'

/** Takes the chunks of a body apart, however the bytes that carry them are cut. */
export interface ChunkedBody {
  /** Gives the body's bytes from an index on, as views of what was pushed. */
  readonly push: (bytes: Uint8Array, from: number) => void
  readonly isWhole: boolean
}

/** Hexadecimal digits of a chunk's length: a terabyte is enough. */
const MAX_SIZE_DIGITS = 10

/** Of what may stand after a chunk's length, and of the headers after the last one. */
const MAX_EXTRA_BYTES = 16 * 1024

const LF = 0x0a
const CR = 0x0d
const SEMICOLON = 0x3b

/** What is expected next; `…End` wants the second byte of a line's break. */
type Place =
  | 'size'
  | 'extension'
  | 'sizeEnd'
  | 'data'
  | 'afterData'
  | 'dataEnd'
  | 'trailerBegin'
  | 'trailer'
  | 'trailerEnd'
  | 'lastEnd'
  | 'done'

/** One step a byte outside the data: engines send a chunk for each line, eight such bytes in each. */
export function createChunkedBody(onBody: (part: Uint8Array) => void): ChunkedBody {
  let place: Place = 'size'
  let size = 0
  let digits = 0
  let extraBytes = 0

  function takeData(bytes: Uint8Array, from: number): number {
    const end = Math.min(bytes.length, from + size)
    onBody(bytes.subarray(from, end))
    size -= end - from
    if (size === 0) place = 'afterData'
    return end
  }

  function step(byte: number): Place {
    switch (place) {
      case 'size':
        if (byte === CR && digits > 0) return 'sizeEnd'
        if (byte === SEMICOLON && digits > 0) return 'extension'
        return takeDigit(byte)
      case 'extension':
        return byte === CR ? 'sizeEnd' : takeExtra(byte)
      case 'sizeEnd':
        extraBytes = 0
        return expect(byte, LF, size > 0 ? 'data' : 'trailerBegin')
      case 'afterData':
        return expect(byte, CR, 'dataEnd')
      case 'dataEnd':
        digits = 0
        return expect(byte, LF, 'size')
      case 'trailerBegin':
        if (byte === CR) return 'lastEnd'
        place = 'trailer'
        return takeExtra(byte)
      case 'trailer':
        return byte === CR ? 'trailerEnd' : takeExtra(byte)
      case 'trailerEnd':
        return expect(byte, LF, 'trailerBegin')
      case 'lastEnd':
        return expect(byte, LF, 'done')
      case 'data':
      case 'done':
        return place
      default:
        return place satisfies never
    }
  }

  function takeDigit(byte: number): Place {
    const digit = hexDigit(byte)
    digits += 1
    if (digit === undefined || digits > MAX_SIZE_DIGITS) throw cutWrongly()
    size = size * 16 + digit
    return place
  }

  function takeExtra(byte: number): Place {
    extraBytes += 1
    if (byte === LF || extraBytes > MAX_EXTRA_BYTES) throw cutWrongly()
    return place
  }

  return {
    push(bytes, from) {
      let at = from
      while (at < bytes.length && place !== 'done') {
        if (place === 'data') at = takeData(bytes, at)
        else place = step(bytes[at++] as number)
      }
    },
    get isWhole() {
      return place === 'done'
    },
  }
}

function expect(byte: number, wanted: number, next: Place): Place {
  if (byte !== wanted) throw cutWrongly()
  return next
}

function hexDigit(byte: number): number | undefined {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : undefined
}

function cutWrongly(): AnswerError {
  return new AnswerError('The body is not cut as it says')
}
