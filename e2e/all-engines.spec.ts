import type { Page } from '@playwright/test'
import { startPrivateEngine, type PrivateEngine } from '../scripts/engine/private-engine.mjs'
import { expect, test as base } from './app.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { connectionsPage, switcher } from './pages/connections.ts'
import { dock } from './pages/dock.ts'
import {
  confirmation,
  engineStatus,
  listPage,
  notifications,
  sidebarLink,
} from './pages/list-page.ts'

/** Tests with an engine beside that of all tests. */
const test = base.extend<{ readonly other: PrivateEngine }>({
  other: async ({}, use) => {
    const other = await startPrivateEngine({ name: 'other', images: ['busybox:local'] })
    await use(other)
    await other.stop()
  },
})

/** Adds the engine as the connection "other", and shows the containers of all. */
async function showWith(page: Page, other: PrivateEngine): Promise<void> {
  const connections = connectionsPage(page)
  await connections.open()
  await connections.add({ endpoint: other.dockerHost, name: 'other' })
  await expect(connections.cell('other', 'status')).toHaveText('Connected')
  await switcher(page).click()
  await page.getByRole('menu').getByText('All engines').click()
}

/** Runs a container of this name that does nothing. */
const runOn = (engine: PrivateEngine, name: string) =>
  engine.docker('run', '--detach', '--name', name, 'busybox:local', 'sleep', '9999')

test('the containers of several engines stand in one list, live, each on its own engine', async ({
  page,
  world,
  engine,
  other,
}) => {
  const name = world.name('web')
  await world.run('web')
  await runOn(other, name)
  await showWith(page, other)
  const containers = listPage(page, 'Containers')
  await expect(containers.row(`${name} on default`)).toBeVisible()
  await containers.row(`${name} on other`).click()
  await page.keyboard.press('s')
  await expect(containers.cell(`${name} on other`, 'status')).toHaveText('Exited (137)', {
    timeout: 20_000,
  })
  await expect(containers.cell(`${name} on default`, 'status')).toHaveText('Running')
  expect(await engine.docker('inspect', '--format', '{{.State.Running}}', name)).toBe('true')
  await other.docker('rm', name)
  await expect(containers.row(`${name} on other`)).toHaveCount(0)
})

test('one of several engines that goes away keeps its rows, and the window says whose they are', async ({
  page,
  world,
  other,
}) => {
  const name = world.name('web')
  await world.run('web')
  await runOn(other, name)
  await showWith(page, other)
  const containers = listPage(page, 'Containers')
  await expect(containers.row(`${name} on other`)).toBeVisible()
  await expect(engineStatus(page)).toHaveText('Connected · 2 engines')
  await expect(sidebarLink(page, 'Containers').locator('..')).toHaveText('Containers2')
  await expect(sidebarLink(page, 'Images').locator('..')).toHaveText('Images')
  await other.kill()
  await expect(engineStatus(page)).toHaveText('Connected · 1 of 2 engines No answer from other')
  await expect(page.getByRole('main')).toContainText('other: The engine went away. You see what')
  await containers.row(`${name} on other`).click()
  await page.keyboard.press('s')
  await expect(notifications(page)).toContainText('"other" is not connected')
  await expect(containers.cell(`${name} on default`, 'status')).toHaveText('Running')
  await other.start()
  await expect(engineStatus(page)).toHaveText('Connected · 2 engines')
  await expect(containers.cell(`${name} on other`, 'status')).toHaveText(/^Exited/)
  await expect(page.getByRole('main')).not.toContainText('The engine went away')
})

test('containers of one name on two engines are told apart in questions, toasts and tabs', async ({
  page,
  world,
  engine,
  other,
}) => {
  const name = world.name('web')
  await world.create('web')
  await other.docker('create', '--name', name, 'busybox:local', 'sleep', '9999')
  await showWith(page, other)
  const containers = listPage(page, 'Containers')
  await containers.row(`${name} on default`).click()
  await page.keyboard.press('l')
  await containers.row(`${name} on other`).click()
  await expect(page.getByRole('region', { name, exact: true })).toContainText('on other')
  await page.keyboard.press('l')
  await expect(dock(page).tab(`Logs: ${name} on default`)).toBeVisible()
  await expect(dock(page).tab(`Logs: ${name} on other`)).toBeVisible()
  await containers.row(`${name} on other`).click()
  await page.keyboard.press('Delete')
  await expect(confirmation(page)).toContainText(`Remove container "${name}" on other?`)
  await confirmation(page).getByRole('button', { name: 'Remove' }).click()
  await expect(notifications(page)).toContainText(`Removed container "${name}" on other`)
  await expect(containers.row(`${name} on other`)).toHaveCount(0)
  expect(await engine.docker('ps', '--all', '--format', '{{.Names}}')).toContain(name)
})

test('an image is copied to another engine, streamed and as a task, once that one’s loss was said', async ({
  page,
  world,
  other,
}) => {
  const image = `${world.prefix}-copied:1`
  await world.docker('tag', 'shell-less:local', image)
  // Another image has the name there.
  await other.docker('tag', 'busybox:local', image)
  const idOf = (name: string) => other.docker('image', 'inspect', '--format', '{{.Id}}', name)
  const before = await idOf(image)
  const images = listPage(page, 'Images')
  await images.open()
  await images.choose(image, 'Copy to another engine…')
  await expect(notifications(page)).toContainText('There is no other engine to copy to')
  const connections = connectionsPage(page)
  await connections.open()
  await connections.add({ endpoint: other.dockerHost, name: 'other' })
  await images.open()
  await images.choose(image, 'Copy to another engine…')
  const dialog = page.getByRole('dialog', { name: `Copy image "${image}" to another engine` })
  await expect(dialog.getByLabel('Engine')).toHaveValue('other')
  const moved = dialog.getByRole('list', { name: 'Names that move' })
  await expect(moved).toContainText(image)
  await expect(moved).toContainText(
    `was image ${before.slice('sha256:'.length, 19)}, which is still called busybox:local`,
  )
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoFault(page, `where to copy to, ${colorScheme}`)
  }
  await dialog.getByRole('button', { name: 'Copy and move 1 name', exact: true }).click()
  await expect(notifications(page)).toContainText(`Copied image "${image}" to other`)
  expect(await idOf(image)).not.toBe(before)
  expect(await idOf('busybox:local')).toBe(before)
})
