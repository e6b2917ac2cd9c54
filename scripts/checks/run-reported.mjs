// @ts-check
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PROJECT_ROOT } from '../setup/project-root.mjs'
import { showCommand } from '../setup/run-command.mjs'

/**
 * Runs a test runner in the foreground and counts from the JSON report that it writes.
 * A runner that fails without a failed test, or writes no report, counts as one failure.
 * @param {(report: string) => { args: readonly string[], env: NodeJS.ProcessEnv }} command
 *   its npx arguments and environment, given where the report goes
 * @param {(report: any) => import('./tally.mjs').Tally} count
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function runReported(command, count) {
  const folder = await mkdtemp(join(tmpdir(), 'pilothouse-report-'))
  try {
    const report = join(folder, 'report.json')
    const { args, env } = command(report)
    const code = await showCommand('npx', ['--no-install', ...args], { cwd: PROJECT_ROOT, env })
    const tally = count(JSON.parse(await readFile(report, 'utf8').catch(() => '{}')))
    if (code === 0 || tally.failed.length > 0) return tally
    return { ...tally, failed: [{ name: args.join(' '), reason: `it ended with code ${code}` }] }
  } finally {
    await rm(folder, { recursive: true })
  }
}
