// @ts-check
// All that is checked without opening the app; made to be run often.
import { runCheck, runStaticChecks } from './checks/static-checks.mjs'
import { runMain } from './setup/run-main.mjs'

await runMain(async () => {
  const { failed } = await runStaticChecks()
  const unit = await runCheck('unit', 'check:unit')
  return failed.length === 0 && unit ? 0 : 1
})
