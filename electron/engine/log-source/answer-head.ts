/** The status line and the headers of an answer; names in lower case. */
export interface AnswerHead {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
}

/** What came is no HTTP/1.1. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError'
  /** As those of Node's own parser begin: `fromSystemError` knows what to say of it. */
  readonly code = 'HPE_INVALID'
}

/** How a body ends: by its chunks, after so many bytes, or (`Infinity`) with the stream. */
export type BodyEnd = 'chunked' | number

/** Reads an answer's head; gives the index after it, or nothing while it is not whole. */
export interface HeadReader {
  push(
    chunk: Uint8Array,
    from: number,
  ): { readonly head: AnswerHead; readonly end: number } | undefined
}

/** Node's own limit is the same. */
const MAX_HEAD_BYTES = 16 * 1024

const BEGINNING = 'HTTP/1.'
const END = '\r\n\r\n'
const LF = 0x0a

/** Gives up early on what begins otherwise: a server of another kind may wait for us to speak. */
export function createHeadReader(): HeadReader {
  let text = ''
  return {
    push(chunk, from) {
      for (let at = from; at < chunk.length; at++) {
        const byte = chunk[at] as number
        text += String.fromCharCode(byte)
        if (text.length <= BEGINNING.length && !BEGINNING.startsWith(text)) throw notHttp()
        if (text.length > MAX_HEAD_BYTES) throw new AnswerError('The answer has too many headers')
        if (byte === LF && text.endsWith(END)) return { head: parseHead(text), end: at + 1 }
      }
      return undefined
    },
  }
}

function parseHead(text: string): AnswerHead {
  const [first = '', ...lines] = text.slice(0, -END.length).split('\r\n')
  const [, status] = /^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(first) ?? []
  if (status === undefined) throw notHttp()
  const headers = new Map<string, string>()
  for (const line of lines) {
    const [, name = '', value = ''] = /^([\w!#$%&'*+.^`|~-]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? []
    if (name === '') throw new AnswerError('The answer has a header without a name')
    addHeader(headers, name.toLowerCase(), value)
  }
  return { status: Number(status), headers }
}

/** Of a header that comes again the values belong together. */
function addHeader(headers: Map<string, string>, name: string, value: string): void {
  const before = headers.get(name)
  headers.set(name, before === undefined ? value : `${before}, ${value}`)
}

/** Throws where that cannot be said for sure. */
export function bodyEndOf({ status, headers }: AnswerHead): BodyEnd {
  if (status === 204 || status === 304) return 0
  const coding = headers.get('transfer-encoding')
  const length = headers.get('content-length')
  if (coding !== undefined) {
    if (coding.toLowerCase() !== 'chunked' || length !== undefined) throw unknownEnd()
    return 'chunked'
  }
  if (length === undefined) return Infinity
  if (!/^\d{1,15}$/.test(length)) throw unknownEnd()
  return Number(length)
}

function notHttp(): AnswerError {
  return new AnswerError('What answers speaks no HTTP/1.1')
}

function unknownEnd(): AnswerError {
  return new AnswerError('The answer does not say where its body ends')
}
