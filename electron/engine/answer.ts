import type { IncomingMessage } from 'node:http'
import type { EngineError } from '#shared/errors.ts'
import type { Countdown } from './call-limits.ts'
import { fromRefusal } from './refusals.ts'
import { badAnswer, fromSystemError } from './system-errors.ts'

/** An answer whose headers have come, and the clock that still runs for its body. */
export interface Opened {
  readonly response: IncomingMessage
  readonly countdown: Countdown
}

/** What an endpoint answers with; `nothing` may hold anything, and is not looked at. */
export type Shape = 'object' | 'array' | 'text' | 'nothing'

/** One object of an engine: inspect of a container with 100 KB labels is 1 MB. */
const MAX_OBJECT_BYTES = 16 * 1024 * 1024

/** Ten thousand containers with their labels are 100 MB. */
const MAX_LIST_BYTES = 128 * 1024 * 1024

/** A reason is a sentence; a proxy's page is cut here. */
const MAX_REASON_BYTES = 256 * 1024

/** The whole answer, checked to be what the endpoint promises. */
export async function readAnswer(
  { response, countdown }: Opened,
  shape: Shape,
  endpoint: string,
): Promise<unknown> {
  try {
    const max = shape === 'array' ? MAX_LIST_BYTES : MAX_OBJECT_BYTES
    return toShape(await readBody(response, max, endpoint), shape)
  } finally {
    countdown.settle()
  }
}

/** The engine's no, with as much of its reason as can be read. */
export async function refusalFrom(
  response: IncomingMessage,
  endpoint: string,
): Promise<EngineError> {
  const body = await readBody(response, MAX_REASON_BYTES, endpoint).catch(() => Buffer.alloc(0))
  return fromRefusal(response.statusCode ?? 0, body.toString())
}

async function readBody(
  response: IncomingMessage,
  maxBytes: number,
  endpoint: string,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > maxBytes) throw badAnswer(`The engine's answer is larger than ${maxBytes} bytes`)
      chunks.push(chunk)
    }
  } catch (cause) {
    throw fromSystemError(cause, endpoint)
  }
  return Buffer.concat(chunks, bytes)
}

function toShape(body: Buffer, shape: Shape): unknown {
  switch (shape) {
    case 'nothing':
      return undefined
    case 'text':
      return body.toString()
    case 'array':
    case 'object':
      return parse(body, shape)
    default:
      return shape satisfies never
  }
}

function parse(body: Buffer, shape: 'object' | 'array'): unknown {
  const value = parseJson(body.toString())
  // Podman and older dockerd say `null` for a list without entries.
  if (shape === 'array' && value === null) return []
  const isShape = shape === 'array' ? Array.isArray(value) : isObject(value)
  if (!isShape) throw badAnswer(`The engine answered with something that is not an ${shape}`)
  return value
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw badAnswer('The engine answered with something that is not JSON')
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
