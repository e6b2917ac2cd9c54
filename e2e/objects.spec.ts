import { expect, test } from './app.ts'
import { confirmation, listPage } from './pages/list-page.ts'

test('images: listed live, tagged, and removed by their tag', async ({ page, world }) => {
  const images = listPage(page, 'Images')
  await images.open()
  await expect(images.row('busybox:local')).toBeVisible()
  await world.docker('tag', 'busybox:local', `${world.prefix}/app:1`)
  await expect(images.row(`${world.prefix}/app:1`)).toBeVisible()

  await images.choose(`${world.prefix}/app:1`, 'Tag…')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Repository' }).fill(`${world.prefix}/app`)
  await dialog.getByRole('textbox', { name: 'Tag' }).fill('2')
  await page.keyboard.press('Enter')
  await expect(images.row(`${world.prefix}/app:2`)).toBeVisible()

  await images.choose(`${world.prefix}/app:1`, 'Remove…')
  await confirmation(page).getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(images.row(`${world.prefix}/app:1`)).toHaveCount(0)
  await expect(images.row(`${world.prefix}/app:2`)).toBeVisible()
  await expect(images.row('busybox:local')).toBeVisible()
})

test('removing an image in use names its users first, and takes only the name', async ({
  page,
  world,
}) => {
  const reference = `${world.prefix}/used:1`
  await world.create('base')
  await world.docker('commit', world.name('base'), reference)
  await world.create('cache', { image: reference })
  const images = listPage(page, 'Images')
  await images.open()
  await images.choose(reference, 'Remove…')
  await expect(confirmation(page)).toContainText(`used by ${world.name('cache')}`)
  await confirmation(page)
    .getByRole('button', { name: /^Remove/ })
    .click()
  await expect(images.row(reference)).toHaveCount(0)
  expect(await world.inspect('cache', '{{.State.Status}}')).toBe('created')
  await listPage(page, 'Containers').open()
  const [cell, filter] = ['{{.Image}}', `name=${world.name('cache')}`]
  const image = await world.docker('ps', '--all', '--filter', filter, '--format', cell)
  expect(image.trim()).toMatch(/^[0-9a-f]{12}$/)
  await expect(listPage(page, 'Containers').cell(world.name('cache'), 'image')).toHaveText(
    image.trim(),
  )
})

test('volumes: listed live, created, and removed only after typing the name', async ({
  page,
  world,
}) => {
  const volumes = listPage(page, 'Volumes')
  await volumes.open()
  await world.docker('volume', 'create', world.name('outside'))
  await expect(volumes.row(world.name('outside'))).toBeVisible()

  await page.getByRole('button', { name: 'Create volume' }).click()
  await page.getByRole('dialog').getByRole('textbox').first().fill(world.name('inside'))
  await page.keyboard.press('Enter')
  await expect(volumes.row(world.name('inside'))).toBeVisible()
  expect(await world.docker('volume', 'ls', '-q')).toContain(world.name('inside'))

  await volumes.choose(world.name('inside'), 'Remove…')
  const remove = confirmation(page).getByRole('button', { name: 'Remove', exact: true })
  await expect(remove).toBeDisabled()
  await confirmation(page).getByRole('textbox').fill(world.name('inside'))
  await remove.click()
  await expect(volumes.row(world.name('inside'))).toHaveCount(0)
  expect(await world.docker('volume', 'ls', '-q')).not.toContain(world.name('inside'))
})

test('a volume in use is not removed, and its user is named', async ({ page, world }) => {
  await world.create('db', { flags: ['--volume', `${world.name('data')}:/data`] })
  const volumes = listPage(page, 'Volumes')
  await volumes.open()
  await volumes.choose(world.name('data'), 'Remove…')
  await confirmation(page).getByRole('textbox').fill(world.name('data'))
  await confirmation(page).getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page.getByText(new RegExp(`container "${world.name('db')}" uses it`))).toBeVisible()
})

test('networks: listed live, created, removed; the engine’s own cannot be', async ({
  page,
  world,
}) => {
  const networks = listPage(page, 'Networks')
  await networks.open()
  await world.docker('network', 'create', world.name('outside'))
  await expect(networks.row(world.name('outside'))).toBeVisible()

  await page.getByRole('button', { name: 'Create network' }).click()
  await page.getByRole('dialog').getByRole('textbox').first().fill(world.name('inside'))
  await page.keyboard.press('Enter')
  await expect(networks.row(world.name('inside'))).toBeVisible()

  await networks.choose(world.name('inside'), 'Remove…')
  await confirmation(page).getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(networks.row(world.name('inside'))).toHaveCount(0)
  expect(await world.docker('network', 'ls')).not.toContain(world.name('inside'))

  await networks.row('bridge').click({ button: 'right' })
  const enabledRemove = page.getByRole('menuitem', { name: 'Remove…', disabled: false })
  await expect(page.getByRole('menuitem').first()).toBeVisible()
  await expect(enabledRemove).toHaveCount(0)
})
