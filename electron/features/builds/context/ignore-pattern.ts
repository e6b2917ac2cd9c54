import { posix } from 'node:path'
import { EngineError } from '#shared/errors.ts'
import { matchPath, type PatternPart } from './match-path.ts'

/** One line of an ignore file, ready to be asked. */
export interface IgnorePattern {
  /** As it is compared, without its `!`. */
  readonly path: string
  /** It begins with `!`: what it meets is sent after all. */
  readonly isException: boolean
  readonly meets: (path: string) => boolean
}

const WILDCARDS = /[*?[\\]/

/** What stands in a choice for itself, and not in a regular expression's. */
const SPECIAL = /[\\^$.*+?()[\]{}|/-]/g

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
  return { path, isException, meets: matchPath(partsOf(path)) }
}

function partsOf(pattern: string): readonly PatternPart[] {
  // Two stars before nothing but plain letters end anywhere, and not only behind a slash.
  if (/^\*\*[^/]/.test(pattern) && !WILDCARDS.test(pattern.slice(2))) {
    return [{ kind: 'rest' }, { kind: 'text', text: pattern.slice(2) }]
  }
  const parts: PatternPart[] = []
  for (let at = 0; at < pattern.length;) {
    const { part, length } = pieceAt(pattern, at)
    at += length
    const before = parts.at(-1)
    if (part.kind === 'text' && before?.kind === 'text') {
      parts[parts.length - 1] = { kind: 'text', text: before.text + part.text }
    } else if (part.kind !== 'folders' || before?.kind !== 'folders') parts.push(part)
  }
  return parts
}

interface Piece {
  readonly part: PatternPart
  /** How much of the pattern it takes. */
  readonly length: number
}

function pieceAt(pattern: string, at: number): Piece {
  switch (pattern[at]) {
    case '*':
      return starsAt(pattern, at)
    case '?':
      return { part: { kind: 'one', meets: (character) => character !== '/' }, length: 1 }
    case '[':
      return choiceAt(pattern, at)
    case '\\': {
      const [escaped = ''] = pattern.slice(at + 1, at + 3)
      if (escaped === '') throw badPattern(pattern)
      return { part: { kind: 'text', text: escaped }, length: 1 + escaped.length }
    }
    default: {
      const [text = ''] = plainAt(pattern, at)
      return { part: { kind: 'text', text }, length: text.length }
    }
  }
}

function plainAt(pattern: string, at: number): readonly string[] {
  const plain = /[^*?[\\]+/y
  plain.lastIndex = at
  return plain.exec(pattern) ?? []
}

/** One star stays in its folder; two are any number of folders, also none. */
function starsAt(pattern: string, at: number): Piece {
  if (pattern[at + 1] !== '*') return { part: { kind: 'name' }, length: 1 }
  const length = pattern[at + 2] === '/' ? 3 : 2
  const isLast = at + length === pattern.length
  return { part: { kind: isLast ? 'rest' : 'folders' }, length }
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
  const choice = toChoice(`[${negation}${escaped}]`)
  if (!choice) throw badPattern(pattern)
  return { part: { kind: 'one', meets: (character) => choice.test(character) }, length }
}

/** Nothing where a range ends before it begins. */
function toChoice(expression: string): RegExp | undefined {
  try {
    return new RegExp(`^${expression}$`, 'u')
  } catch {
    return undefined
  }
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
