import { close, expect, launch, test } from './app.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { dock } from './pages/dock.ts'
import { listPage } from './pages/list-page.ts'
import { statsPanel, type StatsPanel } from './pages/stats.ts'
import type { World } from './world.ts'

const BUSY = ['sh', '-c', 'while :; do :; done']
const HALF_A_CORE = ['--cpus', '0.5', '--memory', '64m']

/** Seconds, of samples. */
const SOON = { timeout: 15_000 }

/** A container as Compose would make it, of the project that has this test's prefix for its name. */
const inProject = (world: World, service: string) => ({
  flags: [
    `--label=com.docker.compose.project=${world.prefix}`,
    `--label=com.docker.compose.service=${service}`,
    '--label=com.docker.compose.container-number=1',
  ],
})

/** Goes back by keys to the moment that a clock says, and answers with what is said of it. */
async function textAt(stats: StatsPanel, clock: string): Promise<string> {
  await stats.moment('CPU').focus()
  for (let back = 0; back < 120; back++) {
    await stats.moment('CPU').press('ArrowLeft')
    const text = await stats.momentText('CPU')
    if (text.startsWith(clock)) return text
  }
  return `no moment ${clock}`
}

/** The CPU in what is said of a moment; all of it where there is none. */
function cpuOf(text: string): string {
  return /: CPU ([^,]+)/.exec(text)?.[1] ?? text
}

test('the charts of a container show what it uses, as the docker CLI has it, and its limits', async ({
  page,
  world,
}) => {
  const name = world.name('busy')
  await world.run('busy', { flags: HALF_A_CORE, command: BUSY })
  await listPage(page, 'Containers').row(name).click()
  await page.getByRole('tab', { name: 'Stats', exact: true }).click()
  const stats = statsPanel(page.getByRole('region', { name, exact: true }), name)
  const half = (percent: number) => percent > 35 && percent < 65
  await expect.poll(async () => half(await stats.figure('CPU', 'CPU', 'Latest')), SOON).toBe(true)
  await expect(stats.chart('CPU')).toContainText('limit 50.0%')
  expect(await stats.lines('CPU')).toEqual(['CPU', 'Limit'])
  await expect(stats.chart('Memory')).toContainText('limit 64 MiB')
  // The limit is far above what is used: a line of it would flatten the other.
  expect(await stats.lines('Memory')).toEqual(['Used'])
  const difference = async () => {
    const [text = ''] = (
      await world.docker('stats', '--no-stream', '--format', '{{.MemUsage}}', name)
    ).split(' / ')
    const unit = text.endsWith('MiB') ? 1024 : 1
    const shown = await stats.chart('Memory').getByRole('cell').first().innerText()
    const shownUnit = shown.endsWith('MiB') ? 1024 : 1
    return Math.abs((Number.parseFloat(shown) * shownUnit) / (Number.parseFloat(text) * unit) - 1)
  }
  await expect.poll(difference, SOON).toBeLessThan(0.05)
  expect(await stats.lines('Network')).toEqual(['Received', 'Sent'])
  expect(await stats.figure('Processes', 'Processes', 'Latest')).toBe(1)
})

test('charts begin before they are opened, and their history outlives the tab', async ({
  page,
  world,
}) => {
  const name = world.name('busy')
  await world.run('busy', { flags: HALF_A_CORE, command: BUSY })
  const containers = listPage(page, 'Containers')
  // It is in the list: that is how it is sampled.
  await expect(containers.cell(name, 'cpu')).toContainText('%')
  const seenAt = Date.now()
  const clock = new Date(seenAt).toLocaleTimeString('en-GB')
  await containers.row(name).click()
  await page.getByRole('tab', { name: 'Stats', exact: true }).click()
  const stats = statsPanel(page.getByRole('region', { name, exact: true }), name)
  await expect.poll(() => stats.figure('CPU', 'CPU', 'Latest'), SOON).toBeGreaterThan(0)
  // Samples of that very second have all come by then.
  await expect.poll(() => Date.now() - seenAt, SOON).toBeGreaterThan(2500)
  const first = cpuOf(await textAt(stats, clock))
  expect(first).toMatch(/^\d+\.\d%$/)
  // The first Escape is for the moment, the second one closes the details.
  await page.keyboard.press('Escape')
  expect(await stats.momentText('CPU')).toBe('Latest')
  await page.keyboard.press('Escape')
  await expect(stats.region).toHaveCount(0)
  await containers.row(name).click()
  await page.getByRole('tab', { name: 'Stats', exact: true }).click()
  await expect.poll(() => stats.figure('CPU', 'CPU', 'Latest'), SOON).toBeGreaterThan(0)
  expect(cpuOf(await textAt(stats, clock))).toBe(first)
  await page.keyboard.press('Escape')
  await stats.range('1 h').click()
  await expect.poll(() => stats.figure('CPU', 'CPU', 'Max')).toBeGreaterThan(0)
})

