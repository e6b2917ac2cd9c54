// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { MIB, privateBytes } from './private-bytes.mjs'
import { median, quantile } from './show-figures.mjs'

/** Each in a window of its own, so that none finds what another left in memory. */
const RUNS = 5

/** Presses on the scroll bar, all over the log. */
const JUMPS = 40

/** What the text of the rows follows at most as often as; a jump before that would be seen late. */
const SETTLE_MS = 150

/** Found in one line of a thousand, all over the log. */
const SOUGHT = String.raw`\b\d+777 abc`

/**
 * @typedef {object} ViewRun
 * @property {number} cliMs `docker logs --timestamps` to nowhere
 * @property {number} firstMs from the key to the newest line on screen
 * @property {number} wholeMs from the key to all lines, which can be searched
 * @property {number} memory bytes by which the window's process grew
 * @property {readonly number[]} jumps ms, from the press to the rows
 * @property {number} grepMs
 * @property {number} foundFirstMs
 * @property {number} foundAllMs
 */

/**
 * A log of many lines as a person opens it: how soon its lines are there, what that costs in memory,
 * and how soon one is anywhere in it, or has found what one looks for.
 * @param {import('../bench.mjs').Bench} bench
 * @param {{ name: string, lines: number }} log
 * @returns {Promise<import('./show-figures.mjs').Figure[]>}
 */
export async function benchLogView(bench, log) {
  const text = await saveByCli(bench.engine, log.name)
  /** @type {ViewRun[]} */
  const runs = []
  for (let run = 0; run < RUNS; run++) runs.push(await measure(bench, log, text))
  const of = (/** @type {Exclude<keyof ViewRun, 'jumps'>} */ key) =>
    median(runs.map((run) => run[key]))
  const what = `${log.lines.toLocaleString('en')} lines`
  return [
    { what: 'log view, the key to its newest lines', value: of('firstMs'), unit: 'ms', limit: 150 },
    {
      what: `log view, the key to ${what} that can be searched`,
      value: of('wholeMs'),
      unit: 'ms',
      beside: { what: 'docker logs --timestamps >/dev/null', value: of('cliMs') },
      limit: 1.1,
    },
    { what: `memory of a view of ${what}`, value: of('memory') / MIB, unit: 'MiB', limit: 120 },
    {
      what: 'jump anywhere, p95',
      value: quantile(
        runs.flatMap(({ jumps }) => jumps),
        0.95,
      ),
      unit: 'ms',
      limit: 20,
    },
    { what: 'an expression, first match', value: of('foundFirstMs'), unit: 'ms', limit: 50 },
    {
      what: `an expression, all matches in ${what}`,
      value: of('foundAllMs'),
      unit: 'ms',
      beside: { what: 'grep -cP', value: of('grepMs') },
      limit: 2,
    },
  ]
}

/**
 * @param {import('../bench.mjs').Bench} bench
 * @param {{ name: string, lines: number }} log
 * @param {string} text a file with the same lines
 * @returns {Promise<ViewRun>}
 */
async function measure({ engine, openWindow }, { name, lines }, text) {
  const cliMs = await timed('docker', ['logs', '--timestamps', name], engine.env)
  const grepMs = await timed('grep', ['-cP', SOUGHT, text], process.env)
  const { page, rendererPid, close } = await openWindow()
  try {
    await page.getByRole('row', { name, exact: true }).click()
    const before = privateBytes(rendererPid)
    const { firstMs, wholeMs } = await openView(page, lines)
    const memory = privateBytes(rendererPid) - before
    const jumps = await jumpInView(page)
    return { cliMs, grepMs, firstMs, wholeMs, memory, jumps, ...(await findInView(page, name)) }
  } finally {
    await close()
  }
}

/** @param {import('@playwright/test').Page} page @param {number} lines */
async function openView(page, lines) {
  const last = `line ${String(lines).padStart(10, '0')}`
  const times = await begin(page, watchView, {
    last,
    whole: `${lines.toLocaleString('en')} lines ·`,
  })
  await page.keyboard.press('l')
  return times()
}

/** @param {import('@playwright/test').Page} page */
async function jumpInView(page) {
  // Not wrapped, every row is a line, and a press on the bar leads to one line.
  await page.getByRole('button', { name: 'Wrap lines' }).click()
  const bar = await page.locator('[data-along="y"]').boundingBox()
  if (!bar) throw new Error('The log has no scroll bar')
  const times = []
  for (let jump = 1; jump <= JUMPS; jump++) {
    await page.waitForTimeout(SETTLE_MS)
    const time = await begin(page, watchJump, undefined)
    // The golden section never comes near where it was.
    await page.mouse.click(bar.x + bar.width / 2, bar.y + bar.height * ((jump * 0.618) % 1))
    times.push(await time())
  }
  return times
}

