import { expect, test } from 'vitest'
import { plainSpec } from '#shared/run-spec/run-spec.ts'
import { changedLimits, LIMIT_FIELDS, limitProblem, limitText } from './live-limits.ts'

const MIB = 1024 * 1024
const spec = {
  ...plainSpec('web'),
  memory: 512 * MIB,
  memorySwap: -1,
  nanoCpus: 1.5e9,
  restartPolicy: { name: 'on-failure', maximumRetryCount: 3 },
}
const field = (name: string) => LIMIT_FIELDS.find((one) => one.name === name) ?? LIMIT_FIELDS[0]!
const asItIs = {
  ...Object.fromEntries(LIMIT_FIELDS.map((one) => [one.name, limitText(spec, one)])),
  restart: 'on-failure',
  retries: '3',
}

test('limits are shown as people write them', () => {
  expect(asItIs).toMatchObject({ memory: '512m', memorySwap: '-1', nanoCpus: '1.5', cpuShares: '' })
})

test('what is not changed is not sent', () => {
  expect(changedLimits(spec, asItIs)).toEqual({})
})

test('what is changed is sent in the units of the engine', () => {
  const values = { ...asItIs, memory: '1g', pidsLimit: '100', restart: 'always' }
  expect(changedLimits(spec, values)).toEqual({
    memory: 1024 * MIB,
    pidsLimit: 100,
    restartPolicy: { name: 'always' },
  })
  expect(changedLimits(spec, { ...asItIs, retries: '5' })).toEqual({
    restartPolicy: { name: 'on-failure', maximumRetryCount: 5 },
  })
})

test('a limit is not taken away, and no nonsense is sent', () => {
  expect(limitProblem(field('memory'), '512m', '')).toMatch(/cannot be taken away/)
  expect(limitProblem(field('cpuShares'), '', '')).toBeUndefined()
  expect(limitProblem(field('memory'), '512m', 'much')).toMatch(/^Memory: /)
  expect(limitProblem(field('nanoCpus'), '', '0.5')).toBeUndefined()
})
