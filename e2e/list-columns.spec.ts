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

test('a label gets a column of its own, found by its beginning, and gives it up again', async ({
  page,
  world,
}) => {
  await world.create('web', { flags: ['--label', 'tier=front'] })
  await world.create('db', { flags: ['--label', 'tier=back', '--label', 'com.shop.zone=a'] })
  const { grid, row, cell } = listPage(page, 'Containers')
  const columns = page.getByRole('button', { name: 'Columns', exact: true })
  const heading = grid.getByRole('columnheader', { name: 'tier', exact: true })
  await expect(row(world.name('db'))).toBeVisible()

  await columns.click()
  await page.getByRole('menuitem', { name: 'Add a label…' }).click()
  const key = page.getByRole('combobox', { name: 'Label key' })
  await expect(key).toBeFocused()
  await expectNoFault(page, 'the question for a label')
  await page.keyboard.type('ti')
  await expect(page.getByRole('option', { name: 'tier', exact: true })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(key).toHaveValue('tier')
  await page.keyboard.press('Enter')
  await expect(cell(world.name('web'), 'label tier')).toHaveText('front')

  await page.reload()
  await expect(cell(world.name('db'), 'label tier')).toHaveText('back')
  await heading.getByRole('button').click()
  await expect(heading).toHaveAttribute('aria-sort', 'ascending')

  await columns.click()
  await page.getByRole('menuitemcheckbox', { name: 'Label: tier', exact: true }).click()
  await expect(heading).toHaveCount(0)
})

/** Ends with an error when it is told to, and is started again by its engine. */
const FLAKY = ['sh', '-c', 'trap "exit 1" TERM; while :; do sleep 0.1; done']

test('restarts, platform and size are told of what is in view, and live figures of what runs', async ({
  page,
  world,
}) => {
  const id = await world.run('flaky', { flags: ['--restart', 'always'], command: FLAKY })
  const { cell } = listPage(page, 'Containers')
  const flaky = (column: string) => cell(world.name('flaky'), column)
  await page.getByRole('button', { name: 'Columns', exact: true }).click()
  const shown = ['Image', 'Ports', 'Created', 'Net I/O', 'PIDs', 'Restarts', 'Platform', 'Size']
  for (const name of shown) {
    await page.getByRole('menuitemcheckbox', { name, exact: true }).click()
  }
  await page.keyboard.press('Escape')
  await expect(flaky('platform')).toHaveText(/^linux\/\w+/)
  await expect(flaky('size')).toHaveText(/^\d.* k?B$/)
  await expect(flaky('net')).toHaveText(/^↓ .+\/s ↑ .+\/s$/)
  await expect(flaky('pids')).toHaveText(/^[1-9]$/)
  await expect(flaky('restarts')).toHaveText('0')
  await expectNoFault(page, 'a list with all that is told of containers')
  await world.docker('exec', id, 'kill', '1')
  await expect(flaky('restarts')).toHaveText('1')
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
