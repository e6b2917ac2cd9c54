import { readAnsiC } from './ansi-c.ts'
import { WordCollector } from './word-collector.ts'
import type { ShellText } from './word.ts'

const NOT_CLOSED = 'this quote is not closed'

/** `$NAME`, `$1` and the like; what stands in brackets is found by counting them. */
const PLAIN_EXPANSION = /\$(?:[A-Za-z_]\w*|[\d@*#?$!-])/y

/** The words that bash makes of a text. Nothing is run and nothing is put in. */
export function posixWords(source: string): ShellText {
  const words = new WordCollector(source)
  let at = 0
  while (at < source.length) at = readPiece(source, at, words)
  return words.finish()
}

/** Reads what begins here; answers with where it ends. */
function readPiece(source: string, at: number, words: WordCollector): number {
  const character = source.charAt(at)
  switch (character) {
    case ' ':
    case '\t':
    case '\r':
      words.endWord(at)
      return at + 1
    case '\n':
    case ';':
    case '&':
    case '|':
    case '(':
    case ')':
      words.endCommand(at)
      return at + 1
    case '<':
    case '>':
      return readRedirection(source, at, words)
    case '#':
      if (!words.isInWord) return endOfLine(source, at)
      break
    case '\\':
      return readBackslash(source, at, words)
    case "'":
      return readSingle(source, at, words)
    case '"':
      return readDouble(source, at, words)
    case '$':
    case '`':
      return readDollar(source, at, words, false)
    case '~':
      if (!words.isInWord && /^~(?=[/\s:]|$)/.test(source.slice(at))) {
        words.addExpansion('~', at)
        return at + 1
      }
      break
  }
  words.add(character, at)
  return at + 1
}

function endOfLine(source: string, at: number): number {
  const end = source.indexOf('\n', at)
  return end < 0 ? source.length : end
}

function readRedirection(source: string, at: number, words: WordCollector): number {
  const [typed = ''] = /^(?:<<<|<<-?|>>|>\||[<>]&|[<>])/.exec(source.slice(at)) ?? []
  words.redirect(typed, at)
  return at + typed.length
}

function readBackslash(source: string, at: number, words: WordCollector): number {
  const [continuation] = /^\\[ \t]*\r?\n/.exec(source.slice(at)) ?? []
  if (continuation !== undefined) {
    // A space after it, from a page, would end the command; nobody means that.
    if (/[ \t]/.test(continuation)) words.endWord(at)
    return at + continuation.length
  }
  words.add(source.charAt(at + 1), at)
  return at + 2
}

function readSingle(source: string, at: number, words: WordCollector): number {
  const end = source.indexOf("'", at + 1)
  if (end < 0) words.remark('wrong', source.slice(at), NOT_CLOSED)
  words.add(source.slice(at + 1, end < 0 ? undefined : end), at)
  return end < 0 ? source.length : end + 1
}

function readDouble(source: string, at: number, words: WordCollector): number {
  words.begin(at)
  let inside = at + 1
  while (inside < source.length) {
    const character = source.charAt(inside)
    if (character === '"') return inside + 1
    if (character === '\\') {
      const next = source.charAt(inside + 1)
      if (next !== '\n') words.add('$`"\\'.includes(next) ? next : `\\${next}`, inside)
      inside += 2
    } else if (character === '$' || character === '`') {
      inside = readDollar(source, inside, words, true)
    } else {
      words.add(character, inside)
      inside += 1
    }
  }
  words.remark('wrong', source.slice(at), NOT_CLOSED)
  return source.length
}

function readDollar(source: string, at: number, words: WordCollector, isQuoted: boolean): number {
  const next = source.charAt(at + 1)
  if (source.charAt(at) === '$') {
    if (!isQuoted && next === "'") return readAnsiC(source, at, words)
    if (!isQuoted && next === '"') return readDouble(source, at + 1, words)
    if (next !== '(' && next !== '{') {
      PLAIN_EXPANSION.lastIndex = at
      const [name] = PLAIN_EXPANSION.exec(source) ?? []
      if (name === undefined) words.add('$', at)
      else words.addExpansion(name, at)
      return at + (name?.length ?? 1)
    }
  }
  const end = endOfSubstitution(source, at)
  words.addExpansion(source.slice(at, end), at)
  return end
}

/** Past `$(…)`, `${…}` or `` `…` ``. */
function endOfSubstitution(source: string, at: number): number {
  if (source.charAt(at) === '`') {
    const end = source.indexOf('`', at + 1)
    return end < 0 ? source.length : end + 1
  }
  const [open, close] = source.charAt(at + 1) === '(' ? ['(', ')'] : ['{', '}']
  let depth = 0
  for (let inside = at + 1; inside < source.length; inside++) {
    if (source.charAt(inside) === open) depth += 1
    if (source.charAt(inside) === close) depth -= 1
    if (depth === 0) return inside + 1
  }
  return source.length
}
