// @ts-check
import { PROJECT_ROOT } from '../setup/project-root.mjs'
import { tryCommand } from '../setup/run-command.mjs'
import { say } from '../setup/say.mjs'

/** What is found without running the app: name and npm script, the quickest first. */
const STATIC_CHECKS = {
  format: 'check:format',
  lint: 'check:lint',
  types: 'check:types',
  unused: 'check:unused',
}

/** Runs the static checks; each counts as one test. */
export async function runStaticChecks() {
  const failed = []
  for (const [name, script] of Object.entries(STATIC_CHECKS)) {
    if (!(await runCheck(name, script))) failed.push({ name, reason: `npm run ${script}` })
  }
  return { passed: Object.keys(STATIC_CHECKS).length - failed.length, failed, skipped: [] }
}

/**
 * Runs one npm script as a check: a line when it passes, its whole output when it fails.
 * @param {string} name
 * @param {string} script
 */
export async function runCheck(name, script) {
  const start = performance.now()
  const { ok, stdout, stderr } = await tryCommand('npm', ['run', '--silent', script], {
    cwd: PROJECT_ROOT,
  })
  if (!ok) say(`${stdout}${stderr}`.trim())
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  say(`${ok ? '✓' : '✗'} ${name} (${seconds} s)${ok ? '' : ` failed: npm run ${script}`}`)
  return ok
}
