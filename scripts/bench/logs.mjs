// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { median, quantile } from './show-figures.mjs'

const LINES = 1_000_000
const RUNS = 3
const NAME = 'million'
/** Jumps to either end of the log. */
const JUMPS = 20
/** Found in one line of a thousand, all over the log. */
const SOUGHT = String.raw`\b\d+777 abc`

/** 105 bytes a line, as awk prints it. */
const WRITE_LINES =
  `BEGIN { while (i++ < ${LINES}) ` +
  `printf "line %010d ${'abcdefghijklmnopqrstuvwxyz'.repeat(3)}0123456789\\n", i }`

/**
 * A million lines of a stopped container, read to their end through the page, beside the docker CLI
 * that is asked for the same.
 * @param {import('../bench.mjs').Bench} bench
 * @returns {Promise<import('./show-figures.mjs').Figure[]>}
 */
export async function benchLogs({ engine, openWindow }) {
  const run = ['run', '--detach', '--name', NAME, 'busybox:local', 'awk', WRITE_LINES]
  const id = await engine.docker(...run)
  await engine.docker('wait', id)
  const { page, close } = await openWindow()
  try {
    return [
      ...(await compare(engine, page, id, { timestamps: false })),
      ...(await compare(engine, page, id, { timestamps: true })),
      ...(await benchView(engine, page, id)),
    ]
  } finally {
    await close()
    await engine.docker('rm', '--force', id)
  }
}

/**
 * @param {import('../bench.mjs').Bench['engine']} engine
 * @param {import('@playwright/test').Page} page
 * @param {string} id
 * @param {{ timestamps: boolean }} wish
 * @returns {Promise<import('./show-figures.mjs').Figure[]>}
 */
async function compare(engine, page, id, { timestamps }) {
  const cli = []
  const ours = []
  const first = []
  for (let run = 0; run < RUNS; run++) {
    cli.push(await readByCli(engine, id, timestamps))
    const { wholeMs, firstMs } = await readInPage(page, id, timestamps)
    ours.push(wholeMs)
    first.push(firstMs)
  }
  const command = timestamps ? 'docker logs --timestamps' : 'docker logs'
  const what = `${LINES.toLocaleString('en')} lines${timestamps ? ' with their stamps' : ''}`
  return [
    {
      what: `${what}, from asking to the last byte in the page`,
      value: median(ours),
      unit: 'ms',
      beside: { what: `${command} >/dev/null`, value: median(cli) },
      limit: 1.1,
    },
    {
      what: `${what}, from asking to the first block in the page`,
      value: median(first),
      unit: 'ms',
    },
  ]
}

/**
 * The same log as a person opens it: the key to its first lines and to all of them, an expression
 * found in all lines beside grep, and jumps between its ends.
 * @param {import('../bench.mjs').Bench['engine']} engine
 * @param {import('@playwright/test').Page} page
 * @param {string} id
 * @returns {Promise<import('./show-figures.mjs').Figure[]>}
 */
async function benchView(engine, page, id) {
  const cli = []
  const first = []
  const whole = []
  const grep = []
  const find = []
  /** @type {number[]} */
  const jumps = []
  for (let run = 0; run < RUNS; run++) {
    cli.push(await readByCli(engine, id, true))
    const times = await openView(page)
    first.push(times.firstMs)
    whole.push(times.wholeMs)
    grep.push(await grepByCli(engine, id))
    find.push(await findInView(page))
    jumps.push(...(await jumpInView(page)))
    await page.getByRole('tab', { name: `Logs: ${NAME}` }).focus()
    await page.keyboard.press('Delete')
  }
  const what = `${LINES.toLocaleString('en')} lines`
  return [
    { what: 'log view, the key to its first lines', value: median(first), unit: 'ms', limit: 150 },
    {
      what: `log view, the key to ${what} that can be searched`,
      value: median(whole),
      unit: 'ms',
      beside: { what: 'docker logs --timestamps >/dev/null', value: median(cli) },
      limit: 1.1,
    },
    {
      what: `an expression, all found in ${what}`,
      value: median(find),
      unit: 'ms',
      beside: { what: 'grep -cP', value: median(grep) },
    },
    { what: 'jump to either end, p95', value: quantile(jumps, 0.95), unit: 'ms', limit: 20 },
  ]
}

/** @param {import('@playwright/test').Page} page */
async function openView(page) {
  await page.getByRole('row', { name: NAME, exact: true }).click()
  const last = `line ${String(LINES).padStart(10, '0')}`
  const times = page.evaluate(watchView, { last, whole: `${LINES.toLocaleString('en')} lines ·` })
  await page.keyboard.press('l')
  return times
}

/**
 * Runs in the page: from the next key to what a log view then shows.
 * @param {{ last: string, whole: string }} wanted
 * @returns {Promise<{ firstMs: number, wholeMs: number }>}
 */
