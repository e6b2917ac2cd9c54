/** The colours that a program has switched on, as the sequences that do so. */
export type Colours = string

const ESC = 0x1b
const BRACKET = 0x5b
const SEMICOLON = 0x3b
const COLON = 0x3a
const M = 0x6d

/** A program that never resets its colours would make this grow for ever. */
const MAX_CARRIED = 16

/** Which colours are on at the beginning of a line: a line may leave them on for the next. */
export interface CarriedColours {
  /** Takes the next bytes of the log, line after line. */
  pass(line: number, bytes: Uint8Array): void
  /** Those at the beginning of a line. */
  at(line: number): Colours
}

/** Most lines leave nothing on, so only where it changes is kept. */
export function createCarriedColours(): CarriedColours {
  const lines: number[] = []
  const states: Colours[] = []
  let now: readonly string[] = []
  let text = ''

  return {
    pass(line, bytes) {
      let at = bytes.indexOf(ESC)
      if (at === -1) return
      let changed = false
      for (; at !== -1; at = bytes.indexOf(ESC, at + 1)) {
        const end = colourEnd(bytes, at)
        if (end === undefined) continue
        const colour = String.fromCharCode(...bytes.subarray(at, end))
        now = isReset(colour) ? [] : [...now, colour].slice(-MAX_CARRIED)
        changed = true
      }
      const next = now.join('')
      if (!changed || next === text) return
      text = next
      // The line after this one is the first that begins so.
      if (lines.at(-1) === line + 1) states[states.length - 1] = next
      else {
        lines.push(line + 1)
        states.push(next)
      }
    },
    at(line) {
      let [low, high] = [0, lines.length]
      while (low < high) {
        const middle = (low + high) >> 1
        if ((lines[middle] as number) <= line) low = middle + 1
        else high = middle
      }
      return states[low - 1] ?? ''
    },
  }
}

/** After the `m` of a colour sequence that begins here. */
function colourEnd(bytes: Uint8Array, from: number): number | undefined {
  if (bytes[from + 1] !== BRACKET) return undefined
  for (let at = from + 2; at < bytes.length && at < from + 64; at++) {
    const byte = bytes[at] as number
    if (byte === M) return at + 1
    const isParameter = (byte >= 0x30 && byte <= 0x39) || byte === SEMICOLON || byte === COLON
    if (!isParameter) return undefined
  }
  return undefined
}

function isReset(colour: string): boolean {
  return /^\u001b\[0*m$/.test(colour)
}
