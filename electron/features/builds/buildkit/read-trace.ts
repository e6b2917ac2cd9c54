import { badAnswer } from '../../../engine/index.ts'
import { bytesIn, messageIn, messagesIn, numberIn, textIn, textsIn } from './message.ts'
import { readMessage, type Message } from './wire.ts'
import type { Trace, Vertex, VertexLog, VertexStatus, VertexWarning } from './trace.ts'

/**
 * What BuildKit tells of a build: the `aux` of a line `moby.buildkit.trace`, a `StatusResponse` of
 * its API (api/services/control/control.proto). Throws `bad-answer` where it is none.
 */
export function readTrace(aux: string): Trace {
  const trace = readMessage(fromBase64(aux))
  return {
    vertexes: messagesIn(trace, 1).map(toVertex),
    statuses: messagesIn(trace, 2).map(toStatus),
    logs: messagesIn(trace, 3).map(toLog),
    warnings: messagesIn(trace, 4).map(toWarning),
  }
}

/** Node leaves out what is no base64, and a message would be read from what is left. */
function fromBase64(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') === text) return bytes
  throw badAnswer('BuildKit sent a message that is not base64')
}

function toVertex(vertex: Message): Vertex {
  const error = textIn(vertex, 7)
  return {
    digest: textIn(vertex, 1),
    name: textIn(vertex, 3),
    inputs: textsIn(vertex, 2),
    isCached: numberIn(vertex, 4) !== 0,
    ...during(messageIn(vertex, 5), messageIn(vertex, 6)),
    ...(error !== '' && { error }),
  }
}

function toStatus(status: Message): VertexStatus {
  return {
    id: textIn(status, 1),
    vertex: textIn(status, 2),
    name: textIn(status, 3),
    current: numberIn(status, 4),
    total: numberIn(status, 5),
    ...during(messageIn(status, 7), messageIn(status, 8)),
  }
}

function toLog(log: Message): VertexLog {
  return {
    vertex: textIn(log, 1),
    at: toMs(messageIn(log, 2)) ?? 0,
    stream: numberIn(log, 3),
    bytes: bytesIn(log, 4),
  }
}

function toWarning(warning: Message): VertexWarning {
  const url = textIn(warning, 5)
  const lines = messagesIn(warning, 7).map(toLines)
  return {
    vertex: textIn(warning, 1),
    short: textIn(warning, 3),
    detail: textsIn(warning, 4),
    ...(url !== '' && { url }),
    ...(lines.length > 0 && { lines }),
  }
}

function toLines(range: Message): { readonly first: number; readonly last: number } {
  const lineOf = (position: Message | undefined) => position && numberIn(position, 1)
  const first = lineOf(messageIn(range, 1)) ?? 0
  return { first, last: lineOf(messageIn(range, 2)) ?? first }
}

function during(started: Message | undefined, ended: Message | undefined) {
  const startedAt = toMs(started)
  const endedAt = toMs(ended)
  return {
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
  }
}

const MS_PER_SECOND = 1000
const NS_PER_MS = 1_000_000

/** Go's time without a value is in the year 1. */
function toMs(timestamp: Message | undefined): number | undefined {
  if (timestamp === undefined) return undefined
  const seconds = numberIn(timestamp, 1)
  if (seconds <= 0) return undefined
  return seconds * MS_PER_SECOND + Math.floor(numberIn(timestamp, 2) / NS_PER_MS)
}
