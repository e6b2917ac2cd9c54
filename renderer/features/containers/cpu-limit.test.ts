import { expect, test } from 'vitest'
import { cpuLimitOf } from './cpu-limit.ts'

test.each([
  ['half a core', { NanoCpus: 500_000_000 }, 50],
  ['a quota', { NanoCpus: 0, CpuQuota: 25_000, CpuPeriod: 50_000 }, 50],
  ['a quota of the usual period', { CpuQuota: 200_000, CpuPeriod: 0 }, 200],
  ['none', { NanoCpus: 0, CpuQuota: 0 }, undefined],
  ['a quota of -1, which is none', { CpuQuota: -1 }, undefined],
])('%s', (_what, HostConfig, percent) => {
  expect(cpuLimitOf(JSON.stringify({ HostConfig }))).toBe(percent)
})

test('an inspect without the part has no limit', () => {
  expect(cpuLimitOf('{}')).toBeUndefined()
})
