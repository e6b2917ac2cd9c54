import { expect, test } from 'vitest'
import { findPattern } from '../../workers/log/find-pattern.ts'
import { lineFields } from '../../workers/log/line-fields.ts'
import type { LineDetails } from '../../workers/log/line-details.ts'
import { fieldQuery, prettyJson, similarQuery, wildExpression } from './similar-lines.ts'

const of = (text: string): LineDetails => ({
  line: 0,
  source: 'stdout',
  member: 0,
  level: 'none',
  time: undefined,
  stamp: undefined,
  text,
  isCut: false,
  fields: lineFields(text),
})

function finds(query: ReturnType<typeof similarQuery>, text: string): boolean {
  const pattern = findPattern(query)
  if ('fault' in pattern) throw new Error(pattern.fault)
  return pattern.any.test(text)
}

test('lines that differ in numbers, hex and ids are similar', () => {
  const query = similarQuery(
    of('GET /a?b=1 (took 12 ms) 0xff req 3f2504e0-4f89-11d3-9a0c-0305e82c3301'),
  )
  expect(
    finds(query, 'GET /a?b=9 (took 345 ms) 0xAB req 11111111-2222-3333-4444-555555555555'),
  ).toBe(true)
  expect(
    finds(query, 'PUT /a?b=9 (took 345 ms) 0xAB req 11111111-2222-3333-4444-555555555555'),
  ).toBe(false)
})

test('a word of hex letters stays', () => {
  expect(wildExpression('facade deadbeef1')).toBe(String.raw`facade (?:0x)?[\da-fA-F]+`)
})

test('of a line with fields the message is looked for, as it is written there', () => {
  const query = similarQuery(of(String.raw`{"t":1,"msg":"say \"hi\" 5 times"}`))
  expect(finds(query, String.raw`{"msg":"say \"hi\" 66 times"}`)).toBe(true)
})

test('a field is looked for with its key', () => {
  const line = of('{"a": "b", "n": {"c": 1}}')
  expect(fieldQuery(line, line.fields?.[0] as never).text).toBe('"a": "b"')
  expect(fieldQuery(line, line.fields?.[2] as never).text).toBe('"c": 1')
})

test('of a long value the beginning is looked for', () => {
  const line = of(`{"a":"${'😀'.repeat(500_000)}"}`)
  const { text } = fieldQuery(line, line.fields?.[0] as never)
  expect(text).toMatch(/^"a":"(?:😀)+$/u)
  expect(text.length).toBeLessThanOrEqual(300)
})

test('a line whose message is empty is looked for by all that it says', () => {
  const text = '{"msg":"","port":80}'
  expect(finds(similarQuery(of(text)), text)).toBe(true)
  expect(finds(similarQuery(of(text)), '{"msg":"up","port":80}')).toBe(false)
})

test('a line is similar to itself where it is cut within a character', () => {
  const text = `a${'😀'.repeat(200)}`
  expect(finds(similarQuery(of(text)), text)).toBe(true)
})

test('ids that are joined are told from each other at once', () => {
  const id = '3f2504e0-4f89-11d3-9a0c-0305e82c3301'
  const query = similarQuery(of(Array.from({ length: 8 }, () => id).join('-')))
  expect(finds(query, 'a-'.repeat(50_000))).toBe(false)
  expect(finds(query, Array.from({ length: 8 }, () => id.toUpperCase()).join('-'))).toBe(true)
})

test('fields are copied as JSON', () => {
  expect(prettyJson(of('{"n":12345678901234567890, "e":[],"o":{}}'))).toBe(
    '{\n  "n": 12345678901234567890,\n  "e": [],\n  "o": {}\n}',
  )
  expect(prettyJson(of('{"__proto__":[1]}'))).toBe('{\n  "__proto__": [\n    1\n  ]\n}')
  expect(prettyJson(of('a=1 b="x y"'))).toBe('{\n  "a": "1",\n  "b": "x y"\n}')
})

test('a long line is not laid out: half a million lists would be as many lines', () => {
  const text = `{"a":${'['.repeat(500_000)}${']'.repeat(500_000)}}`
  expect(prettyJson(of(text))).toBe(text)
})
