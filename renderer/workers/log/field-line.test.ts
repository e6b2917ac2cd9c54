import { expect, test } from 'vitest'
import { fieldLine, MAX_FIELD_LINE } from './field-line.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

/** Without its colours. */
const shown = (text: string, hidden: readonly string[] = []) =>
  // oxlint-disable-next-line no-control-regex -- colours are of these
  fieldLine(bytes(text), { hidden })?.text?.replaceAll(/\u001b\[\d+m/g, '')

test('a line of JSON is level, message and the rest, without its time', () => {
  const line = '{"ts":1,"n":{"a":[1]},"level":"warning","msg":"disk full","path":"/a b"}'
  expect(shown(line)).toBe('WARN  disk full n={"a":[1]} path="/a b"')
  expect(fieldLine(bytes(line), { hidden: [] })?.keys).toEqual(['n', 'path'])
})

test('a line of pairs likewise, and numbers of pino are levels', () => {
  expect(shown('level=info msg="up" port=80')).toBe('INFO  up port=80')
  expect(shown('{"level":50,"msg":"x"}')).toBe('ERROR x')
})

test('fields that were not chosen are left out', () => {
  expect(shown('{"msg":"m","a":1,"b":2}', ['a'])).toBe('m b=2')
})

test('a line of which nothing would be shown stays as it is, and its keys can be chosen', () => {
  expect(shown('{}')).toBeUndefined()
  expect(shown('{"ts":1}')).toBeUndefined()
  expect(shown('{"msg":""}')).toBeUndefined()
  expect(fieldLine(bytes('{"a":1,"b":2}'), { hidden: ['a', 'b'] })).toEqual({
    text: undefined,
    keys: ['a', 'b'],
  })
})

test('a line that begins with a colour is laid out', () => {
  expect(shown('\u001b[32m{"level":"info","msg":"up"}\u001b[0m')).toBe('INFO  up')
})

test('keys are grey', () => {
  expect(fieldLine(bytes('a=1 b=2'), { hidden: [] })?.text).toBe(
    '\u001b[90ma=\u001b[39m1 \u001b[90mb=\u001b[39m2',
  )
})

test('controls in a value are seen and not obeyed', () => {
  expect(shown(String.raw`{"msg":"a\u001b[2Jb\nc","x\u202e":1}`)).toBe('a␛[2Jb␊c x⟨202E⟩=1')
})

test('lines without fields, and long ones, stay as they are', () => {
  expect(shown('hello a=1')).toBeUndefined()
  expect(shown(JSON.stringify({ msg: 'x'.repeat(MAX_FIELD_LINE) }))).toBeUndefined()
})
