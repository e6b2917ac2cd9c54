// @ts-check
// Measures the built app in its real window on a real engine, each figure beside the engine's own
// or the docker CLI's in the same run. Figures are medians; the ratio is what to look at. With
// `--busy` a core is kept busy meanwhile, for both.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchBuild } from './bench/build.mjs'
import { keepCoreBusy } from './bench/busy-core.mjs'
import { benchEvents } from './bench/events.mjs'
import { benchFlood } from './bench/flood.mjs'
import { benchLayers } from './bench/layers.mjs'
import { benchLists } from './bench/lists.mjs'
import { benchLogs } from './bench/logs.mjs'
import { benchTerminal } from './bench/terminal.mjs'
import { benchStats } from './bench/stats.mjs'
import { showFigures } from './bench/show-figures.mjs'
import { environmentFor } from './engine/docker-environment.mjs'
import { startPrivateEngine } from './engine/private-engine.mjs'
import { prepareDisplay } from './setup/display.mjs'
import { prepare } from './setup/prepare.mjs'
import { runMain } from './setup/run-main.mjs'
import { say } from './setup/say.mjs'

/**
 * @typedef {object} Bench
 * @property {import('./engine/private-engine.mjs').PrivateEngine} engine
 * @property {() => Promise<import('./bench/bench-window.mjs').BenchWindow>} openWindow
 */

const BUSY = '--busy'

const SUITES = {
  lists: benchLists,
  events: benchEvents,
  logs: benchLogs,
  flood: benchFlood,
  terminal: benchTerminal,
  stats: benchStats,
  layers: benchLayers,
  build: benchBuild,
}

await runMain(async () => {
  const words = process.argv.slice(2)
  const busy = words.includes(BUSY)
  const { electron } = await prepare()
  const display = await prepareDisplay({ own: true })
  const engine = await startPrivateEngine({ name: 'bench', images: ['busybox:local'] })
  const folder = await mkdtemp(join(tmpdir(), 'pilothouse-bench-'))
  const stopLoad = busy ? keepCoreBusy() : async () => {}
  try {
    const { openBenchWindow } = await import('./bench/bench-window.mjs')
    const env = environmentFor(engine.dockerHost, { ...process.env, ...display.env })
    for (const suite of chosenSuites(words.filter((word) => word !== BUSY))) {
      say(`Measuring ${suite} …`)
      // Each knows nothing of those before it: what was open there would be open again.
      const openWindow = async () => {
        const PILOTHOUSE_USER_DATA = await mkdtemp(join(folder, 'window-'))
        return openBenchWindow(electron, { ...env, PILOTHOUSE_USER_DATA })
      }
      showFigures(
        busy ? `${suite}, a core kept busy` : suite,
        await SUITES[suite]({ engine, openWindow }),
      )
    }
  } finally {
    await stopLoad()
    await engine.stop()
    display.stop()
    await rm(folder, { recursive: true, force: true })
  }
})

/** @param {readonly string[]} words @returns {(keyof typeof SUITES)[]} all when none is named */
function chosenSuites(words) {
  const all = /** @type {(keyof typeof SUITES)[]} */ (Object.keys(SUITES))
  return words.length === 0 ? all : all.filter((suite) => words.includes(suite))
}
