import { array, assert, boolean, constantFrom, property, record, stringMatching } from 'fast-check'
import { expect, test } from 'vitest'
import { findInRun, findInTexts, MAX_IN_TEXTS } from './find-in-run.ts'
import { findPattern, type FindPattern, type FindQuery } from './find-pattern.ts'

const query = (text: string, over: Partial<FindQuery> = {}): FindQuery => ({
  text,
  isRegExp: false,
  matchCase: false,
  wholeWord: false,
  ...over,
})

function pattern(text: string, over: Partial<FindQuery> = {}): FindPattern {
  const made = findPattern(query(text, over))
  if ('fault' in made) throw new Error(made.fault)
  return made
}

function find(lines: readonly string[], expression: FindPattern): number[] {
  const encoder = new TextEncoder()
  const starts: number[] = []
  let at = 0
  for (const line of lines) {
    starts.push(at)
    at += encoder.encode(line).length + 1
  }
  const bytes = encoder.encode(lines.map((line) => `${line}\n`).join(''))
  return findInRun({ bytes, starts: Uint32Array.from(starts) }, expression)
}

test('each match tells its line', () => {
  expect(find(['one', 'two two', '', 'three', 'two'], pattern('two'))).toEqual([1, 1, 4])
})

test('case and whole words count where they are wanted', () => {
  const lines = ['Error', 'error', 'errors', 'fehlerä error']
  expect(find(lines, pattern('error'))).toEqual([0, 1, 2, 3])
  expect(find(lines, pattern('error', { matchCase: true }))).toEqual([1, 2, 3])
  expect(find(lines, pattern('error', { wholeWord: true }))).toEqual([0, 1, 3])
  expect(find(['äerror'], pattern('error', { wholeWord: true }))).toEqual([])
})

test('what means something in an expression is plain text in a text', () => {
  const odd = String.raw`a.b*[c](d){e}|f^g$h\i/j-k+l?`
  expect(find(['aXb', odd], pattern(odd))).toEqual([1])
  expect(find(['aXb', 'a.b'], pattern('a.b', { isRegExp: true }))).toEqual([0, 1])
})

test('an expression is met at the beginning and the end of each line', () => {
  expect(find(['ab', 'ba', 'ab'], pattern('^a', { isRegExp: true }))).toEqual([0, 2])
  expect(find(['ab', 'ba', 'ab'], pattern('b$', { isRegExp: true }))).toEqual([0, 2])
})

test('no match goes over the end of a line', () => {
  const lines = ['aXX', 'XXa', 'XX']
  expect(find(lines, pattern('[^a]+', { isRegExp: true }))).toEqual([0, 1, 2])
  expect(find(lines, pattern(String.raw`a\s*`, { isRegExp: true }))).toEqual([0, 1])
})

test('colours within a word do not hide it', () => {
  expect(find(['plain', 'er\u001b[31mro\u001b[0mr'], pattern('error'))).toEqual([1])
})

test('lines with characters of several bytes are counted right', () => {
  expect(find(['äöü', '漢字', 'x'], pattern('x'))).toEqual([2])
})

test('an expression that matches nothing at all finds nothing', () => {
  expect(find(['ab', 'cd'], pattern('x*', { isRegExp: true }))).toEqual([])
})

test('a bad expression says what is wrong with it', () => {
  expect(findPattern(query('(', { isRegExp: true }))).toEqual({ fault: 'Unterminated group' })
})

test('what is found in many lines at once, ASCII or not, is what is found in each', () => {
  const line = stringMatching(/^(?:[abk_ ]{0,12}|[abkKsSſ\u212a ä]{0,12})$/)
  const expressions = constantFrom(
    'a',
    'a+',
    '[^a]',
    'b a',
    '^a',
    'b$',
    'ä',
    's',
    'K',
    '[^s]',
    'ä*b',
    String.raw`(?<x>a)\k<x>`,
    String.raw`\bk`,
    String.raw`\W`,
    String.raw`\w+`,
    String.raw`\u0061`,
    String.raw`\p{L}`,
  )
  assert(
    property(
      array(line, { minLength: 1, maxLength: 20 }),
      expressions,
      record({ matchCase: boolean(), wholeWord: boolean() }),
      (lines, text, over) => {
        const expression = pattern(text, { isRegExp: true, ...over })
        const each = lines.flatMap((one, at) => Array.from(one.matchAll(expression.any), () => at))
        expect(find(lines, expression)).toEqual(each)
      },
    ),
    { numRuns: 2000 },
  )
})

test('bytes that are no UTF-8 do not hide what is beside them', () => {
  const bytes = Uint8Array.from([0xff, 0x73, 0x0a, 0x53, 0x0a])
  expect(findInRun({ bytes, starts: Uint32Array.of(0, 3) }, pattern('\ufffds'))).toEqual([0])
  expect(findInRun({ bytes, starts: Uint32Array.of(0, 3) }, pattern('s'))).toEqual([0, 1])
})

test('in the texts of the screen each match has its place', () => {
  expect(findInTexts(['one two', '', 'two'], pattern('two'))).toEqual([[4, 7], [], [0, 3]])
})

test('of very many matches in texts only the first are told', () => {
  const texts = ['a'.repeat(MAX_IN_TEXTS - 1), 'aa', 'a']
  const counts = findInTexts(texts, pattern('a')).map((pairs) => pairs.length / 2)
  expect(counts).toEqual([MAX_IN_TEXTS - 1, 1, 0])
})
