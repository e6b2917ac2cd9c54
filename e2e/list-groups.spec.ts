import { expect, test } from './app.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { dock } from './pages/dock.ts'
import { confirmation, listPage, notifications } from './pages/list-page.ts'
import type { World } from './world.ts'

/** The labels by which a container belongs to a Compose project. */
function inProject(world: World, project: string, service: string): string[] {
  const label = (name: string, value: string) => ['--label', `com.docker.compose.${name}=${value}`]
  return [
    ...label('project', world.name(project)),
    ...label('service', service),
    ...label('container-number', '1'),
  ]
}

test.beforeEach(async ({ page, world }) => {
  const shop = (service: string) => inProject(world, 'shop', service)
  await world.run('shop-api-1', { flags: shop('api') })
  await world.create('shop-db-1', { flags: shop('db') })
  await world.create('billing-api-1', { flags: inProject(world, 'billing', 'api') })
  await world.create('mail', { flags: ['--label', 'tier=front'] })
  const { grid, filter } = listPage(page, 'Containers')
  await filter.fill(world.prefix)
  await expect(grid).toHaveAttribute('aria-rowcount', '8')
})

test('containers stand under their projects, with how many of them run', async ({
  page,
  world,
}) => {
  const { grid, row, cell } = listPage(page, 'Containers')
  const titles = await grid.locator('[data-group]').allInnerTexts()
  expect(titles.map((text) => text.split('\n')[0])).toEqual([
    `Project ${world.name('billing')}`,
    `Project ${world.name('shop')}`,
    'No project',
  ])
  const shop = `Project ${world.name('shop')}`
  await expect(cell(shop, 'status')).toHaveText('1/2 running')
  await expect(row(shop)).toHaveAttribute('aria-rowindex', '4')
  await world.docker('start', world.name('shop-db-1'))
  await expect(cell(shop, 'status')).toHaveText('2/2 running')
})

test('a group is collapsed by keys, stays so over a restart of the page, and is found again', async ({
  page,
  world,
}) => {
  const { grid, row } = listPage(page, 'Containers')
  const shop = `Project ${world.name('shop')}`
  await row(`Project ${world.name('billing')}`).click()
  await expect(row(world.name('billing-api-1'))).toHaveCount(0)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const id = await row(shop).getAttribute('id')
  await expect(grid).toHaveAttribute('aria-activedescendant', id ?? 'a heading with an id')
  await page.keyboard.press('ArrowLeft')
  await expect(grid).toHaveAttribute('aria-rowcount', '6')
  await expect(row(world.name('shop-api-1'))).toHaveCount(0)
  // What happens to what is not seen opens nothing.
  await world.docker('stop', world.name('shop-api-1'))
  await expect(row(shop)).toContainText('0/2 running')
  await expect(grid).toHaveAttribute('aria-rowcount', '6')
  await page.reload()
  await expect(row(shop)).toBeVisible()
  await expect(row(world.name('shop-api-1'))).toHaveCount(0)
  await row(shop)
    .getByRole('button', { name: `Rows of ${shop}` })
    .click()
  await expect(row(world.name('shop-api-1'))).toBeVisible()
})

test('a project is started, stopped and read as one', async ({ page, world }) => {
  const { row, cell, action } = listPage(page, 'Containers')
  const project = `project ${world.name('shop')}`
  await row(`Project ${world.name('shop')}`).hover()
  await action(`Start ${project}`).click()
  await expect(cell(world.name('shop-db-1'), 'status')).toHaveText('Running')
  await row(`Project ${world.name('shop')}`).hover()
  await action(`Stop ${project}`).click()
  await expect(cell(world.name('shop-db-1'), 'status')).toHaveText('Exited (0)')
  await expect(cell(world.name('shop-api-1'), 'status')).toHaveText('Exited (0)')
  await expect(notifications(page)).toContainText('Stopped 2 containers')
  await row(`Project ${world.name('shop')}`).hover()
  await action(`Logs of ${project}`).click()
  await expect(dock(page).logs(world.name('shop')).region).toBeVisible()
})

test('the box of a heading selects its rows, and Del on it asks about each', async ({
  page,
  world,
}) => {
  const { row, select, selection } = listPage(page, 'Containers')
  const shop = `Project ${world.name('shop')}`
  await select(shop).click()
  await expect(select(world.name('shop-db-1'))).toBeChecked()
  await expect(selection).toContainText('2 selected')
  await select(shop).click()
  await expect(selection).toHaveCount(0)
  await row(shop).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Remove…' }).click()
  await expect(confirmation(page)).toContainText(world.name('shop-api-1'))
  await expect(confirmation(page)).toContainText(world.name('shop-db-1'))
  await confirmation(page).getByRole('button', { name: 'Remove 2 containers' }).click()
  await expect(row(shop)).toHaveCount(0)
  await expect(row(world.name('mail'))).toBeVisible()
})

test('the list is grouped otherwise, also by a label, and remembers it', async ({
  page,
  world,
}) => {
  const { grid, row } = listPage(page, 'Containers')
  const choose = async (item: string) => {
    await page.getByRole('button', { name: /^(Group by|No groups)/ }).click()
    await page.getByRole('menuitemcheckbox', { name: item, exact: true }).click()
  }
  await choose('State')
  await expect(row('Running')).toContainText('1/1 running')
  await expect(row('Created')).toBeVisible()
  await choose('Image')
  await expect(row('Image busybox:local')).toContainText('1/4 running')
  await choose('Network')
  await expect(row('Network bridge')).toBeVisible()
  await choose('Label…')
  const key = page.getByRole('combobox', { name: 'Label key' })
  await key.fill('nobody-has-this')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('There are: ')
  await key.fill('tier')
  await page.keyboard.press('Enter')
  await expect(row('tier=front')).toBeVisible()
  await expect(row('No label tier')).toBeVisible()
  await choose('No groups')
  await expect(grid).toHaveAttribute('aria-rowcount', '5')
  await page.reload()
  await expect(row(world.name('mail'))).toBeVisible()
  await expect(page.getByRole('button', { name: 'No groups' })).toBeVisible()
})

test('the palette groups the list', async ({ page }) => {
  const { row } = listPage(page, 'Containers')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible()
  await page.keyboard.type('group by state')
  await expect(page.getByRole('option', { name: 'Group by state' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(row('Running')).toBeVisible()
})

test('a row that goes keeps its place under its heading while the pointer is there', async ({
  page,
  world,
}) => {
  const { row } = listPage(page, 'Containers')
  const top = async (name: string) => (await row(name).boundingBox())?.y ?? 0
  const before = await top(`Project ${world.name('shop')}`)
  await row(world.name('billing-api-1')).hover()
  await world.docker('rm', world.name('billing-api-1'))
  await expect(row(`Project ${world.name('billing')}`)).toHaveCount(0)
  expect(await top(`Project ${world.name('shop')}`)).toBe(before)
})

for (const colorScheme of ['dark', 'light'] as const) {
  test(`a grouped list has no accessibility fault (${colorScheme})`, async ({ page, world }) => {
    await page.emulateMedia({ colorScheme })
    const { row, select } = listPage(page, 'Containers')
    const shop = `Project ${world.name('shop')}`
    await row(`Project ${world.name('billing')}`).click()
    await select(shop).click()
    await row(shop).hover()
    await expectNoFault(page, 'groups, collapsed, selected, under the pointer')
    await page.getByRole('button', { name: 'Group by project' }).click()
    await expect(page.getByRole('menuitemcheckbox', { name: 'State' })).toBeVisible()
    await expectNoFault(page, 'the menu of groups')
  })
}
