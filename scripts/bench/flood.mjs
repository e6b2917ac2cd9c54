// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { MIB, privateBytes } from './private-bytes.mjs'
import { median, quantile } from './show-figures.mjs'

const NAME = 'flood'
const SECONDS = 60

/** Faster than most people type. */
const BETWEEN_KEYS_MS = 150

/** The window may be behind the engine, but not by more than this. */
const REST_MS = 5 * SECONDS * 1000

/** The view tells of the container's end in a line of its own. */
const OWN_LINES = 1

/** As fast as it can, in whole lines. */
const PRINT =
  `BEGIN { end = systime() + ${SECONDS}; ` +
  'while (++i % 1000 || systime() < end) printf "line %010d of a flood\\n", i }'

/**
 * A container that prints as fast as it can while its log is followed: whether the window answers
 * keys meanwhile, what its memory comes to, and whether all lines are there in the end.
 * @param {import('../bench.mjs').Bench} bench
 * @returns {Promise<import('./show-figures.mjs').Figure[]>}
 */
export async function benchFlood({ engine, openWindow }) {
  const { page, rendererPid, close } = await openWindow()
  try {
    const before = privateBytes(rendererPid)
    await engine.docker('run', '--detach', '--name', NAME, 'busybox:local', 'awk', PRINT)
    await page.getByRole('row', { name: NAME, exact: true }).click()
    await page.keyboard.press('l')
    const { keys, memory } = await typeMeanwhile(page, rendererPid)
    await engine.docker('wait', NAME)
    const printed = await countByCli(engine)
    const counter = page.getByRole('status', { name: 'Log lines' })
    await counter.filter({ hasText: /Not running/ }).waitFor({ timeout: REST_MS })
    const shown = Number.parseInt((await counter.innerText()).replaceAll(',', ''), 10)
    const received = shown - OWN_LINES
    if (received !== printed) throw new Error(`${printed} lines printed, ${received} received`)
    return [
      { what: 'a key while a log is flooded, median', value: median(keys), unit: 'ms', limit: 50 },
      {
        what: 'a key while a log is flooded, p95',
        value: quantile(keys, 0.95),
        unit: 'ms',
        limit: 50,
      },
      {
        what: 'memory of its view at most',
        value: (memory - before) / MIB,
        unit: 'MiB',
        limit: 230,
      },
      { what: 'lines printed, and received', value: received, unit: 'lines' },
    ]
  } finally {
    await close()
    await engine.docker('rm', '--force', NAME)
  }
}

/** @param {import('@playwright/test').Page} page @param {number} rendererPid */
async function typeMeanwhile(page, rendererPid) {
  await page.getByRole('searchbox', { name: 'Filter containers' }).focus()
  const times = await page.evaluateHandle(watchKeys)
  let memory = 0
  for (const end = Date.now() + SECONDS * 1000; Date.now() < end;) {
    for (const key of ['f', 'l', 'Backspace', 'Backspace']) {
      await page.waitForTimeout(BETWEEN_KEYS_MS)
      await page.keyboard.press(key)
    }
    memory = Math.max(memory, privateBytes(rendererPid))
  }
  return { keys: await times.jsonValue(), memory }
}

/** In the page: ms from each key to the end of the frame that follows it. @returns {number[]} */
function watchKeys() {
  /** @type {number[]} */
  const times = []
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => times.push(performance.now() - timeStamp)
        port2.postMessage(null)
      })
    },
    { capture: true },
  )
  return times
}

/**
 * Of a container that has ended.
 * @param {import('../bench.mjs').Bench['engine']} engine
 */
async function countByCli({ env }) {
  const logs = spawn('docker', ['logs', NAME], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = once(logs, 'close')
  let lines = 0
  for await (const chunk of logs.stdout) {
    for (const byte of /** @type {Uint8Array} */ (chunk)) lines += Number(byte === 0x0a)
  }
  const [code] = await ended
  if (code !== 0) throw new Error(`docker logs ended with ${code}`)
  return lines
}
