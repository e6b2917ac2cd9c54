import { expect, test } from 'vitest'
import { createBudget } from './budget.ts'

test('a budget gives what it has, and refills with time up to its capacity', () => {
  let now = 0
  const budget = createBudget({ capacity: 10, perSecond: 5 }, () => now)
  expect(budget.take(10)).toBe(true)
  expect(budget.take()).toBe(false)
  now = 1000
  expect(budget.take(6)).toBe(false)
  expect(budget.take(5)).toBe(true)
  now = 1_000_000
  expect(budget.take(11)).toBe(false)
  expect(budget.take(10)).toBe(true)
})
