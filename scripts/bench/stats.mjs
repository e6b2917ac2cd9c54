// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { environmentFor } from '../engine/docker-environment.mjs'
import { cpuSeconds, familyOf, roomOf } from './cpu-time.mjs'
import { removeContainers } from './lists.mjs'
import { median } from './show-figures.mjs'

const CONTAINERS = 50
const VISIBLE = 12
/** Started at once, as many as a small machine bears. */
const AT_ONCE = 10

const ROUNDS = 3
/** Longer than the slowest pace of what is looked at, and of what is kept. */
const MEASURE_MS = 30_000
/** The first samples come faster than the others. */
const SETTLE_MS = 6000

const MS_PER_S = 1000

/**
 * What the figures of 50 running containers cost, system-wide: the engine with all that belongs to
 * it, and who asks. In percent of one core, with what an open window costs by itself.
 * @param {import('../bench.mjs').Bench} bench
 * @returns {Promise<import('./show-figures.mjs').Figure[]>}
 */
export async function benchStats({ engine, openWindow }) {
  await startContainers(engine)
  /** @type {Used[]} */
  const rounds = []
  try {
    for (let round = 0; round < ROUNDS; round++) {
      // Without a window, which would ask the engine as well.
      const cli = await measureCli(engine)
      rounds.push({ cli, ...(await measureWindow(engine, await openWindow())) })
    }
  } finally {
    await removeContainers(engine, 'stats')
  }
  const used = (/** @type {keyof Used} */ what) => median(rounds.map((round) => round[what]))
  const beside = { what: `"docker stats" of ${CONTAINERS}`, value: used('cli') }
  const figure = (/** @type {string} */ what, /** @type {number} */ value) => {
    return { what, value, unit: '% of a core', beside }
  }
  return [
    { ...figure(`CPU of ${VISIBLE} visible of ${CONTAINERS} rows`, used('rows')), limit: 0.35 },
    { ...figure(`CPU of the charts of all ${CONTAINERS}`, used('charts')), limit: 0.5 },
    figure('CPU with no row and no chart in view, histories kept', used('nothing')),
  ]
}

/**
 * @typedef {object} Used percent of a core
 * @property {number} cli
 * @property {number} rows
 * @property {number} charts
 * @property {number} nothing
 */

/**
 * @param {import('../bench.mjs').Bench['engine']} engine
 * @param {import('./bench-window.mjs').BenchWindow} window
 * @returns {Promise<Omit<Used, 'cli'>>}
 */
async function measureWindow(engine, { page, mainPid, close }) {
  const filter = page.getByRole('searchbox', { name: 'Filter containers' })
  const charts = page.getByRole('region', { name: /^Stats of / })
  const used = () => measure(engine, familyOf(mainPid))
  try {
    await filter.fill('stats-seen-')
    await page.locator(`[role=grid][aria-rowcount="${VISIBLE + 1}"]`).waitFor()
    await allRowsSampled(page)
    const rows = await used()
    // What fell silent while it was measured costs nothing, and proves nothing.
    await allRowsSampled(page)
    await filter.fill('no container has this name')
    await page
      .getByRole('button', { name: /clear filter/i })
      .first()
      .waitFor()
    const nothing = await used()
    await page.keyboard.press('Control+K')
    await page.keyboard.type('Stats of all containers')
    await page.keyboard.press('Enter')
    await charts.getByText(`${CONTAINERS} of ${CONTAINERS} containers running`).waitFor()
    await allMembersSampled(page)
    return { rows, nothing, charts: await used() }
  } finally {
    await close()
  }
}

/**
 * Waits until each row in view has a figure of its CPU.
 * @param {import('./bench-window.mjs').BenchWindow['page']} page
 */
async function allRowsSampled(page) {
  await page
    .locator('[data-row-id]:not([data-group]) [data-cell="cpu"]', { hasText: /\d%/ })
    .nth(VISIBLE - 1)
    .waitFor()
}

/**
 * Waits until the charts know of each container: none of them has less than one process.
 * @param {import('./bench-window.mjs').BenchWindow['page']} page
 */
async function allMembersSampled(page) {
  const processes = page.getByRole('figure', { name: 'Processes', exact: true })
  const sum = processes.getByRole('row', { name: `All ${CONTAINERS} ${CONTAINERS} ` })
  await sum.waitFor()
}

/** @param {import('../bench.mjs').Bench['engine']} engine */
async function startContainers(engine) {
  const names = Array.from({ length: CONTAINERS }, (_, at) =>
    at < VISIBLE ? `stats-seen-${at}` : `stats-other-${at}`,
  )
  for (let at = 0; at < CONTAINERS; at += AT_ONCE) {
    const some = names.slice(at, at + AT_ONCE)
    await Promise.all(
      some.map((name) =>
        engine.docker('run', '-d', '--name', name, 'busybox:local', 'sleep', '9999'),
      ),
    )
  }
}

/**
 * Percent of a core that the engine and some processes use together.
 * @param {import('../bench.mjs').Bench['engine']} engine
 * @param {ReadonlySet<number>} others
 */
async function measure(engine, others) {
  await delay(SETTLE_MS)
  const pids = new Set([...roomOf(engine.folder), ...others])
  const [before, since] = [cpuSeconds(pids), performance.now()]
  await delay(MEASURE_MS)
  return ((cpuSeconds(pids) - before) / ((performance.now() - since) / MS_PER_S)) * 100
}

/** @param {import('../bench.mjs').Bench['engine']} engine */
async function measureCli(engine) {
  const cli = spawn('docker', ['stats'], {
    env: environmentFor(engine.dockerHost, { ...process.env, TERM: 'xterm' }),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  cli.stdout.resume()
  await once(cli, 'spawn')
  try {
    return await measure(engine, familyOf(cli.pid ?? 0))
  } finally {
    cli.kill()
    await once(cli, 'exit')
  }
}
