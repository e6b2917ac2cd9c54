/** Takes bytes in the pieces that one wants, and not in those that come. */
export interface ByteReader {
  /** At least one byte, and at most so many; a copy of nothing. */
  some(most: number): Promise<Buffer>
  take(count: number): Promise<Buffer>
  skip(count: number): Promise<void>
  /** How many were taken or skipped so far. */
  position(): number
  /** To the end of what comes. */
  drain(): Promise<void>
  /** Ends the source. */
  close(): Promise<void>
}

/** `tooShort` makes the error for a source that ends too soon. */
export function createByteReader(
  source: AsyncIterable<Uint8Array>,
  tooShort: () => Error,
): ByteReader {
  const chunks = source[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  let position = 0

  async function some(most: number): Promise<Buffer> {
    while (rest.length === 0) {
      const { done, value } = await chunks.next()
      if (done === true) throw tooShort()
      rest = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    }
    const taken = rest.subarray(0, most)
    rest = rest.subarray(taken.length)
    position += taken.length
    return taken
  }

  return {
    some,
    async take(count) {
      const parts: Buffer[] = []
      for (let left = count; left > 0;) {
        const part = await some(left)
        left -= part.length
        parts.push(part)
      }
      return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts, count)
    },
    async skip(count) {
      for (let left = count; left > 0;) left -= (await some(left)).length
    },
    position: () => position,
    async drain() {
      while ((await chunks.next()).done !== true) {}
    },
    async close() {
      await chunks.return?.()
    },
  }
}
