import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'

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
 * One GET over a socket or a pipe, on a connection of its own that is closed whatever happens.
 * Rejects with the system's or the parser's error, or a `TooLongError`; the signal is its deadline.
 */
export async function askEngine(
  socketPath: string,
  path: string,
  signal: AbortSignal,
): Promise<Answer> {
  const call = request({ socketPath, path, signal, agent: false, headers: { Host: 'localhost' } })
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
