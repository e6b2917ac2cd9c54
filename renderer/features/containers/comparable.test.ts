import { expect, test } from 'vitest'
import { MASK } from '#shared/secret-values.ts'
import { comparable } from './comparable.ts'

test('fields are in one order, and lists in their own', () => {
  const [a, b] = comparable('{"b":1,"a":{"d":[2,1],"c":null}}', '{"a":{"c":null,"d":[2,1]},"b":1}')
  expect(a).toBe(b)
  const [c, d] = comparable('{"d":[1,2]}', '{"d":[2,1]}')
  expect(c).not.toBe(d)
})

test('secrets are hidden, and it is said where they differ', () => {
  const [a, b] = comparable(
    '{"Env":["A_PASSWORD=one","B_PASSWORD=same"]}',
    '{"Env":["A_PASSWORD=two","B_PASSWORD=same"]}',
  )
  expect(`${a}${b}`).not.toMatch(/one|two|=same/)
  expect(a).toContain(`A_PASSWORD=${MASK} (not the same)`)
  expect(b).toContain(`A_PASSWORD=${MASK} (not the same)`)
  expect(a).toContain(`"B_PASSWORD=${MASK}"`)
})
