import { bodyEndOf, createHeadReader, type AnswerHead } from './answer-head.ts'
import { createChunkedBody } from './chunked-body.ts'

/** Told of an answer as it comes. */
export interface AnswerListener {
  /** Once, before the body. */
  readonly onHead: (head: AnswerHead) => void
  /** Bytes of the body; a view, and only good until it returns. */
  readonly onBody: (part: Uint8Array) => void
}

/** Takes the bytes of one HTTP/1.1 answer apart, however they are cut. */
export interface AnswerReader {
  /** Throws `AnswerError` on what is no HTTP. What comes after the body is not looked at. */
  readonly push: (bytes: Uint8Array) => void
  /** The body has come, as far as its own words tell. */
  readonly isWhole: boolean
  /** Whether the body is whole when the stream has ended: of one without a length, that is its end. */
  readonly isWholeAtEnd: boolean
}

interface Body {
  readonly push: (bytes: Uint8Array, from: number) => void
  readonly isWhole: boolean
}

/**
 * An own reader because of the engine's chunks: it sends one for each line of a log, and Node's
 * parser makes a buffer and an event of each, which costs ten times what reading them in place does.
 */
export function createAnswerReader({ onHead, onBody }: AnswerListener): AnswerReader {
  let headReader = createHeadReader()
  let body: Body | undefined
  let endsWithStream = false

  function begin(head: AnswerHead): void {
    // "Continue" and its like announce the answer proper. A switch of protocols is one.
    if (head.status < 200 && head.status !== 101) {
      headReader = createHeadReader()
      return
    }
    const end = bodyEndOf(head)
    endsWithStream = end === Infinity
    body = end === 'chunked' ? createChunkedBody(onBody) : createPlainBody(end, onBody)
    onHead(head)
  }

  return {
    push(bytes) {
      let at = 0
      while (!body) {
        const found = headReader.push(bytes, at)
        if (!found) return
        at = found.end
        begin(found.head)
      }
      body.push(bytes, at)
    },
    get isWhole() {
      return body?.isWhole === true
    },
    get isWholeAtEnd() {
      return body !== undefined && (endsWithStream || body.isWhole)
    },
  }
}

function createPlainBody(length: number, onBody: (part: Uint8Array) => void): Body {
  let left = length
  return {
    push(bytes, from) {
      const end = Math.min(bytes.length, from + left)
      if (end > from) onBody(bytes.subarray(from, end))
      left -= end - from
    },
    get isWhole() {
      return left === 0
    },
  }
}
