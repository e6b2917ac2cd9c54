import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { confirmation, listPage, notifications } from './pages/list-page.ts'
import { runForm } from './pages/run-form.ts'
import type { World } from './world.ts'

/** A busy engine removes them one after the other. */
const REMOVAL = { timeout: 60_000 }

const COUNT = 50

/** To make one anew takes seconds in which it is watched; limits are changed at once. */
const ANEW_EVERY = 10

const PATIENCE_MS = 8 * 60_000

test('fifty containers that are run, edited and removed leave nothing behind', async ({
  page,
  world,
}) => {
  test.setTimeout(PATIENCE_MS)
  const before = await holdings(world)
  const containers = listPage(page, 'Containers')
  await containers.grid.waitFor()
  const names = Array.from({ length: COUNT }, (_, at) =>
    world.name(`c${String(at).padStart(2, '0')}`),
  )
  for (const name of names) await run(page, name)
  for (const [at, name] of names.entries()) {
    await containers.filter.fill(name)
    await (at % ANEW_EVERY === 0 ? makeAnew(page, name) : changeLimits(page, name))
  }
  // Those that made way hold on to their volumes.
  const question = confirmation(page)
  const trash = page.getByRole('button', { name: /^Trash/ })
  await containers.filter.fill('')
  await trash.click()
  await page.getByRole('button', { name: 'Empty trash…' }).click()
  await question.getByRole('button', { name: `Remove ${COUNT / ANEW_EVERY} containers` }).click()
  await expect(page.getByText('The trash is empty')).toBeVisible()
  await trash.click()

  await containers.filter.fill(world.prefix)
  await expect(containers.grid).toHaveAttribute('aria-rowcount', String(COUNT + 1))
  await containers.grid.getByRole('checkbox', { name: 'Select all' }).click()
  await containers.selection.getByRole('button', { name: 'Remove…' }).click()
  await question.getByLabel('Remove at once, not by way of the trash').check()
  await question.getByLabel(new RegExp(`Remove ${COUNT} anonymous volumes`)).check()
  // Their data is gone for good, so that the number is typed.
  await question.getByRole('textbox').fill(String(2 * COUNT))
  const verb = `Remove ${COUNT} containers and ${COUNT} volumes`
  await question.getByRole('button', { name: verb }).click()
  await expect(notifications(page)).toContainText(`Removed ${COUNT} containers`, REMOVAL)
  await expect.poll(() => holdings(world)).toEqual(before)
})

async function run(page: Page, name: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+N')
  const form = runForm(page)
  const life = '--stop-signal KILL busybox:local sleep 1000'
  await form.paste(`docker run -d --name ${name} -v /data ${life}`)
  await form.button('Run').click()
  await expect(form.dialog).toHaveCount(0)
}

async function makeAnew(page: Page, name: string): Promise<void> {
  await listPage(page, 'Containers').choose(name, 'Recreate with changes…')
  const form = runForm(page, `Recreate container "${name}" with changes`)
  await form.field('Command').fill('sleep 2000')
  await form.button('Recreate').click()
  await expect(form.dialog).toHaveCount(0)
}

async function changeLimits(page: Page, name: string): Promise<void> {
  await listPage(page, 'Containers').choose(name, 'Update limits…')
  const form = page.getByRole('dialog', { name: `Update limits of container "${name}"` })
  await form.getByLabel('CPU shares').fill('512')
  await form.getByRole('button', { name: 'Update' }).click()
  await expect(form).toHaveCount(0)
}

/** All that the engine has. */
async function holdings(world: World): Promise<readonly string[]> {
  const lists = [
    ['ps', '--all', '--quiet'],
    ['volume', 'ls', '--quiet'],
    ['network', 'ls', '--quiet'],
  ]
  return Promise.all(lists.map((list) => world.docker(...list)))
}
