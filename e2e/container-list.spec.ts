import { expect, test } from './app.ts'
import { listCalls } from './engine-log.ts'
import { listPage } from './pages/list-page.ts'

test('every state that a container can be in is told in words', async ({ page, world }) => {
  const containers = listPage(page, 'Containers')
  await world.run('running')
  await world.run('paused')
  await world.docker('pause', world.name('paused'))
  await world.run('healthy', { image: 'health:local', command: [] })
  await world.run('done', { command: ['true'] })
  await world.run('failed', { command: ['sh', '-c', 'exit 3'] })
  await world.create('created')
  await world.run('restarting', { flags: ['--restart=always'], command: ['false'] })
  await world.run('broken', { command: ['/no/such/program'] }).catch(() => {})

  const expected = {
    running: 'Running',
    paused: 'Paused',
    healthy: 'Healthy',
    done: 'Exited (0)',
    failed: 'Exited (3)',
    created: 'Created',
    restarting: /Restarting|Running|Exited \(1\)/,
    broken: 'Failed to start',
  }
  for (const [short, word] of Object.entries(expected)) {
    await expect(containers.cell(world.name(short), 'status')).toHaveText(word)
  }
})

test('what another client does shows up by itself, without a list for each change', async ({
  page,
  world,
  engine,
}) => {
  const containers = listPage(page, 'Containers')
  await world.create('web')
  const name = world.name('web')
  await expect(containers.row(name)).toBeVisible()
  const before = await listCalls(engine)

  await world.docker('start', name)
  await expect(containers.cell(name, 'status')).toHaveText('Running')
  await world.docker('pause', name)
  await expect(containers.cell(name, 'status')).toHaveText('Paused')
  await world.docker('unpause', name)
  await expect(containers.cell(name, 'status')).toHaveText('Running')
  await world.docker('kill', name)
  await expect(containers.cell(name, 'status')).toHaveText('Exited (137)')
  await world.docker('rename', name, world.name('renamed'))
  await expect(containers.row(world.name('renamed'))).toBeVisible()
  await expect(containers.row(name)).toHaveCount(0)
  await world.docker('rm', world.name('renamed'))
  await expect(containers.row(world.name('renamed'))).toHaveCount(0)
  // The start reads the list once more when the event stream is open; that may come this late.
  expect((await listCalls(engine)) - before).toBeLessThanOrEqual(1)
})

test('a burst of 100 events reads the whole list at most twice', async ({
  page,
  world,
  engine,
}) => {
  const containers = listPage(page, 'Containers')
  await world.create('first')
  await expect(containers.row(world.name('first'))).toBeVisible()
  const before = await listCalls(engine)
  const shorts = Array.from({ length: 100 }, (_, i) => `burst-${i}`)
  // Four clients at a time, as a big `docker compose up` does.
  const next = shorts.values()
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (const short of next) await world.create(short)
    }),
  )
  await containers.filter.fill(`${world.prefix}-burst-99`)
  await expect(containers.row(world.name('burst-99'))).toBeVisible()
  await containers.filter.fill(`${world.prefix}-burst`)
  await expect(containers.grid).toHaveAttribute('aria-rowcount', String(shorts.length + 1))
  expect((await listCalls(engine)) - before).toBeLessThanOrEqual(2)
})

test('selection, scroll and focus survive what happens on the engine', async ({ page, world }) => {
  const containers = listPage(page, 'Containers')
  for (let i = 0; i < 40; i++) await world.create(`c${String(i).padStart(2, '0')}`)
  await containers.filter.fill(world.prefix)
  await expect(containers.grid).toHaveAttribute('aria-rowcount', '41')
  await containers.select(world.name('c01')).click()
  await containers
    .row(world.name('c02'))
    .focus()
    .catch(() => {})
  await containers.grid.focus()
  await page.keyboard.press('End')
  await expect(containers.row(world.name('c39'))).toBeVisible()
  const scroller = containers.grid
  const before = await scroller.evaluate(scrollTopOf)

  await world.docker('start', world.name('c39'))
  await expect(containers.cell(world.name('c39'), 'status')).toHaveText('Running')
  await world.docker('rm', world.name('c38'))
  await expect(containers.row(world.name('c38'))).toHaveCount(0)

  expect(Math.abs((await scroller.evaluate(scrollTopOf)) - before)).toBeLessThanOrEqual(32)
  await expect(containers.grid).toBeFocused()
  await page.keyboard.press('Home')
  await expect(containers.select(world.name('c01'))).toBeChecked()
})

test('published ports are links that open in the browser', async ({ page, app, world }) => {
  const containers = listPage(page, 'Containers')
  await world.run('web', { flags: ['--publish', '18097:80'] })
  await app.electron.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = async (url) => void opened.push(url)
  })
  await containers.cell(world.name('web'), 'ports').getByRole('link', { name: '18097:80' }).click()
  await expect
    .poll(() => app.electron.evaluate(() => Reflect.get(globalThis, 'opened') as string[]))
    .toEqual(['http://localhost:18097/'])
})

test('CPU and memory of what runs are shown', async ({ page, world }) => {
  const containers = listPage(page, 'Containers')
  await world.run('busy')
  await world.create('idle')
  await expect(containers.cell(world.name('busy'), 'cpu')).toHaveText(/^\d+(\.\d+)?%$/)
  await expect(containers.cell(world.name('busy'), 'memory')).toHaveText(/^[\d.]+ (KiB|MiB)$/)
  await expect(containers.cell(world.name('idle'), 'cpu')).toBeEmpty()
})

/** The grid itself or its child scrolls; the first that is scrolled tells. */
function scrollTopOf(grid: Element): number {
  const candidates = [grid, ...grid.querySelectorAll('*')]
  return candidates.find((element) => element.scrollTop > 0)?.scrollTop ?? 0
}

test('CPU and memory are there at once when a row comes back', async ({ page, world }) => {
  const containers = listPage(page, 'Containers')
  await world.run('busy')
  const [cpu, memory] = [
    containers.cell(world.name('busy'), 'cpu'),
    containers.cell(world.name('busy'), 'memory'),
  ]
  await expect(cpu).toHaveText(/%$/)
  await containers.filter.fill('no such container')
  await expect(containers.row(world.name('busy'))).toHaveCount(0)
  await containers.filter.fill('')
  await containers.row(world.name('busy')).waitFor()
  expect(await cpu.innerText()).toMatch(/%$/)
  await listPage(page, 'Images').open()
  await containers.open()
  await containers.row(world.name('busy')).waitFor()
  expect(await memory.innerText()).toMatch(/iB$/)
})

test('the first click on CPU sorts the busiest first', async ({ page, world }) => {
  const containers = listPage(page, 'Containers')
  await world.create('idle')
  await world.run('busy')
  await containers.filter.fill(world.prefix)
  await expect(containers.cell(world.name('busy'), 'cpu')).toHaveText(/%$/)
  const names = containers.grid.locator('[data-cell="name"]')
  const heading = containers.grid.getByRole('columnheader', { name: 'CPU' })
  await heading.getByRole('button').click()
  await expect(heading).toHaveAttribute('aria-sort', 'descending')
  await expect(names).toHaveText([world.name('busy'), world.name('idle')])
  await heading.getByRole('button').click()
  await expect(heading).toHaveAttribute('aria-sort', 'ascending')
  await expect(names).toHaveText([world.name('busy'), world.name('idle')])
})
