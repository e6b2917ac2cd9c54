/** The colours that a program has switched on, as the sequences that do so. */
export type Colours = string

const ESC = 0x1b
const BRACKET = 0x5b
const SEMICOLON = 0x3b
const COLON = 0x3a
const M = 0x6d

/** A program that never resets its colours would make them grow for ever. */
const MAX_COLOURS = 16

/** A colour's sequence is shorter than this. */
const MAX_SEQUENCE = 64

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
        now = withColour(now, colour)
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
  for (let at = from + 2; at < bytes.length && at < from + MAX_SEQUENCE; at++) {
    const byte = bytes[at] as number
    if (byte === M) return at + 1
    const isParameter = (byte >= 0x30 && byte <= 0x39) || byte === SEMICOLON || byte === COLON
    if (!isParameter) return undefined
  }
  return undefined
}

/** The colours that are on after one more sequence. */
export function withColour(on: readonly string[], sequence: string): readonly string[] {
  if (RESET.test(sequence)) return []
  const begun = ENDS.get(sequence)
  // Most programs end a colour by its own sequence, and then nothing of it is left.
  const left = begun ? on.filter((one) => !begun.test(one)) : on
  return begun && left.length === 0 ? [] : [...left, sequence].slice(-MAX_COLOURS)
}

/** What ends what: the sequences that switch one thing alone on. */
const ENDS: ReadonlyMap<string, RegExp> = new Map([
  ['\u001b[39m', /^\u001b\[(?:3[0-7]|38[;:][\d;:]+|9[0-7])m$/],
  ['\u001b[49m', /^\u001b\[(?:4[0-7]|48[;:][\d;:]+|10[0-7])m$/],
  ['\u001b[22m', /^\u001b\[[12]m$/],
  ['\u001b[23m', /^\u001b\[3m$/],
  ['\u001b[24m', /^\u001b\[4m$/],
  ['\u001b[27m', /^\u001b\[7m$/],
  ['\u001b[29m', /^\u001b\[9m$/],
])

const RESET = /^\u001b\[0*m$/
