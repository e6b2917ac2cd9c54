import type { Locator } from '@playwright/test'
import { expect, test } from './app.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { confirmation, notifications, sidebarLink } from './pages/list-page.ts'
import { taskRegion } from './pages/tasks.ts'

test('what nothing uses is shown, chosen, and removed after all of it was listed, by keyboard', async ({
  page,
  world,
}) => {
  const [free, kept] = [world.name('free'), world.name('kept')]
  await world.docker('volume', 'create', free)
  await world.docker('volume', 'create', kept)
  const stopped = await world.create('old')
  await world.run('busy')
  await sidebarLink(page, 'Disk usage').click()
  const report = page.getByRole('group', { name: 'Disk usage' })
  const category = (title: string) => report.getByRole('checkbox', { name: title, exact: true })
  const review = (title: string) => report.getByRole('button', { name: `Review ${title}` })
  const object = (name: string) => report.getByRole('checkbox', { name })
  await expect(category('Unused volumes with a name')).not.toBeChecked()
  await expect(category('Stopped containers')).not.toBeChecked()

  await review('Unused volumes with a name').focus()
  await page.keyboard.press('Enter')
  await object(free).focus()
  await page.keyboard.press('Space')
  await expect(object(free)).toBeChecked()
  await expect(object(kept)).not.toBeChecked()
  await review('Stopped containers').click()
  await expect(object(world.name('busy'))).toHaveCount(0)
  await object(world.name('old')).check()
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoFault(page, `disk usage, ${colorScheme}`)
  }
  // What other tests have left behind is not ours to remove.
  for (const title of ['Dangling images', 'Build cache']) await untick(category(title))

  await report.getByRole('button', { name: 'Clean up…' }).click()
  const question = confirmation(page)
  await expect(question).toContainText('Remove 2 objects?')
  await expect(question.getByRole('list')).toContainText(free)
  await expect(question.getByRole('list')).toContainText(world.name('old'))
  await expect(question.getByRole('list')).not.toContainText(kept)
  const remove = question.getByRole('button', { name: 'Remove 2 objects' })
  await expect(remove).toBeDisabled()
  await question.getByRole('textbox').fill(free)
  await remove.click()
  await expect(notifications(page)).toContainText(/Removed 2 objects, .* freed/)
  await expect(object(kept)).toBeVisible()
  await expect(object(free)).toHaveCount(0)
  const left = await world.docker('ps', '--all', '--quiet', '--no-trunc')
  expect(left).not.toContain(stopped)
  expect(await world.docker('volume', 'ls', '--quiet')).not.toContain(free)
  expect(await world.docker('volume', 'ls', '--quiet')).toContain(kept)

  // What was done is known to more than the page.
  await page.reload()
  const tasks = taskRegion(page)
  await tasks.count.click()
  await tasks.button('Details of Clean up 2 objects').click()
  await expect(tasks.region).toContainText('Removed 2 objects')
  const objects = tasks.region.getByRole('list', { name: 'Objects', exact: true })
  await expect(objects).toContainText(`volume ${free}`)
  await expect(objects).toContainText(`container ${world.name('old')}`)
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoFault(page, `an ended clean-up, ${colorScheme}`)
  }
})

/** A box that has nothing to choose is disabled, and off. */
async function untick(box: Locator): Promise<void> {
  if (await box.isEnabled()) await box.uncheck()
}
