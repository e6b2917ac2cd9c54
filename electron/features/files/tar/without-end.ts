import { readTar } from './read-tar.ts'

/**
 * The same bytes as they come, without the blocks that end a tar: others may follow. It throws where
 * the source is no whole tar, and where nothing is in it.
 */
export async function* withoutEnd(
  source: AsyncIterable<Uint8Array>,
  isEmpty: () => Error,
): AsyncGenerator<Uint8Array, void> {
  const passed: Uint8Array[] = []
  let at = 0
  async function* tapped() {
    for await (const chunk of source) {
      passed.push(chunk)
      yield chunk
    }
  }
  /** Of a chunk that goes on behind it, only what is before. */
  function* upTo(end: number) {
    for (let chunk = passed.shift(); chunk; chunk = passed.shift()) {
      const part = chunk.subarray(0, Math.max(0, end - at))
      at += part.length
      if (part.length > 0) yield part
      if (part.length === chunk.length) continue
      passed.unshift(chunk.subarray(part.length))
      return
    }
  }
  let end = 0
  for await (const entry of readTar(tapped())) {
    end = entry.end
    for await (const part of entry.content()) if (part.length > 0) yield* upTo(end)
  }
  if (end === 0) throw isEmpty()
  yield* upTo(end)
}
