// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { benchLogView } from './log-view.mjs'
import { median } from './show-figures.mjs'

const LINES = 1_000_000
const RUNS = 3
const NAME = 'million'

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
export async function benchLogs(bench) {
  const { engine } = bench
  const run = ['run', '--detach', '--name', NAME, 'busybox:local', 'awk', WRITE_LINES]
  const id = await engine.docker(...run)
  await engine.docker('wait', id)
  try {
    return [
      ...(await benchReading(bench, id)),
      ...(await benchLogView(bench, { name: NAME, lines: LINES })),
    ]
  } finally {
    await engine.docker('rm', '--force', id)
  }
}

/** @param {import('../bench.mjs').Bench} bench @param {string} id */
async function benchReading({ engine, openWindow }, id) {
  const { page, close } = await openWindow()
  try {
    return [
      ...(await compare(engine, page, id, { timestamps: false })),
      ...(await compare(engine, page, id, { timestamps: true })),
    ]
  } finally {
    await close()
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
