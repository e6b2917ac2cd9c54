import { fromRefusal } from '../refusals.ts'
import { badAnswer } from '../system-errors.ts'
import type { AnswerHead } from './answer-head.ts'
import { createAnswerReader } from './answer-reader.ts'

/** Told what the engine answers to an order for a log. */
export interface LogListener {
  /** It said yes. */
  readonly onOpen: () => void
  /** Bytes of the log; a view, and only good until it returns. */
  readonly onBytes: (part: Uint8Array) => void
  /** The log is whole. */
  readonly onEnd: () => void
}

/** The engine's answer, on its way in. */
export interface LogAnswer {
  /** Throws the engine's refusal, or what is wrong with the answer. */
  readonly take: (bytes: Uint8Array) => void
  /** The stream has ended. Throws where the answer is not whole. */
  readonly end: () => void
}

/** A reason is a sentence; of a proxy's page this much is read. */
const MAX_REASON_BYTES = 256 * 1024

/** Tells a log from a refusal. */
export function createLogAnswer({ onOpen, onBytes, onEnd }: LogListener): LogAnswer {
  const reason = createReason()
  let head: AnswerHead | undefined
  const reader = createAnswerReader({
    onHead(answered) {
      head = answered
      refuseDetours(head)
      if (head.status === 200) onOpen()
    },
    onBody(part) {
      if (head?.status === 200) onBytes(part)
      else reason.add(part)
    },
  })

  function finish(status: number): void {
    if (status !== 200) throw fromRefusal(status, reason.text())
    onEnd()
  }

  return {
    take(bytes) {
      reader.push(bytes)
      if (head && (reader.isWhole || reason.isFull)) finish(head.status)
    },
    end() {
      if (!head) throw hungUp()
      if (head.status === 200 && !reader.isWholeAtEnd) {
        throw badAnswer('The engine’s answer was cut off')
      }
      finish(head.status)
    },
  }
}

/** A redirect would lead to another host than the one that was chosen. */
function refuseDetours({ status, headers }: AnswerHead): void {
  if (status === 101) throw badAnswer('The engine switched protocols without being asked')
  if (status < 300 || status >= 400) return
  const target = headers.get('location') ?? ''
  throw badAnswer(`The engine answered with a redirect to "${target}"`, status)
}

function createReason() {
  const parts: Uint8Array[] = []
  let bytes = 0
  return {
    add(part: Uint8Array) {
      bytes += part.length
      parts.push(part.slice())
    },
    get isFull() {
      return bytes > MAX_REASON_BYTES
    },
    /** Part of a page is no reason. */
    text: () => (bytes > MAX_REASON_BYTES ? '' : Buffer.concat(parts, bytes).toString()),
  }
}

/** What Node says of a stream that ends before its answer. */
function hungUp(): Error {
  return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
}
