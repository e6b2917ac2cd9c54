// @ts-check
import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { once } from 'node:events'
import { createContainers, removeContainers } from './lists.mjs'
import { median, quantile } from './show-figures.mjs'

const CHANGES = 40
const STARTS = 15
const BURST = 195
/** The list that the events fall into. */
const CONTAINERS = 200
/** Sorted by name these two come first, so that their rows are on the screen. */
const TARGET = 'a-event-target'
const STARTED = 'a-event-start'

/**
 * From the engine's own stamp of an event to the changed row, and what a burst costs the engine.
 * @param {import('../bench.mjs').Bench} bench
 * @returns {Promise<import('./show-figures.mjs').Figure[]>}
 */
export async function benchEvents({ engine, openWindow }) {
  await createContainers(engine, 'event', CONTAINERS)
  for (const name of [TARGET, STARTED]) {
    await engine.docker('create', '--name', name, 'busybox:local', 'sleep', '9999')
  }
  await engine.docker('start', TARGET)
  const { page, close } = await openWindow()
  try {
    const { changed, painted } = await changeDelays(engine, page)
    const starts = await startDelays(engine, page)
    const burst = await burstCalls(engine, page)
    return [
      { what: 'event to changed row, median', value: median(changed), unit: 'ms', limit: 20 },
      { what: 'event to changed row, p95', value: quantile(changed, 0.95), unit: 'ms', limit: 50 },
      { what: 'event to painted row, median', value: median(painted), unit: 'ms', limit: 20 },
      { what: 'event to painted row, p95', value: quantile(painted, 0.95), unit: 'ms', limit: 50 },
      {
        what: '"docker start" returning to changed row, median (below 0: the row was first)',
        value: median(starts),
        unit: 'ms',
        limit: 100,
      },
      { what: `whole-list calls for ${BURST} creates`, value: burst, unit: 'calls', limit: 2 },
    ]
  } finally {
    await close()
    await removeContainers(engine, 'event')
    await removeContainers(engine, 'a-event')
  }
}

/**
 * Pauses and unpauses one container, and compares the engine's stamps with the painted row.
 * @param {import('../bench.mjs').Bench['engine']} engine
 * @param {import('@playwright/test').Page} page
 */
async function changeDelays(engine, page) {
  const stamps = await eventStamps(engine, TARGET)
  const changed = []
  const painted = []
  for (let i = 0; i < CHANGES; i++) {
    const [verb, word] = i % 2 === 0 ? ['pause', 'Paused'] : ['unpause', 'Running']
    const seen = await watchWord(page, TARGET, word)
    await engine.docker(verb, TARGET)
    const { changedAt, paintedAt } = await seen()
    const stamp = await stamps.next(verb)
    changed.push(changedAt - stamp)
    painted.push(paintedAt - stamp)
  }
  stamps.close()
  return { changed, painted }
}

/**
 * @param {import('../bench.mjs').Bench['engine']} engine
 * @param {import('@playwright/test').Page} page
 */
async function startDelays(engine, page) {
  const delays = []
  for (let i = 0; i < STARTS; i++) {
    const started = await watchWord(page, STARTED, 'Running')
    await engine.docker('start', STARTED)
    const returnedAt = now()
    delays.push((await started()).paintedAt - returnedAt)
    const stopped = await watchWord(page, STARTED, 'Exited (137)')
    await engine.docker('kill', STARTED)
    await stopped()
  }
  return delays
}

/**
 * @param {import('../bench.mjs').Bench['engine']} engine
 * @param {import('@playwright/test').Page} page
 */
async function burstCalls(engine, page) {
  await page.getByRole('searchbox', { name: 'Filter containers' }).fill('event-burst-')
  const before = await wholeListCalls(engine)
  await createContainers(engine, 'event-burst', BURST)
  await page.locator(`[role=grid][aria-rowcount="${BURST + 1}"]`).waitFor()
  return (await wholeListCalls(engine)) - before
}

/** @param {import('../bench.mjs').Bench['engine']} engine */
async function wholeListCalls(engine) {
  const log = await readFile(join(engine.folder, 'dockerd.log'), 'utf8')
  const calls = log.match(/Calling GET [^"]*containers\/json[^"]*/g) ?? []
  return calls.filter((call) => !call.includes('filters=')).length
}

/**
 * Starts to watch a row; the returned function resolves to when its status was in the page, and
 * when it was painted, in milliseconds since the epoch.
 * @param {import('@playwright/test').Page} page
 * @param {string} name
 * @param {string} word
 */
async function watchWord(page, name, word) {
  const cell = page.getByRole('row', { name, exact: true }).locator('[data-cell="status"]')
  const watched = await cell.evaluateHandle(
    (element, word) => ({
      seen: new Promise((resolve) => {
        const now = () => performance.timeOrigin + performance.now()
        const observer = new MutationObserver(() => {
          if (element.textContent?.trim() !== word) return
          observer.disconnect()
          const changedAt = now()
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => resolve({ changedAt, paintedAt: now() })
            port2.postMessage(null)
          })
        })
        observer.observe(element, { childList: true, subtree: true, characterData: true })
      }),
    }),
    word,
  )
  return async () => {
    const times = await watched.evaluate(({ seen }) => seen)
    await watched.dispose()
    return /** @type {{ changedAt: number, paintedAt: number }} */ (times)
  }
}

/**
 * The engine's own stamps of a container's events, in milliseconds since the epoch.
 * @param {import('../bench.mjs').Bench['engine']} engine
 * @param {string} container
 */
async function eventStamps({ socketPath }, container) {
  const filters = encodeURIComponent(JSON.stringify({ container: [container] }))
  const call = request({ socketPath, path: `/events?filters=${filters}` }).end()
  const [response] = await once(call, 'response')
  const lines = createInterface(response)[Symbol.asyncIterator]()
  return {
    /** @param {string} action */
    async next(action) {
      for (;;) {
        const { value } = await lines.next()
        const event = JSON.parse(value)
        if (event.Action === action) return event.timeNano / 1e6
      }
    },
    close: () => call.destroy(),
  }
}

/** Milliseconds since the epoch, finer than `Date.now`. */
function now() {
  return performance.timeOrigin + performance.now()
}
