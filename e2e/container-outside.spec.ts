import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { confirmation, listPage, notifications } from './pages/list-page.ts'

async function openNetworks(page: Page, name: string) {
  await listPage(page, 'Containers').row(name).click()
  const pane = page.getByRole('region', { name, exact: true })
  await pane.getByRole('tab', { name: 'Network', exact: true }).click()
  return pane
}

test('a container is connected to a network with another name, and taken off it', async ({
  page,
  world,
}) => {
  const [web, net] = [world.name('web'), world.name('net')]
  await world.docker('network', 'create', '--subnet', '10.213.7.0/24', net)
  await world.run('web')
  const pane = await openNetworks(page, web)
  await pane.getByRole('button', { name: 'Connect to network…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('combobox', { name: 'Network' })).toBeFocused()
  await page.keyboard.type(net)
  await page.keyboard.press('Tab')
  await page.keyboard.type('db cache')
  await page.keyboard.press('Tab')
  await page.keyboard.type('10.213.8.8')
  await page.keyboard.press('Enter')
  // The engine's own words, and what was filled in is still there.
  await expect(dialog.getByRole('alert')).toContainText(`to network "${net}"`)
  await expect(dialog.getByRole('alert')).toContainText('10.213.8.8')
  await dialog.getByRole('textbox', { name: /^Address there/ }).fill('10.213.7.8')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()

  const section = pane.getByRole('region', { name: net })
  await expect(section).toContainText('10.213.7.8')
  await expect(section).toContainText('db, cache')
  const template = `{{json (index .NetworkSettings.Networks "${net}").Aliases}}`
  expect(await world.inspect('web', template)).toContain('"db","cache"')

  await pane.getByRole('button', { name: `Disconnect from ${net}` }).click()
  await expect(confirmation(page)).toContainText('It loses its other names there: db, cache.')
  await confirmation(page).getByRole('button', { name: 'Disconnect' }).click()
  await expect(section).toHaveCount(0)
  await expect(pane.getByRole('button', { name: 'Connect to network…' })).toBeFocused()
  await expect(notifications(page)).toContainText(
    `Disconnected container "${web}" from network "${net}"`,
  )
  expect(await world.inspect('web', '{{json .NetworkSettings.Networks}}')).not.toContain(net)
})

test('which network is left is asked where there are several', async ({ page, world }) => {
  const [web, net] = [world.name('web'), world.name('net')]
  await world.docker('network', 'create', net)
  await world.run('web')
  await world.docker('network', 'connect', net, web)
  const pane = await openNetworks(page, web)
  await expect(pane.getByRole('region', { name: net })).toBeVisible()
  await listPage(page, 'Containers').choose(web, 'Disconnect from network…')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Network' }).selectOption('bridge')
  await dialog.getByRole('button', { name: 'Disconnect' }).click()
  await expect(pane.getByRole('region', { name: 'bridge' })).toHaveCount(0)
  await expect(pane.getByRole('region', { name: net })).toBeVisible()
})

test('a container that shares its host’s network has none to be connected to', async ({
  page,
  world,
}) => {
  await world.run('web', { flags: ['--network', 'host'] })
  const pane = await openNetworks(page, world.name('web'))
  await expect(pane.getByRole('tabpanel')).toContainText('host')
  await expect(pane.getByRole('button', { name: 'Connect to network…' })).toHaveCount(0)
})

test('a container is committed to an image, by keys alone', async ({ page, world }) => {
  await world.run('web')
  await world.docker('exec', world.name('web'), 'sh', '-c', 'echo kept > /written')
  const containers = listPage(page, 'Containers')
  await containers.row(world.name('web')).click()
  await page.keyboard.press('Shift+F10')
  await page.keyboard.type('Commit')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('textbox', { name: 'Repository' })).toBeFocused()
  await page.keyboard.type('UPPER/case')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('lower case')
  await page.keyboard.press('Control+A')
  await page.keyboard.type(`${world.prefix}/web:kept`)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(notifications(page)).toContainText(`to image "${world.prefix}/web:kept"`)
  const read = ['run', '--rm', `${world.prefix}/web:kept`, 'cat', '/written']
  expect(await world.docker(...read)).toBe('kept')
  await expect.poll(() => world.inspect('web', '{{.State.Status}}')).toBe('running')
  const images = listPage(page, 'Images')
  await images.open()
  await expect(images.row(`${world.prefix}/web:kept`)).toBeVisible()
})

for (const colorScheme of ['dark', 'light'] as const) {
  test(`the questions have no accessibility fault (${colorScheme})`, async ({ page, world }) => {
    await page.emulateMedia({ colorScheme })
    const web = world.name('web')
    await world.docker('network', 'create', world.name('net'))
    await world.run('web')
    const pane = await openNetworks(page, web)
    await expect(pane.getByRole('button', { name: 'Disconnect from bridge' })).toBeVisible()
    await expectNoFault(page, 'the networks of a container')
    await pane.getByRole('button', { name: 'Connect to network…' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectNoFault(page, 'connecting to a network')
    await page.keyboard.press('Escape')
    await listPage(page, 'Containers').choose(web, 'Commit to image…')
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectNoFault(page, 'committing')
  })
}
