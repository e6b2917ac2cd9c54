import { assert, constantFrom, nat, pre, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { parseFilter, withoutTerm, writeValue } from './parse-filter.ts'

const only = (text: string) => {
  const [term, ...others] = parseFilter(text)
  expect(others).toEqual([])
  return term
}
const value = (text: string, exact = false) => ({ text, exact })

test('words are parted by white space', () => {
  expect(parseFilter('  web   api ').map(({ text, from, to }) => [text, from, to])).toEqual([
    ['web', 2, 5],
    ['api', 8, 11],
  ])
})

test('a key, an operator and a value are a field', () => {
  expect(only('State:running')).toMatchObject({
    kind: 'field',
    key: 'state',
    operator: ':',
    values: [value('running')],
    negated: false,
  })
  expect(only('size>=500mb')).toMatchObject({ operator: '>=', values: [value('500mb')] })
  expect(only('age<2d')).toMatchObject({ operator: '<', values: [value('2d')] })
})

test('a minus leaves out, and by itself it is a word', () => {
  expect(only('-name:tmp')).toMatchObject({ key: 'name', negated: true, text: 'name:tmp' })
  expect(only('-tmp')).toMatchObject({ kind: 'text', text: 'tmp', negated: true })
  expect(only('-')).toMatchObject({ kind: 'text', text: '-', negated: false })
})

test('what begins with a digit or a sign is no field', () => {
  for (const text of ['8080:80', '10.0.0.1', '<none>', ':5432', '=x']) {
    expect(only(text)).toMatchObject({ kind: 'text', text })
  }
})

test('quotes keep white space, commas and operators, and mean the whole value', () => {
  expect(only('"two words"')).toMatchObject({ kind: 'text', text: 'two words' })
  expect(only('project:"my, shop"')).toMatchObject({ values: [value('my, shop', true)] })
  expect(only('label:env="a b"')).toMatchObject({ values: [value('env=a b')] })
  expect(only(String.raw`name:"say \"hi\" \\ now"`)).toMatchObject({
    values: [value(String.raw`say "hi" \ now`, true)],
  })
  expect(only('name:"open end')).toMatchObject({ values: [value('open end', true)] })
})

test('commas part values of which any will do', () => {
  expect(only('state:running,"a,b",')).toMatchObject({
    values: [value('running'), value('a,b', true), value('')],
    lastFrom: 20,
  })
})

test('a term is taken out with the space around it', () => {
  const text = 'web  state:running  api'
  const [, state] = parseFilter(text)
  expect(withoutTerm(text, state ?? { from: 0, to: 0 })).toBe('web api')
})

/** Text with all that has a meaning in it. */
const typed = string({
  unit: constantFrom('a', 'b', '7', ' ', '\t', '"', '\\', '-', ':', '<', '>', '=', ',', 'ß', '🐳'),
  maxLength: 30,
})

test('whatever is typed, the terms stand one after the other and leave only white space', () => {
  assert(
    property(typed, (text) => {
      let end = 0
      let between = ''
      for (const { from, to } of parseFilter(text)) {
        expect(from).toBeGreaterThanOrEqual(end)
        expect(to).toBeGreaterThan(from)
        between += text.slice(end, from)
        end = to
      }
      expect(`${between}${text.slice(end)}`.trim()).toBe('')
    }),
  )
})

test('a value is read as it was written', () => {
  assert(
    property(string({ unit: 'grapheme', maxLength: 20 }), (text) => {
      expect(only(`name:${writeValue(text)}`)).toMatchObject({ values: [{ text }] })
    }),
  )
})

test('without one of its terms a filter has the others', () => {
  assert(
    property(typed, nat(), (text, nth) => {
      // A quote that is never closed takes in what comes after it: its end is no end.
      pre(text.replaceAll(/\\["\\]/g, '').split('"').length % 2 === 1 && !text.includes('\\'))
      const terms = parseFilter(text)
      pre(terms.length > 0)
      const at = nth % terms.length
      const rest = parseFilter(withoutTerm(text, terms[at] ?? { from: 0, to: 0 }))
      expect(rest.map((term) => term.text)).toEqual(terms.toSpliced(at, 1).map((term) => term.text))
    }),
  )
})
