import { StringDecoder } from 'node:string_decoder'
import { badAnswer, fromSystemError } from './system-errors.ts'

/** A container with 100 KB of labels has them in each of its events. */
const MAX_LINE_CHARS = 1024 * 1024

/** The objects of a stream of JSON lines. The stream is destroyed when the caller stops. */
export async function* readJsonLines(
  stream: AsyncIterable<Uint8Array>,
  maxLineChars = MAX_LINE_CHARS,
): AsyncGenerator<object> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  for await (const chunk of inOurWords(stream)) {
    rest += decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > maxLineChars) throw badAnswer('The engine sent a line that does not end')
    yield* lines.filter(hasText).map(parseLine)
  }
  // The last line may have no line feed, and counts all the same.
  const last = rest + decoder.end()
  if (hasText(last)) yield parseLine(last)
}

async function* inOurWords(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* stream
  } catch (cause) {
    throw fromSystemError(cause, 'the endpoint')
  }
}

function hasText(line: string): boolean {
  return line.trim() !== ''
}

function parseLine(line: string): object {
  const value = parseJson(line)
  if (typeof value === 'object' && value !== null) return value
  throw badAnswer('The engine sent a line that is not a JSON object')
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw badAnswer('The engine sent a line that is not JSON')
  }
}
