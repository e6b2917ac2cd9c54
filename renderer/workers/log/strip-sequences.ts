const ESC = 0x1b
const BEL = 0x07
const BACKSLASH = 0x5c
const BRACKET = 0x5b
const CLOSING_BRACKET = 0x5d

/** The bytes without colours, links and what else is meant for a terminal; the same where there is none. */
export function stripSequences(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  let at = bytes.indexOf(ESC)
  if (at === -1) return bytes
  const kept = new Uint8Array(bytes.length)
  let length = 0
  let from = 0
  for (; at !== -1; at = bytes.indexOf(ESC, from)) {
    kept.set(bytes.subarray(from, at), length)
    length += at - from
    from = endOf(bytes, at)
  }
  kept.set(bytes.subarray(from), length)
  return kept.subarray(0, length + bytes.length - from)
}

/** After the sequence that begins here; what never ends goes on to the end of the line. */
function endOf(bytes: Uint8Array, esc: number): number {
  const kind = bytes[esc + 1]
  if (kind === BRACKET) {
    let at = esc + 2
    // Parameters and what stands between, up to the byte that says what is done.
    while (at < bytes.length && isBetween(bytes[at], 0x20, 0x3f)) at += 1
    return isBetween(bytes[at], 0x40, 0x7e) ? at + 1 : at
  }
  if (kind === CLOSING_BRACKET || kind === 0x50 || kind === 0x58 || isBetween(kind, 0x5e, 0x5f)) {
    for (let at = esc + 2; at < bytes.length; at++) {
      if (bytes[at] === BEL) return at + 1
      if (bytes[at] === ESC) return bytes[at + 1] === BACKSLASH ? at + 2 : at
    }
    return bytes.length
  }
  let at = esc + 1
  while (isBetween(bytes[at], 0x20, 0x2f)) at += 1
  return isBetween(bytes[at], 0x30, 0x7e) ? at + 1 : at
}

function isBetween(byte: number | undefined, low: number, high: number): boolean {
  return byte !== undefined && byte >= low && byte <= high
}
