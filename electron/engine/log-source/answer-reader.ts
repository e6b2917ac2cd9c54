/** The status line and the headers of an answer; names in lower case. */
export interface AnswerHead {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
}

/** Takes the bytes of one HTTP/1.1 answer apart, however they are cut. */
export interface AnswerReader {
  /** Gives the body's bytes in it, as views of the chunk. Throws on what is no HTTP. */
  push(chunk: Uint8Array, onBody: (part: Uint8Array) => void): void
  /** Set once all headers have come. */
  readonly head: AnswerHead | undefined
  /** The body is whole; of one whose length nobody told, only its end says so. */
  readonly isWhole: boolean
}

class AnswerError extends Error {
  override readonly name = 'AnswerError'
}

/** Node's own limit is the same. */
const MAX_HEAD_BYTES = 16 * 1024

/** Hexadecimal digits of a chunk's length: a terabyte is enough. */
const MAX_SIZE_DIGITS = 10

const CR = 0x0d
const LF = 0x0a
const SEMICOLON = 0x3b

/** Within a chunk's frame: its length, what may follow that, its bytes, and the break after them. */
type Place = 'size' | 'extension' | 'data' | 'after' | 'trailer' | 'done'

/**
 * An own reader because of the engine's chunks: it sends one for each line of a log, and Node's
 * parser makes a buffer and an event of each, which costs ten times what reading them in place does.
 */
export function createAnswerReader(): AnswerReader {
  let text = ''
  let head: AnswerHead | undefined
  /** How the body ends: by chunks, after so many bytes, or with the stream. */
  let chunked = false
  let left = Infinity

  let place: Place = 'size'
  let size = 0
  let digits = 0
  let trailerBytes = 0

  function takeHead(chunk: Uint8Array): number {
    let at = 0
    while (at < chunk.length) {
      text += String.fromCharCode(chunk[at] as number)
      at += 1
      if (text.endsWith('\r\n\r\n')) {
        head = parseHead(text)
        chunked = /\bchunked\b/i.test(head.headers.get('transfer-encoding') ?? '')
        left = lengthOf(head)
        return at
      }
      if (text.length > MAX_HEAD_BYTES) throw new AnswerError('The answer has too many headers')
    }
    return at
  }

  function takePlain(chunk: Uint8Array, from: number, onBody: (part: Uint8Array) => void): void {
    const taken = Math.min(chunk.length - from, left)
    if (taken > 0) onBody(chunk.subarray(from, from + taken))
    left -= taken
  }

  function takeChunks(chunk: Uint8Array, from: number, onBody: (part: Uint8Array) => void): void {
    let at = from
    while (at < chunk.length && place !== 'done') {
      if (place === 'data') {
        const taken = Math.min(chunk.length - at, size)
        onBody(chunk.subarray(at, at + taken))
        at += taken
        size -= taken
        if (size === 0) place = 'after'
      } else {
        takeFraming(chunk[at] as number)
        at += 1
      }
    }
  }

  function takeFraming(byte: number): void {
    if (place === 'size') {
      if (byte === LF) return beginData()
      if (byte === CR) return
      if (byte === SEMICOLON) {
        place = 'extension'
        return
      }
      digits += 1
      const digit = hexDigit(byte)
      if (digit === undefined || digits > MAX_SIZE_DIGITS)
        throw new AnswerError('The body is cut wrongly')
      size = size * 16 + digit
    } else if (place === 'extension') {
      if (byte === LF) beginData()
    } else if (place === 'after') {
      if (byte === LF) beginSize()
      else if (byte !== CR) throw new AnswerError('The body is cut wrongly')
    } else takeTrailer(byte)
  }

  function beginSize(): void {
    place = 'size'
    size = 0
    digits = 0
  }

  function beginData(): void {
    if (digits === 0) throw new AnswerError('The body is cut wrongly')
    place = size === 0 ? 'trailer' : 'data'
    trailerBytes = 0
  }

  /** An empty line ends it. */
  function takeTrailer(byte: number): void {
    if (byte === LF && trailerBytes === 0) place = 'done'
    else if (byte === LF) trailerBytes = 0
    else if (byte !== CR) trailerBytes += 1
  }

  return {
    push(chunk, onBody) {
      const from = head ? 0 : takeHead(chunk)
      if (!head || from === chunk.length) return
      if (chunked) takeChunks(chunk, from, onBody)
      else takePlain(chunk, from, onBody)
    },
    get head() {
      return head
    },
    get isWhole() {
      return head !== undefined && (chunked ? place === 'done' : left === 0)
    },
  }
}

function parseHead(text: string): AnswerHead {
  const [first = '', ...lines] = text.trimEnd().split('\r\n')
  const status = Number(/^HTTP\/1\.[01] (\d{3})\b/.exec(first)?.[1])
  if (Number.isNaN(status)) throw new AnswerError('What answers is no HTTP server')
  const headers = lines.map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
  })
  return { status, headers: new Map(headers) }
}

function lengthOf({ headers }: AnswerHead): number {
  const told = headers.get('content-length')
  return told !== undefined && /^\d+$/.test(told) ? Number(told) : Infinity
}

function hexDigit(byte: number): number | undefined {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : undefined
}
