import { WordCollector } from './word-collector.ts'
import type { ShellText } from './word.ts'

const EXPANSION = /%\w[^%\s]*%/y

/**
 * The words that a program gets of a line of cmd: cmd takes its carets away, and the program
 * itself reads quotes and backslashes.
 */
export function cmdWords(source: string): ShellText {
  const words = new WordCollector(source)
  // cmd goes by the quotes that have no caret; the program by all of them.
  const quotes = { cmd: false, program: false }
  let at = 0
  while (at < source.length) at = readPiece(source, at, words, quotes)
  if (quotes.program) words.remark('wrong', source, 'a quote in it is not closed')
  return words.finish()
}

interface Quotes {
  cmd: boolean
  program: boolean
}

function readPiece(source: string, at: number, words: WordCollector, quotes: Quotes): number {
  const character = source.charAt(at)
  if (character === '^' && !quotes.cmd) {
    const [continuation] = /^\^[ \t]*\r?\n/.exec(source.slice(at)) ?? []
    if (continuation !== undefined) return at + continuation.length
    return readForProgram(source, at + 1, words, quotes)
  }
  if (character === '\n' || (/[&|]/.test(character) && !quotes.cmd)) {
    words.endCommand(at)
    quotes.cmd = false
    return at + 1
  }
  if (/[<>]/.test(character) && !quotes.cmd) {
    words.redirect(character, at)
    return at + 1
  }
  if (character === '%') {
    EXPANSION.lastIndex = at
    const [name] = EXPANSION.exec(source) ?? []
    if (name !== undefined) {
      words.addExpansion(name, at)
      return at + name.length
    }
  }
  if (character === '"') quotes.cmd = !quotes.cmd
  return readForProgram(source, at, words, quotes)
}

function readForProgram(source: string, at: number, words: WordCollector, quotes: Quotes): number {
  const character = source.charAt(at)
  if (character === '"') {
    words.begin(at)
    quotes.program = !quotes.program
    return at + 1
  }
  if (character === '\\') return readBackslashes(source, at, words, quotes)
  if (/[ \t\r]/.test(character) && !quotes.program) words.endWord(at)
  else words.add(character, at)
  return at + 1
}

/** Before a quote two backslashes are one, and an odd one makes the quote a letter. */
function readBackslashes(source: string, at: number, words: WordCollector, quotes: Quotes): number {
  const pattern = quotes.cmd ? /^(\\+)("?)/ : /^(\\+)((?:\^?")?)/
  const [all = '', slashes = '', quote = ''] = pattern.exec(source.slice(at)) ?? []
  if (quote === '') {
    words.add(slashes, at)
    return at + slashes.length
  }
  words.add('\\'.repeat(Math.trunc(slashes.length / 2)), at)
  if (slashes.length % 2 === 0) return at + slashes.length
  words.add('"', at)
  if (quote === '"') quotes.cmd = !quotes.cmd
  return at + all.length
}
