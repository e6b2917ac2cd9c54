// @ts-check
import { once } from 'node:events'
import { request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { median, quantile } from './show-figures.mjs'

const CONTAINERS = 1000
/** Compose projects that they belong to: the list puts them in groups. */
const PROJECTS = 50
const RUNS = 15
/** Over a hundred keys in all: 95 % of fewer would be the second slowest of them. */
const FILTER_ROUNDS = 4
/** Clients that create at once; more only queue in the engine. */
const CREATORS = 4

/**
 * A thousand containers: painting the list, its size in the page, and the filter.
 * @param {import('../bench.mjs').Bench} bench
 * @returns {Promise<import('./show-figures.mjs').Figure[]>}
 */
export async function benchLists({ engine, openWindow }) {
  await createContainers(engine, 'list', CONTAINERS, PROJECTS)
  const { page, close } = await openWindow()
  try {
    const painted = []
    const api = []
    const cli = []
    await page.addInitScript(watchList)
    for (let run = 0; run < RUNS; run++) {
      api.push(await timed(() => fetchList(engine.socketPath)))
      painted.push(await paintList(page))
      cli.push(await timed(() => engine.docker('ps', '--all', '--no-trunc')))
    }
    const keys = await filterKeys(page)
    const rows = await page.getByRole('grid').getByRole('row').count()
    return [
      {
        what: `${CONTAINERS} containers, from asking to painted`,
        value: median(painted),
        unit: 'ms',
        beside: { what: 'API call', value: median(api) },
        limit: 1.3,
      },
      {
        what: `${CONTAINERS} containers, from asking to painted`,
        value: median(painted),
        unit: 'ms',
        beside: { what: 'docker ps -a', value: median(cli) },
      },
      { what: 'rows in the page', value: rows, unit: '', limit: 80 },
      { what: 'filter, a key to painted, median', value: median(keys), unit: 'ms', limit: 50 },
      { what: 'filter, a key to painted, p95', value: quantile(keys, 0.95), unit: 'ms', limit: 50 },
      {
        what: 'filter, the slowest key, in code that never ran before',
        value: Math.max(...keys),
        unit: 'ms',
      },
    ]
  } finally {
    await close()
    await removeContainers(engine, 'list')
  }
}

/**
 * Creates containers whose names begin with `prefix-`, as fast as the engine takes them.
 * @param {import('../engine/private-engine.mjs').PrivateEngine} engine
 * @param {string} prefix
 * @param {number} count
 * @param {number} [projects] as many Compose projects as they are shared out among
 */
export async function createContainers(engine, prefix, count, projects = 0) {
  const numbers = Array.from({ length: count }, (_, i) => i).values()
  const create = async () => {
    for (const number of numbers) {
      const project = projects > 0 ? { [PROJECT_LABEL]: `project-${number % projects}` } : {}
      await createContainer(engine.socketPath, `${prefix}-${number}`, project)
    }
  }
  await Promise.all(Array.from({ length: CREATORS }, create))
}

/**
 * @param {import('../engine/private-engine.mjs').PrivateEngine} engine
 * @param {string} prefix
 */
export async function removeContainers(engine, prefix) {
  const ids = await engine.docker('ps', '--all', '--quiet', '--filter', `name=^${prefix}-`)
  const list = ids.split('\n').filter(Boolean)
  while (list.length > 0) await engine.docker('rm', '--force', ...list.splice(0, 100))
}

const PROJECT_LABEL = 'com.docker.compose.project'

/**
 * @param {string} socketPath
 * @param {string} name
 * @param {Record<string, string>} labels
 */
async function createContainer(socketPath, name, labels) {
  const body = JSON.stringify({ Image: 'busybox:local', Cmd: ['sleep', '1000'], Labels: labels })
  const headers = { 'content-type': 'application/json', 'content-length': body.length }
  const path = `/containers/create?name=${name}`
  const call = request({ socketPath, path, method: 'POST', headers }).end(body)
  const [response] = await once(call, 'response')
  await buffer(response)
  if (response.statusCode !== 201) throw new Error(`create ${name}: ${response.statusCode}`)
}

/** @param {string} socketPath */
async function fetchList(socketPath) {
  const call = request({ socketPath, path: '/containers/json?all=1' }).end()
  const [response] = await once(call, 'response')
  JSON.parse((await buffer(response)).toString())
}

/**
 * Reloads the page, and measures from the moment in which it asks for the list until its rows are
 * painted.
 * @param {import('@playwright/test').Page} page
 */
async function paintList(page) {
  await page.reload()
  await page.waitForFunction(() => Reflect.has(window, '__listPaintedMs'))
  return page.evaluate(() => /** @type {number} */ (Reflect.get(window, '__listPaintedMs')))
}

/** Runs in the page before its own code. */
function watchList() {
  let askedAt = 0
  window.addEventListener('message', ({ data }) => {
    if (data?.message?.path === 'containers.list' && !data.message.input.ids) {
      askedAt ||= performance.now()
    }
  })
  const observer = new MutationObserver(() => {
    if (!askedAt || !document.querySelector('[data-row-id] [data-cell="name"]')) return
    observer.disconnect()
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      // A message sent in a frame arrives after that frame was painted.
      port1.onmessage = () => Reflect.set(window, '__listPaintedMs', performance.now() - askedAt)
      port2.postMessage(null)
    })
  })
  observer.observe(document, { childList: true, subtree: true })
}

/**
 * Types into the filter, and measures each key until the frame that shows its answer.
 * @param {import('@playwright/test').Page} page
 */
async function filterKeys(page) {
  await page.evaluate(() => {
    const times = /** @type {number[]} */ ([])
    Reflect.set(window, '__keyTimes', times)
    window.addEventListener(
      'keydown',
      () => {
        const pressedAt = performance.now()
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => times.push(performance.now() - pressedAt)
          port2.postMessage(null)
        })
      },
      { capture: true },
    )
  })
  const filter = page.getByRole('searchbox', { name: 'Filter containers' })
  const times = () =>
    page.evaluate(() => /** @type {number[]} */ (Reflect.get(window, '__keyTimes')))
  for (let round = 0; round < FILTER_ROUNDS; round++) {
    for (const word of ['list-99', 'st-1', '77']) {
      await filter.fill('')
      await filter.focus()
      for (const key of word) await pressAndWait(page, key, times)
      for (const _ of word) await pressAndWait(page, 'Backspace', times)
    }
  }
  return times()
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} key
 * @param {() => Promise<number[]>} times
 */
async function pressAndWait(page, key, times) {
  const before = (await times()).length
  await page.keyboard.press(key)
  while ((await times()).length === before);
}

/** @param {() => Promise<unknown>} action */
async function timed(action) {
  const start = performance.now()
  await action()
  return performance.now() - start
}
