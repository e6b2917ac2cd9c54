import { expect, test } from 'vitest'
import { MAX_FIELDS, lineFields, valueOf } from './line-fields.ts'
import { rolesOf } from './line-roles.ts'

const brief = (text: string) =>
  lineFields(text)?.map(({ depth, key, shown }) => `${' '.repeat(depth)}${key}=${shown}`)

test('the fields of JSON come in the order of the text, those of an object after it', () => {
  expect(brief('{"b":{"x":[1,"two"]},"a":null,"1":true}')).toEqual([
    'b={"x":[1,"two"]}',
    ' x=[1,"two"]',
    '  0=1',
    '  1=two',
    'a=null',
    '1=true',
  ])
})

test('digits of a long number and keys that come twice are kept', () => {
  expect(brief('{"id":12345678901234567890,"id":2}')).toEqual(['id=12345678901234567890', 'id=2'])
})

test('hostile keys are keys like others', () => {
  expect(brief(String.raw`{"__proto__":{"a":1},"constructor":"\u001b[31m","":0}`)).toEqual([
    '__proto__={"a":1}',
    ' a=1',
    'constructor=\u001b[31m',
    '=0',
  ])
})

test('ten thousand lists within each other, and a thousand fields, are cut', () => {
  const deep = lineFields(`{"a":${'['.repeat(10_000)}${']'.repeat(10_000)},"b":1}`)
  expect(deep?.length).toBeLessThan(30)
  expect(deep?.at(-1)).toMatchObject({ key: 'b', depth: 0 })
  const many = lineFields(`{${Array.from({ length: 5000 }, (_, n) => `"k${n}":${n}`).join()}}`)
  expect(many).toHaveLength(MAX_FIELDS)
})

test('a megabyte of text in a field shows its beginning, and is copied whole', () => {
  const text = JSON.stringify({ a: 'x'.repeat(1024 * 1024) })
  const [field] = lineFields(text) ?? []
  expect(field?.shown).toHaveLength(501)
  expect(field && valueOf(text, field)).toHaveLength(1024 * 1024)
})

test('a line of pairs has them as fields', () => {
  expect(brief(String.raw`level=info msg="it \"is\" up" n=1 empty=`)).toEqual([
    'level=info',
    'msg=it "is" up',
    'n=1',
    'empty=',
  ])
})

test.each([
  '',
  '{}',
  '{ }',
  'hello',
  'a=1',
  'set a=1 b=2',
  '{"a":1',
  '[1,2]',
  'a=1 b="open',
  '{a=1} b=2',
])('a line like %j has none', (text) => expect(lineFields(text)).toBeUndefined())

test('time, level and message are known by their names, a msg before an event', () => {
  const roles = rolesOf(
    lineFields('{"event":"e","msg":"m","severity":"WARN","@timestamp":1}') ?? [],
  )
  expect(roles.message?.shown).toBe('m')
  expect(roles.level?.shown).toBe('WARN')
  expect(roles.time?.shown).toBe('1')
})
