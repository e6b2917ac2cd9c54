import { expect, test } from './app.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { listPage } from './pages/list-page.ts'

test('columns are chosen by keys, kept over a reload, and put back as at first', async ({
  page,
  world,
}) => {
  await world.create('web', { flags: ['--label', 'tier=front'], command: ['sleep', '77'] })
  const { grid, row, cell } = listPage(page, 'Containers')
  const name = world.name('web')
  const heading = (title: string) => grid.getByRole('columnheader', { name: title, exact: true })
  const item = (title: string) => page.getByRole('menuitemcheckbox', { name: title, exact: true })
  await expect(heading('Ports')).toBeVisible()
  await expect(heading('Command')).toHaveCount(0)

  const columns = page.getByRole('button', { name: 'Columns', exact: true })
  await columns.focus()
  await page.keyboard.press('Enter')
  // The letters of an entry lead to it, and the menu stays for the next one.
  await page.keyboard.type('Command')
  await expect(item('Command')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(item('Command')).toBeChecked()
  await item('Labels').click()
  await item('Ports').click()
  await expectNoFault(page, 'the menu of columns')
  await page.keyboard.press('Escape')
  await expect(columns).toBeFocused()
  await expect(cell(name, 'command')).toContainText('sleep 77')
  await expect(cell(name, 'labels')).toHaveText('tier=front')
  await expect(heading('Ports')).toHaveCount(0)

  await page.reload()
  await expect(row(name)).toBeVisible()
  await expect(cell(name, 'labels')).toHaveText('tier=front')
  await heading('Command').getByRole('button').click()
  await expect(heading('Command')).toHaveAttribute('aria-sort', 'ascending')

  await columns.click()
  await page.getByRole('menuitem', { name: 'Reset to default' }).click()
  await expect(heading('Ports')).toBeVisible()
  await expect(heading('Command')).toHaveCount(0)
})

test('each list has columns of its own', async ({ page, world }) => {
  await world.docker('network', 'create', '--internal', world.name('inner'))
  const networks = listPage(page, 'Networks')
  await networks.open()
  await page.getByRole('button', { name: 'Columns', exact: true }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Internal' }).click()
  await page.keyboard.press('Escape')
  await expect(networks.cell(world.name('inner'), 'internal')).toHaveText('yes')
})