test('what does not run keeps its history, and says that nothing new comes', async ({
  page,
  world,
}) => {
  const name = world.name('busy')
  await world.run('busy', { flags: HALF_A_CORE, command: BUSY })
  const containers = listPage(page, 'Containers')
  await containers.row(name).click()
  await page.getByRole('tab', { name: 'Stats', exact: true }).click()
  const stats = statsPanel(page.getByRole('region', { name, exact: true }), name)
  await expect.poll(() => stats.figure('CPU', 'CPU', 'Latest'), SOON).toBeGreaterThan(0)
  await expect(stats.state).toHaveText('')
  await world.docker('pause', name)
  await expect(stats.state).toHaveText(/^Paused/)
  const pausedAt = Date.now()
  await expect.poll(() => Date.now() - pausedAt, SOON).toBeGreaterThan(3000)
  await stats.moment('CPU').press('End')
  expect(await stats.momentText('CPU')).toMatch(/: CPU —/)
  await world.docker('kill', name)
  await expect(stats.state).toHaveText(/^Not running/)
  await stats.moment('CPU').press('Escape')
  expect(await stats.figure('CPU', 'CPU', 'Max')).toBeGreaterThan(10)
})

test('what is selected is compared: a line each, and their sum', async ({ page, world }) => {
  await world.run('busy', { flags: HALF_A_CORE, command: BUSY })
  await world.run('idle')
  const containers = listPage(page, 'Containers')
  for (const short of ['busy', 'idle']) await containers.select(world.name(short)).click()
  await containers.selection.getByRole('button', { name: 'Stats', exact: true }).click()
  await expect(dock(page).tab('Stats: 2 containers')).toBeVisible()
  const stats = statsPanel(dock(page).region, '2 containers')
  await expect(stats.state).toHaveText('2 of 2 containers running')
  await expect
    .poll(() => stats.figure('CPU', world.name('busy'), 'Latest'), SOON)
    .toBeGreaterThan(10)
  await expect
    .poll(() => stats.lines('CPU'))
    .toEqual(['All 2', world.name('busy'), world.name('idle')])
  const all = async () => (await stats.figure('CPU', 'All 2', 'Mean')) > 10
  await expect.poll(all, SOON).toBe(true)
  await expect.poll(() => stats.lines('Memory')).toHaveLength(3)
})

test('the stats of a project follow it, and are there again after a restart', async ({
  page,
  world,
  app,
  engine,
}) => {
  await world.run('web-1', inProject(world, 'web'))
  await world.run('db-1', inProject(world, 'db'))
  const containers = listPage(page, 'Containers')
  await containers.choose(world.name('web-1'), `Stats of project "${world.prefix}"`)
  await expect(dock(page).tab(`Stats: ${world.prefix}`)).toBeVisible()
  const stats = statsPanel(dock(page).region, world.prefix)
  await expect(stats.state).toHaveText('2 of 2 containers running')
  await world.run('api-1', inProject(world, 'api'))
  await expect(stats.state).toHaveText('3 of 3 containers running')
  const lines = async () => (await stats.lines('Memory')).toSorted()
  await expect.poll(lines, SOON).toEqual(['All 3', 'api-1', 'db-1', 'web-1'])
  await world.docker('kill', world.name('db-1'))
  await expect(stats.state).toHaveText('2 of 3 containers running')
  await app.electron.close()
  const second = await launch({ dockerHost: engine.dockerHost, userData: app.userData })
  const again = statsPanel(dock(second.page).region, world.prefix)
  await expect(again.state).toHaveText('2 of 3 containers running')
  await expect.poll(() => again.figure('Memory', 'web-1', 'Latest'), SOON).toBeGreaterThan(0)
  await close(second)
})

test('the stats of an engine are reached by keys alone, and from the foot of the window', async ({
  page,
  world,
}) => {
  await world.run('busy', { flags: HALF_A_CORE, command: BUSY })
  await expect(listPage(page, 'Containers').cell(world.name('busy'), 'cpu')).toContainText('%')
  await page.keyboard.press('Control+K')
  await page.keyboard.type('Stats of all containers')
  await page.keyboard.press('Enter')
  const stats = statsPanel(dock(page).region, 'default')
  await expect(stats.state).toHaveText(/^\d+ of \d+ containers? running$/)
  await expect(stats.range('2 min')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(stats.range('15 min')).toHaveAttribute('aria-pressed', 'true')
  await expect
    .poll(() => stats.figure('CPU', world.name('busy'), 'Latest'), SOON)
    .toBeGreaterThan(10)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(stats.moment('CPU')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect
    .poll(() => stats.momentText('CPU'))
    .toMatch(new RegExp(`^\\d\\d:\\d\\d:\\d\\d: All .*${world.name('busy')}`))
  await dock(page).close('Stats: default')
  await expect(stats.region).toHaveCount(0)
  await page.getByRole('button', { name: /^CPU .* Memory/ }).click()
  await expect(stats.state).toBeVisible()
})

for (const colorScheme of ['dark', 'light'] as const) {
  test(`charts in the ${colorScheme} theme have no accessibility fault`, async ({
    page,
    world,
  }) => {
    await page.emulateMedia({ colorScheme })
    const name = world.name('busy')
    await world.run('busy', { flags: HALF_A_CORE, command: BUSY })
    await listPage(page, 'Containers').row(name).click()
    await page.getByRole('tab', { name: 'Stats', exact: true }).click()
    const one = statsPanel(page.getByRole('region', { name, exact: true }), name)
    await expect.poll(() => one.figure('CPU', 'CPU', 'Latest'), SOON).toBeGreaterThan(0)
    await expectNoFault(page, 'the charts of a container')
    await page.getByRole('button', { name: /^CPU .* Memory/ }).click()
    const all = statsPanel(dock(page).region, 'default')
    await expect.poll(() => all.figure('CPU', name, 'Latest'), SOON).toBeGreaterThan(0)
    await expectNoFault(page, 'the charts of an engine')
  })
}
