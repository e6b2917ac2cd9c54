import type { WordCollector } from './word-collector.ts'

const PLAIN: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  E: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

const HEX = 16
const OCTAL = 8

/** An escape, or what is none. Bytes above 127 are parts of UTF-8, and are read together. */
const PIECE =
  /\\(?:x([\da-fA-F]{1,2})|u([\da-fA-F]{1,4})|U([\da-fA-F]{1,8})|([0-7]{1,3})|c([^])|([^]))|([^\\])/gy

/** Reads `$'…'`; answers with where it ends. */
export function readAnsiC(source: string, at: number, words: WordCollector): number {
  words.begin(at)
  const [, inside = ''] = /^\$'((?:\\[^]|[^'\\])*)/.exec(source.slice(at)) ?? []
  const end = at + "$'".length + inside.length
  if (source.charAt(end) !== "'") {
    words.remark('wrong', source.slice(at), 'this quote is not closed')
  }
  words.add(unescape(inside), at)
  return Math.min(end + 1, source.length)
}

function unescape(text: string): string {
  let result = ''
  let octets = ''
  const flush = () => {
    result += octets === '' ? '' : decodeOctets(octets)
    octets = ''
  }
  PIECE.lastIndex = 0
  for (const [, hex, short, long, octal, control, plain, other = ''] of text.matchAll(PIECE)) {
    const code =
      hex === undefined ? octal && Number.parseInt(octal, OCTAL) % 256 : Number.parseInt(hex, HEX)
    if (code !== undefined && code !== '') {
      octets += `%${code.toString(HEX).padStart(2, '0')}`
      continue
    }
    flush()
    const point = short ?? long
    if (point !== undefined) result += String.fromCodePoint(Number.parseInt(point, HEX))
    else if (control !== undefined)
      result += String.fromCharCode(control.toUpperCase().charCodeAt(0) ^ 64)
    else if (plain !== undefined)
      result += PLAIN[plain] ?? (/["'?\\]/.test(plain) ? plain : `\\${plain}`)
    else result += other
  }
  flush()
  return result
}

function decodeOctets(percented: string): string {
  try {
    return decodeURIComponent(percented)
  } catch {
    return percented.replaceAll(/%(..)/g, (_all, code: string) =>
      String.fromCharCode(Number.parseInt(code, HEX)),
    )
  }
}
