// @ts-check
// Does all the set-up that is missing and opens the app.
//   --demo             on a private engine with a small world of its own
//   --screenshot FILE  only saves a picture of the first loaded page
//   --theme NAME       light or dark, of that picture
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDemoWorld } from './demo/demo-world.mjs'
import { openApp } from './electron/open-app.mjs'
import { takePicture } from './electron/take-picture.mjs'
import { environmentFor } from './engine/docker-environment.mjs'
import { prepareEngineBinaries } from './engine/engine-binaries.mjs'
import { offerEngine } from './machine-engine/offer-engine.mjs'
import { prepareDisplay } from './setup/display.mjs'
import { prepare } from './setup/prepare.mjs'
import { runMain } from './setup/run-main.mjs'
import { parseStartOptions } from './setup/start-options.mjs'

await runMain(async () => {
  const options = parseStartOptions(process.argv.slice(2))
  if (options.demo) await prepareEngineBinaries()
  const { electron } = await prepare()
  const display = await prepareDisplay()
  try {
    return await (options.demo ? openDemo : openOnMachine)(electron, display.env, options)
  } finally {
    display.stop()
  }
})

/** @typedef {import('./setup/start-options.mjs').StartOptions} Options */

/** @typedef {(electron: string, env: NodeJS.ProcessEnv, options: Options) => Promise<number>} Open */

/** @type {Open} */
async function openOnMachine(electron, env, options) {
  await offerEngine()
  return options.screenshot ? withFreshUser(electron, env, options) : openApp(electron, env)
}

/** @type {Open} */
async function openDemo(electron, env, options) {
  const world = await startDemoWorld()
  try {
    return await withFreshUser(electron, environmentFor(world.dockerHost, env), options)
  } finally {
    await world.stop()
  }
}

/** Neither the settings nor a running app of the person at the machine take part. @type {Open} */
async function withFreshUser(electron, env, { screenshot: file, theme }) {
  const userData = await mkdtemp(join(tmpdir(), 'pilothouse-user-'))
  const fresh = { ...env, PILOTHOUSE_USER_DATA: userData }
  try {
    if (!file) return await openApp(electron, fresh)
    await takePicture(electron, fresh, { file, theme })
    return 0
  } finally {
    await rm(userData, { recursive: true, force: true, maxRetries: 5 })
  }
}
