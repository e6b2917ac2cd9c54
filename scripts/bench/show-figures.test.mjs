import { expect, test } from 'vitest'
import { median, quantile } from './show-figures.mjs'

test('the median is the middle sample, whatever their order', () => {
  expect(median([9, 1, 5])).toBe(5)
})

test('95 of 100 samples lie at or below the 95 % quantile', () => {
  const samples = Array.from({ length: 100 }, (_, i) => 100 - i)
  expect(quantile(samples, 0.95)).toBe(95)
})

test('one sample is every quantile of itself', () => {
  expect(quantile([7], 0.95)).toBe(7)
})
