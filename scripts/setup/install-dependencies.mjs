// @ts-check
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PROJECT_ROOT } from './project-root.mjs'
import { showCommand } from './run-command.mjs'
import { SetupError, say } from './say.mjs'

const LOCK_FILE = join(PROJECT_ROOT, 'package-lock.json')
/** Says which lock file node_modules was installed from; it goes when node_modules does. */
const STAMP = join(PROJECT_ROOT, 'node_modules', '.pilothouse-lock')

/** Installs the locked dependencies, unless they are installed already. */
export async function installDependencies() {
  const wanted = createHash('sha256')
    .update(await readFile(LOCK_FILE))
    .digest('hex')
  if ((await installedLock()) === wanted) return
  say('Installing the locked dependencies (npm ci) …')
  // The shell finds npm.cmd on Windows.
  const code = await showCommand('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: PROJECT_ROOT,
    shell: process.platform === 'win32',
  })
  if (code !== 0) throw new SetupError('The dependencies could not be installed: npm ci failed.')
  await writeFile(STAMP, wanted)
}

async function installedLock() {
  return readFile(STAMP, 'utf8').catch(() => undefined)
}