function watchView({ last, whole }) {
  return new Promise((resolve) => {
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
      if (firstMs > 0 && textOf('Log lines').includes(whole)) {
        return resolve({ firstMs, wholeMs: now - begun })
      }
      requestAnimationFrame(look)
    }
    look()
  })
}

/** @param {import('@playwright/test').Page} page */
async function findInView(page) {
  const view = page.getByRole('region', { name: `Logs of ${NAME}` })
  const button = view.getByRole('button', { name: 'Regular expression' })
  if ((await button.getAttribute('aria-pressed')) === 'false') await button.click()
  await view.getByRole('searchbox', { name: 'Search logs' }).focus()
  const found = page.evaluate(watchFind)
  await page.keyboard.insertText(SOUGHT)
  return found
}

/** Runs in the page: from the next text that is typed to all matches. @returns {Promise<number>} */
function watchFind() {
  return new Promise((resolve) => {
    let begun = 0
    addEventListener('input', () => (begun = performance.now()), { capture: true, once: true })
    function look() {
      const words = document.querySelector('[aria-label="Log lines"]')?.textContent ?? ''
      if (begun > 0 && /^[\d,]+ matches ·/.test(words)) return resolve(performance.now() - begun)
      requestAnimationFrame(look)
    }
    look()
  })
}

/** @param {import('@playwright/test').Page} page */
async function jumpInView(page) {
  await page.getByRole('textbox', { name: `Log of ${NAME}` }).focus()
  /** @type {number[]} */
  const times = []
  for (let jump = 0; jump < JUMPS; jump++) {
    const done = page.evaluate(watchJump)
    await page.keyboard.press(jump % 2 === 0 ? 'Home' : 'End')
    times.push(await done)
  }
  return times
}

/** Runs in the page: from the next key to another screen of the log. @returns {Promise<number>} */
function watchJump() {
  return new Promise((resolve) => {
    let begun = 0
    addEventListener('keydown', ({ timeStamp }) => (begun = timeStamp), {
      capture: true,
      once: true,
    })
    const shown = () => document.querySelector('.xterm-rows')?.textContent
    const before = shown()
    function look() {
      if (begun > 0 && shown() !== before) return resolve(performance.now() - begun)
      requestAnimationFrame(look)
    }
    look()
  })
}

/**
 * grep on the text of the log, which it finds in a file.
 * @param {import('../bench.mjs').Bench['engine']} engine
 * @param {string} id
 */
async function grepByCli({ env, folder }, id) {
  const file = join(folder, 'log.txt')
  const output = openSync(file, 'w')
  await once(spawn('docker', ['logs', id], { env, stdio: ['ignore', output, 'ignore'] }), 'close')
  closeSync(output)
  const begun = performance.now()
  await once(spawn('grep', ['-cP', SOUGHT, file], { stdio: 'ignore' }), 'close')
  return performance.now() - begun
}

/**
 * @param {import('../bench.mjs').Bench['engine']} engine
 * @param {string} id
 * @param {boolean} timestamps
 */
async function readByCli({ env }, id, timestamps) {
  const args = ['logs', ...(timestamps ? ['--timestamps'] : []), id]
  const begun = performance.now()
  const [code] = await once(spawn('docker', args, { env, stdio: 'ignore' }), 'close')
  if (code !== 0) throw new Error(`docker ${args.join(' ')} ended with ${code}`)
  return performance.now() - begun
}

/**
 * Opens the pipe as the page's own client does, and acknowledges each block as it comes.
 * @param {import('@playwright/test').Page} page
 * @param {string} id
 * @param {boolean} timestamps
 */
async function readInPage(page, id, timestamps) {
  const connection = decodeURIComponent(new URL(page.url()).hash.split('/')[1] ?? '')
  const wish = { connection, id, tail: 'all', follow: false, timestamps }
  const { bytes, end, ...times } = await page.evaluate(readPipe, wish)
  // A log that was cut would be quicker.
  const isWhole = 'value' in end && end.value.kind === 'complete' && bytes > LINES * 100
  if (!isWhole) throw new Error(`The log ended after ${bytes} bytes: ${JSON.stringify(end)}`)
  return times
}

/**
 * Runs in the page.
 * @param {object} input
 * @returns {Promise<{ bytes: number, firstMs: number, wholeMs: number, end: any }>}
 */
function readPipe(input) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const begun = performance.now()
    let firstMs = 0
    let bytes = 0
    port1.onmessage = ({ data }) => {
      if (data instanceof Uint8Array) {
        firstMs ||= performance.now() - begun
        bytes += data.byteLength
        port1.postMessage({ ack: data.byteLength })
      } else if ('end' in data) {
        port1.close()
        resolve({ bytes, firstMs, wholeMs: performance.now() - begun, end: data })
      }
    }
    const message = { path: 'logs.read', input }
    window.postMessage({ channel: 'pilothouse:open', message }, location.origin, [port2])
  })
}
