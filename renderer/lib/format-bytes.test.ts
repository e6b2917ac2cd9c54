import { expect, test } from 'vitest'
import { formatMemory, formatSize } from './format-bytes.ts'

test('memory is told in powers of 1024, with three digits', () => {
  expect(formatMemory(0)).toBe('0 B')
  expect(formatMemory(1023)).toBe('1023 B')
  expect(formatMemory(61.2 * 1024 ** 2)).toBe('61.2 MiB')
  expect(formatMemory(937 * 1024 ** 2)).toBe('937 MiB')
  expect(formatMemory(1.25 * 1024 ** 3)).toBe('1.25 GiB')
})

test('sizes are told in powers of 1000, as the docker CLI tells them', () => {
  expect(formatSize(184_000_000)).toBe('184 MB')
  expect(formatSize(5_590_000)).toBe('5.59 MB')
})

test('rounding never shows a full unit of the smaller kind', () => {
  expect(formatSize(999_999)).toBe('1 MB')
  expect(formatMemory(1024 ** 2 - 1)).toBe('1 MiB')
})

test('what is no number shows as a dash', () => {
  expect(formatMemory(Number.NaN)).toBe('—')
})
