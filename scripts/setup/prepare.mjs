// @ts-check
import { pathToFileURL } from 'node:url'
import { prepareElectronLibraries } from '../electron/electron-libraries.mjs'
import { prepareElectron } from '../electron/electron-runtime.mjs'
import { buildApp } from './build-app.mjs'
import { installDependencies } from './install-dependencies.mjs'
import { runMain } from './run-main.mjs'
import { say } from './say.mjs'

/**
 * Does the set-up that both the app and its tests need; quick when nothing is missing.
 * @returns {Promise<{ electron: string }>} the Electron executable to use
 */
export async function prepare() {
  await installDependencies()
  const electron = await prepareElectron()
  await prepareElectronLibraries(electron)
  await buildApp()
  return { electron }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(async () => {
    const { electron } = await prepare()
    say(`Ready; Electron is ${electron}.`)
  })
}
