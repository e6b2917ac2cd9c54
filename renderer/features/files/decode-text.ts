/** The bytes of the beginning that tell a text from something else. */
const LOOKED_AT_BYTES = 8192

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text that the bytes are; nothing where they are none, or would come out as other bytes. */
export function decodeText(bytes: Uint8Array, isWhole: boolean): string | undefined {
  if (bytes.subarray(0, LOOKED_AT_BYTES).includes(0)) return undefined
  try {
    // The last character of what is only the beginning may be cut.
    return strict.decode(isWhole ? bytes : bytes.subarray(0, lastWholeCharacter(bytes)))
  } catch {
    return undefined
  }
}

const LONGEST_CHARACTER = 4

/** Where the last character that may be cut begins. */
function lastWholeCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= LONGEST_CHARACTER && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if ((byte & 0xc0) !== 0x80) return byte < 0x80 ? bytes.length : bytes.length - back
  }
  return bytes.length
}
