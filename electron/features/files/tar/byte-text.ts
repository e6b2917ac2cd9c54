/** Bytes that are no UTF-8 stand in a string as U+DC80 to U+DCFF, which no UTF-8 can mean. */
const ESCAPE = 0xdc00
const FIRST_ESCAPED = 0xdc80
const LAST_ESCAPED = 0xdcff

const ESCAPED = /[\udc80-\udcff]/

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A file's name as text, from which `toBytes` makes the same bytes again: Linux takes any but two. */
export function toText(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes)
  } catch {
    return decodePiecewise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  }
}

/** The bytes that a text from `toText` stands for. */
export function toBytes(text: string): Buffer {
  if (!ESCAPED.test(text)) return Buffer.from(text)
  // By characters: the second half of a pair is none of ours.
  return Buffer.concat(Array.from(text, bytesOf))
}

function bytesOf(character: string): Buffer {
  const code = character.codePointAt(0) ?? 0
  const isEscaped = code >= FIRST_ESCAPED && code <= LAST_ESCAPED
  return isEscaped ? Buffer.of(code - ESCAPE) : Buffer.from(character)
}

function decodePiecewise(bytes: Buffer): string {
  let text = ''
  for (let at = 0; at < bytes.length;) {
    const length = lengthOfCharacter(bytes, at)
    text +=
      length === 0
        ? String.fromCharCode(ESCAPE + (bytes[at] ?? 0))
        : bytes.toString('utf8', at, at + length)
    at += Math.max(1, length)
  }
  return text
}

/** In bytes; 0 where none begins there. */
function lengthOfCharacter(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0
  if (first < 0x80) return 1
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  try {
    strict.decode(bytes.subarray(at, at + length))
    return at + length <= bytes.length ? length : 0
  } catch {
    return 0
  }
}
