import { defineConfig } from '@playwright/test'
import type { EngineOption } from './e2e/engines/test.ts'
import { ENGINE_KINDS, type EngineKind, type EngineName } from './scripts/engine/engine-kinds.mjs'

const TEST_MS = 60_000
const EXPECT_MS = 10_000

/** Names of engines, with commas; set by `npm run test:engines`. */
const ENGINES = (process.env['PILOTHOUSE_ENGINES'] ?? 'docker-20.10').split(',') as EngineName[]

/** Of some engines only the tests of their mark; set by `npm run test:engines -- --quick`. */
const IS_QUICK = process.env['PILOTHOUSE_QUICK'] !== undefined

/** It runs on each of these engines. */
const CONFORMANCE = '**/engines/conformance.spec.ts'

/** One window and one engine a worker; two cores would only make timings lie. */
export default defineConfig<EngineOption>({
  testDir: 'e2e',
  outputDir: 'e2e/.results',
  workers: 1,
  timeout: TEST_MS,
  expect: { timeout: EXPECT_MS },
  forbidOnly: true,
  retries: 0,
  projects: [...ENGINES.map(toProject), { name: 'app', testIgnore: CONFORMANCE }],
})

function toProject(engineName: EngineName) {
  const { title, slowdown = 1, quick }: EngineKind = ENGINE_KINDS[engineName]
  return {
    name: title,
    testMatch: CONFORMANCE,
    ...(IS_QUICK && quick !== undefined && { grep: new RegExp(quick) }),
    use: { engineName },
    timeout: TEST_MS * slowdown,
    expect: { timeout: EXPECT_MS * slowdown },
  }
}
