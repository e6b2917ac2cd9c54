import { WordCollector } from './word-collector.ts'
import type { ShellText } from './word.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

/** Typographic quotes count as well. */
const SINGLE = /['\u2018\u2019\u201a\u201b]/
const DOUBLE = /["\u201c\u201d\u201e]/
const EXPANSION = /\$(?:\{[^}]*\}|\([^)]*\)|[\w:?$^]+)/y

/** The words that PowerShell makes of a text. Nothing is run and nothing is put in. */
export function powershellWords(source: string): ShellText {
  const words = new WordCollector(source)
  let at = 0
  while (at < source.length) at = readPiece(source, at, words)
  return words.finish()
}

function readPiece(source: string, at: number, words: WordCollector): number {
  const character = source.charAt(at)
  if (SINGLE.test(character)) return readSingle(source, at, words)
  if (DOUBLE.test(character)) return readDouble(source, at, words)
  switch (character) {
    case ' ':
    case '\t':
    case '\r':
      words.endWord(at)
      return at + 1
    case '\n':
    case ';':
    case '|':
    case '&':
      words.endCommand(at)
      return at + 1
    case '>':
      words.redirect('>', at)
      return at + 1
    case '#':
      if (!words.isInWord) return Math.max(source.indexOf('\n', at), at + 1)
      break
    case '`':
      return readBacktick(source, at, words)
    case '$':
      return readDollar(source, at, words)
  }
  words.add(character, at)
  return at + 1
}

function readSingle(source: string, at: number, words: WordCollector): number {
  words.begin(at)
  let inside = at + 1
  while (inside < source.length) {
    const character = source.charAt(inside)
    if (!SINGLE.test(character)) words.add(character, inside)
    else if (!SINGLE.test(source.charAt(inside + 1))) return inside + 1
    else {
      words.add(source.charAt(inside + 1), inside)
      inside += 1
    }
    inside += 1
  }
  words.remark('wrong', source.slice(at), 'this quote is not closed')
  return inside
}

function readDouble(source: string, at: number, words: WordCollector): number {
  words.begin(at)
  let inside = at + 1
  while (inside < source.length) {
    const character = source.charAt(inside)
    if (character === '`') inside = readBacktick(source, inside, words)
    else if (character === '$') inside = readDollar(source, inside, words)
    else if (!DOUBLE.test(character)) {
      words.add(character, inside)
      inside += 1
    } else if (DOUBLE.test(source.charAt(inside + 1))) {
      words.add(source.charAt(inside + 1), inside)
      inside += 2
    } else return inside + 1
  }
  words.remark('wrong', source.slice(at), 'this quote is not closed')
  return inside
}

function readBacktick(source: string, at: number, words: WordCollector): number {
  const [continuation] = /^`[ \t]*\r?\n/.exec(source.slice(at)) ?? []
  if (continuation !== undefined) {
    words.endWord(at)
    return at + continuation.length
  }
  const next = source.charAt(at + 1)
  words.add(ESCAPES[next] ?? next, at)
  return at + 2
}

function readDollar(source: string, at: number, words: WordCollector): number {
  EXPANSION.lastIndex = at
  const [name] = EXPANSION.exec(source) ?? []
  if (name === undefined) words.add('$', at)
  else words.addExpansion(name, at)
  return at + (name?.length ?? 1)
}
