import { defineConfig } from '@playwright/test'

/** One window and one engine a worker; two cores would only make timings lie. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'e2e/.results',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  retries: 0,
})
