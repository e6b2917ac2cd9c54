import { EngineError } from '#shared/errors.ts'

/** So many bytes of what a window sends; fewer mean that it has gone. */
export async function* sentByWindow(
  stream: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<Uint8Array> {
  let left = size
  if (left === 0) return
  try {
    for await (const chunk of stream) {
      yield chunk.subarray(0, left)
      left -= Math.min(left, chunk.byteLength)
      if (left === 0) return
    }
  } catch {
    // It was closed: told below.
  }
  throw new EngineError({
    code: 'bad-answer',
    message: 'the window that sent it was closed or loaded anew',
    hint: 'Drop it again.',
  })
}
