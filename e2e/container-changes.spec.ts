import { expect, test } from './app.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { listPage } from './pages/list-page.ts'

const SCRIPT = 'mkdir /data; echo x > /data/added.txt; rm /bin/vi; echo done; exec sleep 1000'
/** In one folder, so that they are as many entries of a list and few of anything else. */
const MANY = 'mkdir /many; cd /many; seq 1 20000 | xargs touch; exec sleep 1000'

test('what differs from the image is listed by kind, filtered, and asked anew', async ({
  app,
  page,
  world,
}) => {
  const name = world.name('box')
  await world.run('box', { command: ['sh', '-c', SCRIPT] })
  await expect.poll(() => world.docker('logs', name)).toBe('done')
  await listPage(page, 'Containers').row(name).click()
  const pane = page.getByRole('region', { name, exact: true })
  await pane.getByRole('tab', { name: 'Overview' }).focus()
  const changes = pane.getByRole('tab', { name: 'Changes', exact: true })
  while (!(await changes.evaluate((tab) => tab === document.activeElement))) {
    await page.keyboard.press('ArrowRight')
  }
  await page.keyboard.press('Enter')

  const grid = pane.getByRole('grid', { name: 'Changes' })
  const row = (path: string) => grid.getByRole('row', { name: path, exact: true })
  await expect(row('/data/added.txt')).toContainText('Added')
  await expect(row('/bin/vi')).toContainText('Deleted')
  await expect(row('/bin')).toContainText('Changed')
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoFault(page, `changes, ${colorScheme}`)
  }

  const kinds = pane.getByRole('group', { name: 'Changes by kind' })
  await kinds.getByRole('button', { name: 'Deleted 1', exact: true }).press('Space')
  await expect(grid).toHaveAttribute('aria-rowcount', '2')
  await kinds.getByRole('button', { name: 'Deleted 1', exact: true }).press('Space')
  const filter = pane.getByRole('searchbox', { name: 'Filter changes' })
  await filter.fill('added txt')
  await expect(grid).toHaveAttribute('aria-rowcount', '2')
  await filter.fill('nothing-is-called-this')
  await expect(pane.getByText('No change matches "nothing-is-called-this"')).toBeVisible()
  await pane.getByRole('button', { name: 'Clear filter' }).press('Enter')
  await expect(row('/bin/vi')).toBeVisible()

  // A stopped container keeps its files, and what was written meanwhile is there when asked for.
  await world.docker('exec', name, 'touch', '/later')
  await world.docker('kill', name)
  await pane.getByRole('button', { name: 'Compare again' }).press('Enter')
  await expect(row('/later')).toBeVisible()
  await grid.focus()
  await page.keyboard.press('End')
  await expect(row('/later')).toHaveAttribute('data-active')
  await page.keyboard.press('Enter')
  await expect
    .poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText()))
    .toBe('/later')
})

test('a container that changed nothing says so', async ({ page, world }) => {
  const name = world.name('idle')
  await world.create('idle')
  await listPage(page, 'Containers').row(name).click()
  const pane = page.getByRole('region', { name, exact: true })
  await pane.getByRole('tab', { name: 'Changes', exact: true }).click()
  await expect(pane.getByRole('status')).toContainText('No file differs from the image')
})

test('twenty thousand paths are a list like any other', async ({ page, world }) => {
  const name = world.name('many')
  await world.run('many', { command: ['sh', '-c', MANY] })
  await expect.poll(() => world.docker('exec', name, 'ls', '/many')).toContain('\n20000\n')
  await listPage(page, 'Containers').row(name).click()
  const pane = page.getByRole('region', { name, exact: true })
  await pane.getByRole('tab', { name: 'Changes', exact: true }).click()
  const grid = pane.getByRole('grid', { name: 'Changes' })
  await expect(pane.getByRole('button', { name: 'Added 20,001' })).toBeVisible()
  expect(await grid.getByRole('row').count()).toBeLessThan(80)
  await pane.getByRole('searchbox', { name: 'Filter changes' }).fill('/many/19999')
  await expect(grid).toHaveAttribute('aria-rowcount', '2')
})
