// @ts-check
// Does all the set-up that the tests need, runs every test, and ends with one line that counts.
import { runEndToEndTests } from './checks/end-to-end-tests.mjs'
import { runStaticChecks } from './checks/static-checks.mjs'
import { addTallies, describeTally } from './checks/tally.mjs'
import { runUnitTests } from './checks/unit-tests.mjs'
import { prepareXvfb } from './setup/display.mjs'
import { prepareEnginePrograms } from './setup/engine-programs.mjs'
import { prepare } from './setup/prepare.mjs'
import { runMain } from './setup/run-main.mjs'

await runMain(async () => {
  const endToEnd = await prepareEndToEnd()
  const tally = addTallies([await runStaticChecks(), await runUnitTests(), await endToEnd()])
  process.stdout.write(`${describeTally(tally)}\n`)
  return tally.failed.length === 0 ? 0 : 1
})

/** Does what is missing on this machine, before any test runs. */
async function prepareEndToEnd() {
  const linux = process.platform === 'linux'
  if (linux) await prepareEnginePrograms()
  await prepare()
  if (!linux) return skipEndToEnd
  await prepareXvfb()
  return runEndToEndTests
}

async function skipEndToEnd() {
  const reason = 'they run a Docker engine of their own, which needs Linux'
  return { passed: 0, failed: [], skipped: [{ name: 'all end-to-end tests', reason }] }
}
