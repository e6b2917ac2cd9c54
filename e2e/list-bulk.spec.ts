import { expect, test } from './app.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { listPage, notifications } from './pages/list-page.ts'

test('what failed of many is said once, with each object and the words of the engine', async ({
  page,
  world,
}) => {
  const good = ['a', 'b', 'c']
  const bad = ['v', 'w', 'x', 'y', 'z']
  for (const short of good) await world.create(short)
  for (const short of bad) await world.create(short, { command: ['no-such-program'] })
  const { grid, filter, cell, selection } = listPage(page, 'Containers')
  await filter.fill(`name:${world.prefix}`)
  await expect(grid).toHaveAttribute('aria-rowcount', '9')
  await grid.focus()
  await page.keyboard.press('Control+a')
  await selection.getByRole('button', { name: 'Start', exact: true }).click()

  const said = notifications(page)
  await expect(said).toContainText('Started 3 of 8 containers')
  await expect(said.getByRole('button', { name: 'Dismiss' })).toHaveCount(1)
  await expect(said).toContainText(`${world.name('v')}: `)
  await expect(said).toContainText('and 1 more')
  await said.getByRole('button', { name: 'Details' }).click()
  const dialog = page.getByRole('dialog', { name: 'Started 3 of 8 containers' })
  const refused = dialog.getByRole('list', { name: 'What was refused' }).getByRole('listitem')
  await expect(refused).toHaveCount(bad.length)
  for (const [index, short] of bad.entries()) {
    await expect(refused.nth(index)).toContainText(world.name(short))
    await expect(refused.nth(index)).toContainText('no-such-program')
  }
  await expect(dialog).toContainText(`Done: ${good.map(world.name).join(', ')}`)
  await expectNoFault(page, 'what became of an action on many')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)

  // All of them are still selected: what applies now is one press away, and so is the way back.
  await selection.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(cell(world.name('a'), 'status')).toHaveText('Paused')
  await selection.getByRole('button', { name: 'Unpause', exact: true }).click()
  await expect(cell(world.name('a'), 'status')).toHaveText('Running')
  await expect(said).toContainText('Unpaused 3 containers')
})

test('networks of which one is in use are removed as far as that goes', async ({ page, world }) => {
  for (const short of ['free', 'taken', 'idle']) {
    await world.docker('network', 'create', world.name(short))
  }
  await world.run('user', { flags: ['--network', world.name('taken')] })
  const networks = listPage(page, 'Networks')
  await networks.open()
  await networks.filter.fill(world.prefix)
  await expect(networks.grid).toHaveAttribute('aria-rowcount', '4')
  await networks.grid.getByRole('checkbox', { name: 'Select all' }).click()
  await networks.selection.getByRole('button', { name: 'Remove…' }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Remove/ })
    .click()
  await expect(notifications(page)).toContainText('Removed 2 of 3 networks')
  await expect(notifications(page)).toContainText('active endpoints')
  await expect(networks.row(world.name('taken'))).toBeVisible()
  await expect(networks.row(world.name('free'))).toHaveCount(0)
})
