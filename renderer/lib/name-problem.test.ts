import { expect, test } from 'vitest'
import { nameProblem } from './name-problem.ts'

test('a name that the engine would refuse is told before it is asked', () => {
  expect(nameProblem('web_1.old')).toBeUndefined()
  expect(nameProblem('a')).toBeDefined()
  expect(nameProblem('-web')).toBeDefined()
  expect(nameProblem('web 1')).toBeDefined()
})
