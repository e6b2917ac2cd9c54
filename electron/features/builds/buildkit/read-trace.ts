import { badAnswer } from '../../../engine/index.ts'
import { readMessage, type Message } from './message.ts'
import type { Trace, Vertex, VertexLog, VertexStatus, VertexWarning } from './trace.ts'

/**
 * What BuildKit tells of a build: the `aux` of a line `moby.buildkit.trace`, a `StatusResponse` of
 * its API (api/services/control/control.proto). Throws `bad-answer` where it is none.
 */
export function readTrace(aux: string): Trace {
  const trace = readMessage(fromBase64(aux))
  return {
    vertexes: trace.messages(1).map(toVertex),
    statuses: trace.messages(2).map(toStatus),
    logs: trace.messages(3).map(toLog),
    warnings: trace.messages(4).map(toWarning),
  }
}

/** Node leaves out what is no base64, and a message would be read from what is left. */
function fromBase64(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') === text) return bytes
  throw badAnswer('BuildKit sent a message that is not base64')
}

function toVertex(vertex: Message): Vertex {
  const error = vertex.text(7)
  return {
    digest: vertex.text(1),
    name: vertex.text(3),
    inputs: vertex.texts(2),
    isCached: vertex.number(4) !== 0,
    ...during(vertex.message(5), vertex.message(6)),
    ...(error !== '' && { error }),
  }
}

function toStatus(status: Message): VertexStatus {
  return {
    id: status.text(1),
    vertex: status.text(2),
    name: status.text(3),
    current: status.number(4),
    total: status.number(5),
    ...during(status.message(7), status.message(8)),
  }
}

function toLog(log: Message): VertexLog {
  return {
    vertex: log.text(1),
    at: toMs(log.message(2)) ?? 0,
    stream: log.number(3),
    bytes: log.bytes(4),
  }
}

function toWarning(warning: Message): VertexWarning {
  const url = warning.text(5)
  const lines = warning.messages(7).map(toLines)
  return {
    vertex: warning.text(1),
    short: warning.text(3),
    detail: warning.texts(4),
    ...(url !== '' && { url }),
    ...(lines.length > 0 && { lines }),
  }
}

function toLines(range: Message): { readonly first: number; readonly last: number } {
  const first = range.message(1)?.number(1) ?? 0
  return { first, last: range.message(2)?.number(1) ?? first }
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
  const seconds = timestamp?.number(1) ?? 0
  if (timestamp === undefined || seconds <= 0) return undefined
  return seconds * MS_PER_SECOND + Math.floor(timestamp.number(2) / NS_PER_MS)
}