/** @param {import('@playwright/test').Page} page @param {string} name */
async function findInView(page, name) {
  const view = page.getByRole('region', { name: `Logs of ${name}` })
  await view.getByRole('button', { name: 'Regular expression' }).click()
  await view.getByRole('searchbox', { name: 'Search logs' }).focus()
  const times = await begin(page, watchFind, undefined)
  await page.keyboard.insertText(SOUGHT)
  return times()
}

/**
 * Starts to watch in the page, and answers with a wait for what was seen: the watch is there before
 * the key is pressed.
 * @template In, Seen
 * @param {import('@playwright/test').Page} page
 * @param {(input: In) => { seen: Promise<Seen> }} watch a promise alone would be waited for
 * @param {In} input
 * @returns {Promise<() => Promise<Seen>>}
 */
async function begin(page, watch, input) {
  const handle = await page.evaluateHandle(/** @type {any} */ (watch), input)
  return () => handle.evaluate(({ seen }) => seen)
}

/**
 * In the page: from the next key to what a log view then shows.
 * @param {{ last: string, whole: string }} wanted
 * @returns {{ seen: Promise<{ firstMs: number, wholeMs: number }> }}
 */
function watchView({ last, whole }) {
  const seen = new Promise((resolve) => {
    let begun = 0
    let firstMs = 0
    addEventListener('keydown', ({ timeStamp }) => (begun = timeStamp), {
      capture: true,
      once: true,
    })
    const textOf = (/** @type {string} */ label) =>
      document.querySelector(`[aria-label="${label}"]`)?.textContent ?? ''
    function look() {
      const now = performance.now()
      if (begun > 0 && textOf('Visible log lines').includes(last)) firstMs ||= now - begun
      if (firstMs > 0 && textOf('Log lines').startsWith(whole)) {
        resolve({ firstMs, wholeMs: now - begun })
      } else requestAnimationFrame(look)
    }
    look()
  })
  return { seen }
}

/** In the page: from the next press to other rows, drawn. @returns {{ seen: Promise<number> }} */
function watchJump() {
  const seen = new Promise((resolve) => {
    let begun = 0
    addEventListener('pointerdown', ({ timeStamp }) => (begun = timeStamp), {
      capture: true,
      once: true,
    })
    const rows = /** @type {Element} */ (document.querySelector('[aria-label="Visible log lines"]'))
    const observer = new MutationObserver(() => {
      if (begun === 0) return
      observer.disconnect()
      resolve(performance.now() - begun)
    })
    observer.observe(rows, { subtree: true, childList: true, characterData: true })
  })
  return { seen }
}

/**
 * In the page: from the text that is typed next to its first match, and to all.
 * @returns {{ seen: Promise<{ foundFirstMs: number, foundAllMs: number }> }}
 */
function watchFind() {
  const seen = new Promise((resolve) => {
    let begun = 0
    let foundFirstMs = 0
    addEventListener('input', () => (begun = performance.now()), { capture: true, once: true })
    function look() {
      const words = document.querySelector('[aria-label="Log lines"]')?.textContent ?? ''
      const now = performance.now()
      if (begun > 0 && /^[\d,]+ match/.test(words)) foundFirstMs ||= now - begun
      if (foundFirstMs > 0 && /^[\d,]+ matches ·/.test(words)) {
        resolve({ foundFirstMs, foundAllMs: now - begun })
      } else requestAnimationFrame(look)
    }
    look()
  })
  return { seen }
}

/** @param {import('../bench.mjs').Bench['engine']} engine @param {string} name */
async function saveByCli({ env, folder }, name) {
  const file = join(folder, 'log.txt')
  const output = openSync(file, 'w')
  await once(spawn('docker', ['logs', name], { env, stdio: ['ignore', output, 'ignore'] }), 'close')
  closeSync(output)
  return file
}

/** @param {string} program @param {string[]} args @param {NodeJS.ProcessEnv} env */
async function timed(program, args, env) {
  const begun = performance.now()
  // Into a pipe: grep stops at the first match where its output leads nowhere.
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'ignore'] })
  child.stdout.resume()
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}`)
  return performance.now() - begun
}
