import { expect, test } from 'vitest'
import { toHealthReport } from './to-health-report.ts'

const withTest = (...Test: string[]) => ({ Config: { Healthcheck: { Test } } })

test.each([
  ['no check', {}],
  ['a check that was turned off', withTest('NONE')],
  ['a check that is left to the image', withTest()],
  ['a check without words', withTest('CMD')],
  ['null', { Config: null, State: null }],
])('%s is no health', (_what, raw) => {
  expect(toHealthReport(raw)).toBeUndefined()
})

test('a program is run with its words, and a line by the shell of the image', () => {
  expect(toHealthReport(withTest('CMD', 'curl', '-f', 'localhost'))?.check).toMatchObject({
    command: ['curl', '-f', 'localhost'],
    text: 'curl -f localhost',
  })
  const line = withTest('CMD-SHELL', 'curl -f localhost || exit 1')
  expect(toHealthReport(line)?.check).toMatchObject({
    command: ['/bin/sh', '-c', 'curl -f localhost || exit 1'],
    text: 'curl -f localhost || exit 1',
  })
  const bash = { Config: { ...line.Config, Shell: ['/bin/bash', '-eo', 'pipefail', '-c'] } }
  expect(toHealthReport(bash)?.check.command.slice(0, 2)).toEqual(['/bin/bash', '-eo'])
})

test('times are in milliseconds, and what is not set has the default of engines', () => {
  expect(toHealthReport(withTest('CMD', 'x'))?.check).toMatchObject({
    intervalMs: 30_000,
    timeoutMs: 30_000,
    startPeriodMs: 0,
    retries: 3,
  })
  const set = { Test: ['CMD', 'x'], Interval: 1e9, Timeout: 25e8, StartPeriod: 5e9, Retries: 7 }
  expect(toHealthReport({ Config: { Healthcheck: set } })?.check).toMatchObject({
    intervalMs: 1000,
    timeoutMs: 2500,
    startPeriodMs: 5000,
    retries: 7,
  })
})

test('the newest probes come first, five at most, and broken ones are left out', () => {
  const probe = (second: number) => ({
    Start: `2026-01-02T03:04:0${second}.25Z`,
    End: `2026-01-02T03:04:0${second}.75Z`,
    ExitCode: second % 2,
    Output: `${second}`,
  })
  const Log = [...[1, 2, 3, 4, 5, 6].map(probe), null, { Start: 'never' }]
  const Health = { Status: 'unhealthy', FailingStreak: 4, Log }
  const report = toHealthReport({ ...withTest('CMD', 'x'), State: { Health } })
  expect(report).toMatchObject({ status: 'unhealthy', failures: 4 })
  expect(report?.probes.map(({ output }) => output)).toEqual(['6', '5', '4', '3', '2'])
  expect(report?.probes[1]).toEqual({
    startedAt: Date.parse('2026-01-02T03:04:05.250Z'),
    durationMs: 500,
    exitCode: 1,
    output: '5',
  })
})

test('a probe that has no end yet has no duration', () => {
  const Log = [{ Start: '2026-01-02T03:04:05Z', End: '0001-01-01T00:00:00Z' }]
  const report = toHealthReport({ ...withTest('CMD', 'x'), State: { Health: { Log } } })
  expect(report?.probes[0]).not.toHaveProperty('durationMs')
})
