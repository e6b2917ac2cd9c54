import { posix } from 'node:path'
import { EngineError } from '#shared/errors.ts'

/** One line of an ignore file, ready to be asked. */
export interface IgnorePattern {
  /** As it is compared, without its `!`. */
  readonly path: string
  /** It begins with `!`: what it meets is sent after all. */
  readonly isException: boolean
  readonly meets: (path: string) => boolean
}

const WILDCARDS = /[*?[\\]/

/** What stands in a pattern for itself, and not in a regular expression. */
const SPECIAL = /[\\^$.*+?()[\]{}|/-]/g

/** Any characters at all, as the engines' own expressions have it. */
const ANY = '[^\\n]*'

/** The lines of an ignore file that say something, each made as plain as it can be. */
export function patternsIn(text: string, isWindows = false): readonly string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .filter((line) => !line.startsWith('#') && line.trim() !== '')
    .map((spaced) => {
      const line = spaced.trim()
      const isException = line.startsWith('!')
      const path = isException ? line.slice(1).trim() : line
      return (isException ? '!' : '') + plainPath(isWindows ? path.replaceAll('\\', '/') : path)
    })
    .filter((line) => line !== '')
}

/** Nothing in it leads back, and it begins in the folder that is sent. */
function plainPath(path: string): string {
  if (path === '') return ''
  return posix.normalize(path).replace(/^\//, '').replace(/\/$/, '')
}

/** Throws where the pattern means nothing. */
export function toPattern(line: string): IgnorePattern {
  const isException = line.startsWith('!')
  const path = isException ? line.slice(1) : line
  if (path === '') throw badPattern(line)
  if (!WILDCARDS.test(path)) return { path, isException, meets: (other) => other === path }
  const expression = new RegExp(`^${toExpression(path)}$`, 'u')
  return { path, isException, meets: (other) => expression.test(other) }
}

function toExpression(pattern: string): string {
  // Two stars before nothing but plain letters end anywhere, and not only behind a slash.
  if (/^\*\*[^/]/.test(pattern) && !WILDCARDS.test(pattern.slice(2))) {
    return ANY + literally(pattern.slice(2))
  }
  let expression = ''
  for (let at = 0; at < pattern.length;) {
    const piece = pieceAt(pattern, at)
    expression += piece.expression
    at += piece.length
  }
  return expression
}

interface Piece {
  readonly expression: string
  /** How much of the pattern it takes. */
  readonly length: number
}

function pieceAt(pattern: string, at: number): Piece {
  const [character = ''] = pattern.slice(at, at + 2)
  switch (character) {
    case '*':
      return starsAt(pattern, at)
    case '?':
      return { expression: '[^/]', length: 1 }
    case '[':
      return choiceAt(pattern, at)
    case '\\': {
      const [escaped = ''] = pattern.slice(at + 1, at + 3)
      if (escaped === '') throw badPattern(pattern)
      return { expression: literally(escaped), length: 1 + escaped.length }
    }
    default:
      return { expression: literally(character), length: character.length }
  }
}

/** One star stays in its folder; two are any number of folders, also none. */
function starsAt(pattern: string, at: number): Piece {
  if (pattern[at + 1] !== '*') return { expression: '[^/]*', length: 1 }
  const length = pattern[at + 2] === '/' ? 3 : 2
  const isLast = at + length === pattern.length
  return { expression: isLast ? ANY : `(?:${ANY}/)?`, length }
}

/** `[a-z]`, `[^abc]`, with `\` before what is meant as it stands. */
function choiceAt(pattern: string, at: number): Piece {
  const found = /^\[(\^?)((?:\\.|[^\\\]-])(?:-?(?:\\.|[^\\\]-]))*)\]/su.exec(pattern.slice(at))
  if (!found) throw badPattern(pattern)
  const [{ length }, negation = '', items = ''] = found
  // A hyphen is a range's, unless it is escaped.
  const escaped = items.replaceAll(/\\(.)|([^\\-])/gsu, (_item, one?: string, other?: string) =>
    literally(one ?? other ?? ''),
  )
  return { expression: `[${negation}${escaped}]`, length }
}

function literally(text: string): string {
  return text.replaceAll(SPECIAL, '\\$&')
}

function badPattern(line: string): EngineError {
  return new EngineError({
    code: 'refused',
    message: `Cannot leave files out of the build: "${line}" is no pattern`,
    hint: 'Correct this line of the ignore file.',
  })
}
