import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { confirmation, listPage, notifications } from './pages/list-page.ts'
import type { World } from './world.ts'

const trashButton = (page: Page) => page.getByRole('button', { name: /^Trash/ })

async function remove(page: Page, name: string) {
  await listPage(page, 'Containers').choose(name, 'Remove…')
  await confirmation(page).getByRole('button', { name: 'Remove', exact: true }).click()
}

/** As the engine has it: its name, whether it runs, and its restart policy. */
async function onEngine(world: World, id: string) {
  const template = '{{.Name}} {{.State.Running}} {{.HostConfig.RestartPolicy.Name}}'
  return world.docker('inspect', '--format', template, id)
}

test('a removed container is stopped and hidden, and Undo brings it back as it was', async ({
  page,
  world,
}) => {
  const containers = listPage(page, 'Containers')
  const id = await world.run('web', { flags: ['--restart', 'always'] })
  const name = world.name('web')
  await world.docker('exec', name, 'sh', '-c', 'echo kept >/file')
  const before = await onEngine(world, id)
  await containers.choose(name, 'Remove…')
  await expect(confirmation(page)).toContainText('It is stopped and goes to the trash')
  await confirmation(page).getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(notifications(page)).toContainText(`Removed container "${name}"`)
  await expect(containers.row(name)).toHaveCount(0)
  expect(await onEngine(world, id)).toMatch(
    new RegExp(`^/${name}\\.pilothouse-removed\\.running\\.always\\..* false no$`),
  )
  await notifications(page).getByRole('button', { name: 'Undo' }).click()
  await expect(notifications(page)).toContainText(`Restored container "${name}"`)
  await expect(containers.row(name)).toContainText('Running')
  expect(await onEngine(world, id)).toBe(before)
  expect(await world.docker('exec', name, 'cat', '/file')).toBe('kept')
})

test('the trash shows what is in it, restores one and empties the rest, by keyboard', async ({
  page,
  world,
}) => {
  const containers = listPage(page, 'Containers')
  const ids = await Promise.all([world.create('a'), world.create('b'), world.create('c')])
  await world.create('stays')
  for (const short of ['a', 'b', 'c']) await remove(page, world.name(short))
  await expect(containers.row(world.name('stays'))).toBeVisible()

  await expect(trashButton(page)).toHaveText('Trash (3)')
  await trashButton(page).focus()
  await page.keyboard.press('Space')
  await expect(trashButton(page)).toHaveAttribute('aria-pressed', 'true')
  await expect(containers.row(world.name('a'))).toContainText(/Removed.*until \d\d:\d\d/)
  await expect(containers.row(world.name('stays'))).toHaveCount(0)
  await expectNoFault(page, 'trash')

  await containers.action(`Restore ${world.name('a')}`).click()
  await expect(containers.row(world.name('a'))).toHaveCount(0)
  await containers.row(world.name('b')).click({ button: 'right' })
  await expect(page.getByRole('menuitem', { name: 'Restore' })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: 'Start' })).toHaveCount(0)
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Empty trash…' }).click()
  const question = confirmation(page)
  await expect(question).toContainText('Remove 2 containers for good?')
  await expect(question).toContainText(world.name('c'))
  await question.getByRole('button', { name: 'Remove 2 containers' }).click()
  await expect(page.getByText('The trash is empty')).toBeVisible()
  await trashButton(page).click()
  await expect(containers.row(world.name('a'))).toBeVisible()
  await expect(trashButton(page)).toHaveCount(0)
  const left = await world.docker('ps', '--all', '--no-trunc', '--format', '{{.ID}}')
  expect(ids.map((id) => left.includes(id))).toEqual([true, false, false])
})

test('several go to the trash with one question, and come back with one Undo', async ({
  page,
  world,
}) => {
  const containers = listPage(page, 'Containers')
  const ids = [await world.run('a'), await world.create('b')]
  const before = await Promise.all(ids.map((id) => onEngine(world, id)))
  for (const short of ['a', 'b']) await containers.select(world.name(short)).click()
  await containers.selection.getByRole('button', { name: 'Remove…' }).click()
  await expect(confirmation(page)).toContainText('1 of them is stopped first')
  await confirmation(page).getByRole('button', { name: 'Remove 2 containers' }).click()
  await expect(notifications(page)).toContainText('Removed 2 containers')
  await notifications(page).getByRole('button', { name: 'Undo' }).click()
  await expect(notifications(page)).toContainText('Restored 2 containers')
  for (const short of ['a', 'b']) await expect(containers.row(world.name(short))).toBeVisible()
  expect(await Promise.all(ids.map((id) => onEngine(world, id)))).toEqual(before)
})

test('one that was made with "--rm" cannot be undone, and the question says so first', async ({
  page,
  world,
}) => {
  const containers = listPage(page, 'Containers')
  const id = await world.run('brief', { flags: ['--rm', '--volume', '/data'] })
  const volume = await world.inspect('brief', '{{(index .Mounts 0).Name}}')
  await containers.choose(world.name('brief'), 'Remove…')
  await expect(confirmation(page)).toContainText('This cannot be undone')
  await expect(confirmation(page).getByRole('list')).toContainText(volume)
  await confirmation(page).getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(containers.row(world.name('brief'))).toHaveCount(0)
  await expect(notifications(page).getByRole('button', { name: 'Undo' })).toHaveCount(0)
  const left = world.docker('ps', '--all', '--quiet', '--no-trunc', '--filter', `id=${id}`)
  expect(await left).toBe('')
})

test('what Compose owns can be undone too, and the question says what Compose would do', async ({
  page,
  world,
}) => {
  const containers = listPage(page, 'Containers')
  await world.create('db', { flags: ['--label', 'com.docker.compose.project=shop'] })
  await containers.choose(world.name('db'), 'Remove…')
  await expect(confirmation(page)).toContainText(
    'Compose project "shop" owns it: "docker compose up" within the hour starts',
  )
  await page.keyboard.press('Escape')
  await expect(containers.row(world.name('db'))).toBeVisible()
})
