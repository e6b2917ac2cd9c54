// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { median, quantile } from './show-figures.mjs'

const NAME = 'terminal-bench'
const KEYS = 120
/** The first keys meet code that never ran before. */
const WARM_UP_KEYS = 10
/** Ten keys a second: who types fast. */
const BETWEEN_KEYS_MS = 100
/**
 * A key that is held down comes again so often, while Chromium still counts the frames of the last
 * one; it waits for the next of them, and a key that is typed does not.
 */
const BETWEEN_REPEATS_MS = 33
const LETTERS = 'abcdefghij'
const SCREEN = '.xterm-rows'
const FLOOR = '#bench-floor'
const RUNS = 5
const BYTES = 50_000_000

/** Lines of 105 bytes, as in the bench of logs. */
const WRITE_FILE =
  `BEGIN { while (i++ < ${BYTES / 105}) ` +
  `printf "line %010d ${'abcdefghijklmnopqrstuvwxyz'.repeat(3)}0123456789abcd\\n", i > "/tmp/big" }`

/**
 * A shell in the real window: from a key to its pixels, and a file of 50 MB to its last line.
 * @param {import('../bench.mjs').Bench} bench
 * @returns {Promise<import('./show-figures.mjs').Figure[]>}
 */
export async function benchTerminal({ engine, openWindow }) {
  await engine.docker('run', '--detach', '--name', NAME, 'busybox:local', 'sleep', '100000')
  await engine.docker('exec', NAME, 'awk', WRITE_FILE)
  const { page, close } = await openWindow()
  try {
    await openShell(page)
    const keys = await keyDelays(page, BETWEEN_KEYS_MS)
    const repeats = await keyDelays(page, BETWEEN_REPEATS_MS)
    const floor = await floorDelays(page)
    /** @type {number[]} */
    const ours = []
    /** @type {number[]} */
    const cli = []
    for (let run = 0; run < RUNS; run++) {
      cli.push(await catByCli(engine))
      ours.push(await catInShell(page, run))
    }
    return [
      { what: 'a key in a shell to its pixels, median', value: median(keys), unit: 'ms', limit: 5 },
      {
        what: 'a key in a shell to its pixels, p95',
        value: quantile(keys, 0.95),
        unit: 'ms',
        limit: 12,
      },
      { what: 'a key held down to its pixels, median', value: median(repeats), unit: 'ms' },
      {
        what: 'a key that changes a text of the page by itself to its pixels, median',
        value: median(floor),
        unit: 'ms',
      },
      {
        what: '"cat" of 50 MB in a shell, to the last line on the screen',
        value: median(ours),
        unit: 'ms',
        beside: { what: 'docker exec --tty … cat > file', value: median(cli) },
        limit: 1.7,
      },
    ]
  } finally {
    await close()
    await engine.docker('rm', '--force', NAME)
  }
}

/** @param {import('@playwright/test').Page} page */
async function openShell(page) {
  await page.getByRole('row', { name: NAME, exact: true }).click()
  await page.keyboard.press('t')
  const shell = page.getByRole('region', { name: `Terminal in ${NAME}`, exact: true })
  await shell.getByText('/ #').first().waitFor()
  await shell.getByRole('textbox').focus()
}

/**
 * Types letters, each once the one before it has been painted.
 * @param {import('@playwright/test').Page} page
 * @param {number} betweenMs
 */
async function keyDelays(page, betweenMs) {
  const delays = []
  for (let i = 0; i < KEYS + WARM_UP_KEYS; i++) {
    // A line that wraps would be another piece of work.
    if (i % 40 === 39) await typeAndSee(page, SCREEN, 'Control+U', betweenMs)
    const took = await typeAndSee(page, SCREEN, LETTERS[i % 10] ?? 'a', betweenMs)
    if (i >= WARM_UP_KEYS) delays.push(took)
  }
  await typeAndSee(page, SCREEN, 'Control+U', betweenMs)
  return delays
}

/**
 * What the window takes by itself: no engine, no terminal.
 * @param {import('@playwright/test').Page} page
 */
