// @ts-check
// Runs our engine layer, and builds in the window, on every engine that can be started here, and ends
// with one line that counts. `npm run test:engines -- podman-4.3` runs one of them. With `--quick`, an
// engine that differs from others in one thing only gets just the tests of that.
import { runConformanceTests } from './checks/end-to-end-tests.mjs'
import { addTallies, describeTally } from './checks/tally.mjs'
import { ENGINE_KINDS } from './engine/engine-kinds.mjs'
import { startPrivateEngine } from './engine/private-engine.mjs'
import { prepareXvfb } from './setup/display.mjs'
import { prepareEnginePrograms } from './setup/engine-programs.mjs'
import { prepare } from './setup/prepare.mjs'
import { runMain } from './setup/run-main.mjs'
import { SetupError, say } from './setup/say.mjs'

/** @typedef {import('./engine/engine-kinds.mjs').EngineName} EngineName */

const QUICK = '--quick'

await runMain(async () => {
  await prepare()
  if (process.platform === 'linux') {
    await prepareEnginePrograms()
    await prepareXvfb()
  }
  const words = process.argv.slice(2)
  const quick = words.includes(QUICK)
  const names = chosenEngines(words.filter((word) => word !== QUICK))
  const skipped = []
  /** @type {EngineName[]} */
  const startable = []
  for (const name of names) {
    const reason = await whyNot(name)
    if (reason === undefined) startable.push(name)
    else skipped.push({ name: ENGINE_KINDS[name].title, reason })
  }
  const ran = startable.length > 0 ? [await runConformanceTests(startable, { quick })] : []
  const tally = addTallies([{ passed: 0, failed: [], skipped }, ...ran])
  process.stdout.write(`${describeTally(tally)}\n`)
  return tally.failed.length === 0 ? 0 : 1
})

/** @param {readonly string[]} words @returns {readonly EngineName[]} in this order; all when none is named */
function chosenEngines(words) {
  const all = /** @type {EngineName[]} */ (Object.keys(ENGINE_KINDS))
  const unknown = words.find((word) => !all.some((name) => name === word))
  if (unknown !== undefined) {
    throw new SetupError(`There is no engine "${unknown}"; these are known: ${all.join(', ')}`)
  }
  return words.length === 0 ? all : /** @type {EngineName[]} */ ([...words])
}

/**
 * Why an engine cannot be started on this machine; nothing where it can.
 * @param {EngineName} name
 */
async function whyNot(name) {
  const kind = ENGINE_KINDS[name]
  say(`Starting ${kind.title} …`)
  try {
    const engine = await startPrivateEngine({ name: 'try', kind, images: [] })
    await engine.stop()
    return undefined
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    return error.message.trim().replaceAll(/\s*\n\s*/g, '; ')
  }
}
