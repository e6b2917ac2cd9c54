// @ts-check
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tryCommand } from '../setup/run-command.mjs'
import { say } from '../setup/say.mjs'
import { PROJECT_ROOT } from '../setup/project-root.mjs'

const PACKAGE = join(PROJECT_ROOT, 'node_modules', 'electron')

/** A host that answers at all does so within this; one behind a silent firewall never does. */
const REACHABLE_MS = 4000
/** About 120 MB on a slow line; a download that takes longer is taken for stuck. */
const DOWNLOAD_MS = 15 * 60_000

/** The executable that the `electron` package has downloaded, if it has. */
export function findNpmElectron() {
  const pathFile = join(PACKAGE, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const executable = join(PACKAGE, 'dist', readFileSync(pathFile, 'utf8').trim())
  return existsSync(executable) ? executable : undefined
}

/** Whether the host that the `electron` package downloads from answers. */
export async function canDownloadElectron(env = process.env) {
  const host = env['ELECTRON_MIRROR'] ?? env['npm_config_electron_mirror'] ?? 'https://github.com'
  try {
    await fetch(host, { method: 'HEAD', signal: AbortSignal.timeout(REACHABLE_MS) })
    return true
  } catch {
    return false
  }
}

/** Has the `electron` package download its binary; returns the executable, or none on failure. */
export async function downloadNpmElectron() {
  say('Downloading Electron (once) …')
  const { ok, stderr } = await tryCommand('node', [join(PACKAGE, 'install.js')], {
    cwd: PROJECT_ROOT,
    timeoutMs: DOWNLOAD_MS,
  })
  if (!ok) say(`The download failed: ${stderr.trim().split('\n')[0]}`)
  return ok ? findNpmElectron() : undefined
}
