/** The same bytes; `onSent` is told how many of them have been taken, each time that more are wanted. */
export async function* countBytes(
  bytes: AsyncIterable<Uint8Array>,
  onSent: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let sent = 0
  for await (const chunk of bytes) {
    yield chunk
    sent += chunk.byteLength
    onSent(sent)
  }
}
