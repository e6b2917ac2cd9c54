import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { confirmation, listPage, notifications } from './pages/list-page.ts'

const FAMILY = 'sleep 1001 & sleep 1002 & trap "exit 0" TERM; while :; do wait; done'

async function openProcesses(page: Page, name: string) {
  await listPage(page, 'Containers').row(name).click()
  const pane = page.getByRole('region', { name, exact: true })
  await pane.getByRole('tab', { name: 'Processes', exact: true }).click()
  const grid = pane.getByRole('grid', { name: 'Processes' })
  return { pane, grid, row: (command: RegExp) => grid.getByRole('row', { name: command }) }
}

test('processes are listed live, sorted, and one is ended by keys alone', async ({
  page,
  world,
}) => {
  const name = world.name('box')
  await world.run('box', { command: ['sh', '-c', FAMILY] })
  const { pane, grid, row } = await openProcesses(page, name)
  await expect(row(/ sleep 1002$/)).toBeVisible()
  await expect(grid.getByRole('columnheader', { name: '%CPU' })).toBeVisible()
  // The pane beside the list is narrow: what is of less use makes way for the command.
  await expect(grid.getByRole('columnheader', { name: 'PPID' })).toHaveCount(0)
  await expect(grid.getByRole('columnheader', { name: 'COMMAND' })).toBeInViewport()
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoFault(page, `processes, ${colorScheme}`)
  }

  // Another client starts one: it comes by itself.
  await world.docker('exec', '--detach', name, 'sleep', '1003')
  await expect(row(/ sleep 1003$/)).toBeVisible()

  const command = grid.getByRole('columnheader', { name: 'COMMAND' })
  await command.getByRole('button').press('Enter')
  await command.getByRole('button').press('Enter')
  await expect(command).toHaveAttribute('aria-sort', 'descending')
  await expect(grid.getByRole('row').nth(1)).toContainText('sleep 1003')

  await grid.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Send TERM: ask it to end' }).press('Enter')
  await expect(confirmation(page)).toContainText(/Send TERM to process \d+ \(sleep 1002\)\?/)
  await expect(confirmation(page).getByRole('button', { name: 'Cancel' })).toBeFocused()
  await expectNoFault(page, 'the question before a signal')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await expect(notifications(page)).toContainText(/Sent TERM to process \d+ \(sleep 1002\)/)
  await expect(row(/ sleep 1002$/)).toHaveCount(0)
  await expect(row(/ sleep 1001$/)).toHaveCount(1)
  await expect(pane.getByRole('tab', { name: 'Processes' })).toHaveAttribute(
    'aria-selected',
    'true',
  )
})

test('the main process is told from the rest before it is ended', async ({ page, world }) => {
  const name = world.name('box')
  await world.run('box', { command: ['sh', '-c', FAMILY] })
  const { pane, row } = await openProcesses(page, name)
  await row(/ sh -c/).click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Send KILL/ }).click()
  await expect(confirmation(page)).toContainText(`It is the main process of container "${name}"`)
  await confirmation(page).getByRole('button', { name: 'Send KILL' }).click()
  await expect(pane).toContainText('It is not running. They are listed while it runs.')
})

test('a paused container has none to list, and says so', async ({ page, world }) => {
  const name = world.name('box')
  await world.run('box', { command: ['sh', '-c', FAMILY] })
  const { pane, row } = await openProcesses(page, name)
  await expect(row(/ sleep 1001$/)).toBeVisible()
  await world.docker('pause', name)
  await expect(pane).toContainText('It is paused: its processes stand still')
  await world.docker('unpause', name)
  await expect(row(/ sleep 1001$/)).toBeVisible()
})
