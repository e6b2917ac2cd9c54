// @ts-check
// Prints the path of the Electron executable in use, and nothing else on stdout.
import { prepareElectron } from './electron/electron-runtime.mjs'
import { installDependencies } from './setup/install-dependencies.mjs'
import { runMain } from './setup/run-main.mjs'

await runMain(async () => {
  await installDependencies()
  process.stdout.write(`${await prepareElectron()}\n`)
})
