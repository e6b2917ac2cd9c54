import { expect, test } from 'vitest'
import { MASK } from '#lib/secret-values.ts'
import { comparable } from './comparable.ts'

test('fields are in one order, and lists in their own', () => {
  const [a, b] = ['{"b":1,"a":{"d":[2,1],"c":null}}', '{"a":{"c":null,"d":[2,1]},"b":1}']
  expect(comparable(a)).toBe(comparable(b))
  expect(comparable('{"d":[1,2]}')).not.toBe(comparable('{"d":[2,1]}'))
})

test('secrets are hidden', () => {
  expect(comparable('{"Env":["DB_PASSWORD=hunter2"]}')).toContain(`DB_PASSWORD=${MASK}`)
})
