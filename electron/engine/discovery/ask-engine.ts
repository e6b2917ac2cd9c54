import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** Where the question goes: to a socket or a pipe, or over a stream that is open already. */
export type AskTarget =
  | { readonly socketPath: string }
  | { readonly createConnection: () => Duplex }

/** What came back, whole. */
export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** `/info` of an engine with hundreds of plugins and warnings is far below; what is above, is none. */
const MAX_ANSWER_BYTES = 1024 * 1024

/** The answer is longer than any engine's. */
export class TooLongError extends Error {}

/**
 * One GET on a connection of its own that is closed whatever happens.
 * Rejects with the system's or the parser's error, or a `TooLongError`; the signal is its deadline.
 */
export async function askEngine(
  target: AskTarget,
  path: string,
  signal: AbortSignal,
): Promise<Answer> {
  // With an agent, even a new one, the stream would not be asked for.
  const way = 'socketPath' in target ? { ...target, agent: false } : target
  const call = request({ ...way, path, signal, headers: { Host: 'localhost' } })
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      call.once('response', resolve)
      // It stays: what fails after the answer has begun is the body's error as well.
      call.on('error', reject)
      // An upgrade that nobody asked for closes without an error.
      call.once('close', () => reject(hangUp()))
      call.end()
    })
    const { statusCode = 0, headers } = response
    return { status: statusCode, headers, body: await readText(response) }
  } finally {
    call.destroy()
  }
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_ANSWER_BYTES) throw new TooLongError('The answer is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, bytes).toString()
}

function hangUp(): Error {
  return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
}