async function floorDelays(page) {
  const floor = await page.evaluateHandle(answerKeys, FLOOR)
  const delays = []
  for (let i = 0; i < KEYS; i++) {
    delays.push(await typeAndSee(page, FLOOR, LETTERS[i % 10] ?? 'a', BETWEEN_KEYS_MS))
  }
  await floor.evaluate(({ remove }) => remove())
  return delays
}

/** Runs in the page: shows each key in an element of its own, and lets nobody else see it. @param {string} selector */
function answerKeys(selector) {
  const text = document.createElement('div')
  text.id = selector.slice(1)
  text.style.cssText = 'position: fixed; top: 0; left: 50%; contain: content; z-index: 9'
  document.body.append(text)
  const show = (/** @type {KeyboardEvent} */ event) => {
    event.stopPropagation()
    event.preventDefault()
    requestAnimationFrame(() => (text.textContent = event.key))
  }
  document.addEventListener('keydown', show, { capture: true })
  const remove = () => {
    document.removeEventListener('keydown', show, { capture: true })
    text.remove()
  }
  return { remove }
}

/**
 * From the key's own time stamp until what it changed on the screen has been painted.
 * @param {import('@playwright/test').Page} page
 * @param {string} place what it changes, as a CSS selector
 * @param {string} key
 * @param {number} afterMs
 */
async function typeAndSee(page, place, key, afterMs) {
  const seen = await page.evaluateHandle(watchPlace, place)
  // Not at a fixed moment between two frames.
  await delay(afterMs + Math.random() * 16)
  await page.keyboard.press(key)
  const took = await seen.evaluate(({ painted }) => painted)
  await seen.dispose()
  return took
}

/** Runs in the page. @param {string} selector */
function watchPlace(selector) {
  const place = document.querySelector(selector)
  if (!place) throw new Error(`There is no ${selector}`)
  const painted = /** @type {Promise<number>} */ (
    new Promise((resolve) => {
      let pressedAt = 0
      const noteKey = (/** @type {KeyboardEvent} */ { timeStamp }) => (pressedAt ||= timeStamp)
      addEventListener('keydown', noteKey, { capture: true, once: true })
      const observer = new MutationObserver(() => {
        if (pressedAt === 0) return
        observer.disconnect()
        // Rows change within a frame: the next task comes after it has been painted.
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(performance.now() - pressedAt)
        port2.postMessage(null)
      })
      observer.observe(place, { childList: true, subtree: true, characterData: true })
    })
  )
  return { painted }
}

/** @param {import('@playwright/test').Page} page @param {number} run */
async function catInShell(page, run) {
  // The mark stands on the screen after the file, and in no command.
  await page.keyboard.type(`cat /tmp/big; echo end-$((1000+${run}))`)
  const shown = await page.evaluateHandle(watchFor, `end-${1000 + run}`)
  await page.keyboard.press('Enter')
  const took = await shown.evaluate(({ painted }) => painted)
  await shown.dispose()
  return took
}

/** Runs in the page. @param {string} mark */
function watchFor(mark) {
  const screen = document.querySelector('.xterm-rows')
  if (!screen) throw new Error('The terminal is not drawn as text')
  const painted = /** @type {Promise<number>} */ (
    new Promise((resolve) => {
      let pressedAt = 0
      const noteKey = (/** @type {KeyboardEvent} */ { timeStamp }) => (pressedAt ||= timeStamp)
      addEventListener('keydown', noteKey, { capture: true, once: true })
      const look = () => {
        if (pressedAt > 0 && screen.textContent?.includes(mark))
          resolve(performance.now() - pressedAt)
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    })
  )
  return { painted }
}

/**
 * With a TTY, as a shell has one, and into a file, because a pipe to nobody would be quicker.
 * @param {import('../bench.mjs').Bench['engine']} engine
 */
async function catByCli({ env, folder }) {
  const path = join(folder, 'cat-of-50-mb')
  const file = await open(path, 'w')
  try {
    const begun = performance.now()
    const cat = spawn('docker', ['exec', '--tty', NAME, 'cat', '/tmp/big'], {
      env,
      stdio: ['ignore', file.fd, 'ignore'],
    })
    const [code] = await once(cat, 'close')
    if (code !== 0) throw new Error(`docker exec ended with ${code}`)
    return performance.now() - begun
  } finally {
    await file.close()
    await rm(path, { force: true })
  }
}
