import { cp, mkdtemp, readFile, rm, stat, writeFile, mkdir } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { createAuthority, THIS_MACHINE } from '../electron/engine/links/test-certificates.ts'
import { installHelper } from '../electron/registries/helper.fixture.ts'
import { forwardPort } from '../scripts/engine/forward-port.mjs'
import { startPasswordRegistry } from '../scripts/engine/password-registry.mjs'
import { runCommand } from '../scripts/setup/run-command.mjs'
import { close, expect, launch, test as base } from './app.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { confirmation, listPage, notifications, sidebarLink } from './pages/list-page.ts'
import { runForm } from './pages/run-form.ts'
import { taskRegion } from './pages/tasks.ts'
import type { World } from './world.ts'

type Registry = Awaited<ReturnType<typeof startPasswordRegistry>>

interface Fixtures {
  readonly registry: Registry
  /** Of this test alone: Docker's settings, and a credential helper. */
  readonly home: string
  /** The docker CLI with these settings. */
  readonly cli: (...args: string[]) => Promise<string>
  /** The app with these settings. */
  readonly window: Page
}

const test = base.extend<Fixtures>({
  registry: async ({ engine }, use) => {
    const registry = await startPasswordRegistry(engine)
    await use(registry)
    await registry.close()
  },
  home: async ({}, use) => {
    const home = await mkdtemp(join(tmpdir(), 'pilothouse-home-'))
    await mkdir(join(home, 'docker'))
    installHelper(home, 'standin')
    await use(home)
    await rm(home, { recursive: true })
  },
  cli: async ({ engine, home }, use) => {
    const PATH = `${join(home, 'bin')}:${engine.env['PATH']}`
    const env = { ...engine.env, PATH, DOCKER_CONFIG: join(home, 'docker') }
    await use((...args) => runCommand('docker', args, { env }))
  },
  window: async ({ engine, home }, use) => {
    const PATH = `${join(home, 'bin')}:${process.env['PATH']}`
    const env = { PATH, DOCKER_CONFIG: join(home, 'docker') }
    const app = await launch({ dockerHost: engine.dockerHost, env })
    await use(app.page)
    await close(app)
    expect(app.complaints).toEqual([])
  },
})

test('a login is shared with the docker CLI through its credential helper, both ways', async ({
  cli,
  home,
  registry,
  window,
  world,
}) => {
  const { host, user, password } = registry
  const image = `${host}/team/app:1`
  const config = join(home, 'docker', 'config.json')
  await writeFile(config, '{\n\t"psFormat": "x",\n\t"credsStore": "standin"\n}')
  const registries = listPage(window, 'Registries')
  await sidebarLink(window, 'Registries').click()
  await expect(window.getByText('Not logged in anywhere')).toBeVisible()
  await makeImage(world, image)
  await expect(cli('push', image)).rejects.toThrow()

  await openLogin(window)
  const dialog = window.getByRole('dialog')
  await expect(dialog).toContainText('The credential helper "standin" keeps the login')
  await fillLogin(window, { host, user, password: 'wrong' })
  await expect(dialog.getByRole('alert')).toContainText(
    `Cannot log in to registry "${host}": the registry does not accept this user and password`,
  )
  expect(await readFile(config, 'utf8')).not.toContain(host)
  await fillLogin(window, { host, user, password })
  await expect(registries.row(host)).toContainText('Logged in')
  await expect(registries.cell(host, 'store')).toHaveText('Credential helper standin')
  for (const colorScheme of ['dark', 'light'] as const) {
    await window.emulateMedia({ colorScheme })
    await expectNoFault(window, `registries, ${colorScheme}`)
  }
  expect(JSON.parse(await readFile(config, 'utf8'))).toEqual({
    psFormat: 'x',
    credsStore: 'standin',
    auths: { [host]: {} },
  })

  // We push by it, and pull by tag and by digest what was pushed; no other tag is there.
  const images = listPage(window, 'Images')
  await images.open()
  await images.choose(image, 'Push…')
  await confirmation(window).getByRole('button', { name: 'Push' }).click()
  await expect(notifications(window)).toContainText(`Pushed image "${image}"`)
  const [digest] = (
    await world.docker('image', 'inspect', '--format', '{{join .RepoDigests " "}}', image)
  ).split(' ')
  for (const reference of [image, `${digest}`]) {
    await world.docker('image', 'rm', image)
    await pull(window, reference)
    await expect(notifications(window)).toContainText(`Pulled image "${reference}"`)
    await world.docker('tag', reference, image)
  }
  const tasks = taskRegion(window)
  await tasks.count.click()
  await tasks.button(`Details of Pull ${digest}`).click()
  await expect(tasks.region.getByRole('list', { name: 'Layers' })).toContainText(
    /Pull complete|Already exists/,
  )
  await tasks.button('Hide tasks').click()
  await pull(window, `${host}/team/app:none`)
  await expect(notifications(window)).toContainText(
    `Cannot pull image "${host}/team/app:none": the registry has no such tag, or no such repository`,
  )

  // The CLI uses our login, and a pull of ours uses it too.
  await cli('push', image)
  await world.docker('image', 'rm', image)
  await createFrom(window, image, world.name('pulled'))
  expect(await world.inspect('pulled', '{{.Config.Image}}')).toBe(image)

  await registries.open()
  await registries.choose(host, 'Log out…')
  await confirmation(window).getByRole('button', { name: 'Log out', exact: true }).click()
  await expect(window.getByText('Not logged in anywhere')).toBeVisible()
  await expect(cli('pull', image)).rejects.toThrow()

  // We use the CLI's login.
  await cli('login', '--username', user, '--password', password, host)
  await world.docker('rm', world.name('pulled'))
  await world.docker('image', 'rm', image)
  await createFrom(window, image, world.name('again'))
  await sidebarLink(window, 'Registries').click()
  await expect(registries.row(host)).toContainText(user)
  // The helper is told secrets on its input alone.
  expect(await readFile(join(home, 'calls'), 'utf8')).not.toContain(password)
  await world.docker('rm', world.name('again'))
  await world.docker('image', 'rm', image)
})

test('without a helper a login stays in memory, or in the plain file of who has chosen that', async ({
  cli,
  engine,
  home,
  registry,
  window,
  world,
}) => {
  const { host } = registry
  const image = `${host}/team/plain:1`
  const config = join(home, 'docker', 'config.json')
  const registries = listPage(window, 'Registries')
  await sidebarLink(window, 'Registries').click()
  await openLogin(window)
  await expect(window.getByRole('dialog')).toContainText('keeps the login in memory until it ends')
  await fillLogin(window, registry)
  await expect(registries.cell(host, 'store')).toHaveText('Pilothouse, until it ends')
  await expect(stat(config)).rejects.toThrow('ENOENT')

  await registries.choose(host, 'Log in again…')
  const dialog = window.getByRole('dialog')
  await dialog.getByRole('checkbox').check()
  await expect(dialog).toContainText('Whoever can read your files can read the password')
  await fillLogin(window, registry)
  await expect(registries.cell(host, 'store')).toHaveText('Docker’s config.json, as plain text')
  expect((await stat(config)).mode & 0o777).toBe(0o600)
  await world.docker('tag', 'busybox:local', image)
  await cli('push', image)
  await world.docker('image', 'rm', image)

  // The engine alone can reach it, until its port leads here.
  await registries.choose(host, 'Browse repositories')
  const pane = window.getByRole('region', { name: host, exact: true })
  await expect(pane.getByRole('alert')).toContainText(
    `Cannot ask registry "${host}": nothing listens there`,
  )
  const closePort = await forwardPort(engine, registry.port)
  try {
    await pane.getByRole('button', { name: 'Retry' }).click()
    await pane.getByRole('button', { name: 'team/plain' }).click()
    await expect(pane.getByRole('list', { name: 'Tags' })).toHaveText('1')
    await expect(pane.getByRole('button', { name: 'Copy reference of 1' })).toBeVisible()
    for (const colorScheme of ['dark', 'light'] as const) {
      await window.emulateMedia({ colorScheme })
      await expectNoFault(window, `tags of a repository, ${colorScheme}`)
    }
    await pane.getByRole('button', { name: 'Delete tag 1' }).click()
    await expect(confirmation(window)).toContainText(`${host}/team/plain:1`)
    await confirmation(window).getByRole('button', { name: 'Delete', exact: true }).click()
    await expect(notifications(window)).toContainText('Deleted tag "team/plain:1"')
    await expect(pane).toContainText('This repository has no tags')
  } finally {
    closePort()
  }
  await expect(cli('pull', image)).rejects.toThrow()

  await browsePrivate(window, home)
  await window.getByRole('button', { name: 'Search Docker Hub' }).click()
  await dialog.getByLabel('Words').fill('redis')
  await window.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('Cannot search Docker Hub for "redis"')
  await expectNoFault(window, 'the search of Docker Hub')
})

/** A registry that nobody is logged in at, with an authority of its own. */
async function browsePrivate(page: Page, home: string): Promise<void> {
  const authority = await createAuthority(home, 'lab')
  const served = await authority.issue('registry', { use: 'serverAuth', hosts: THIS_MACHINE })
  const files = { cert: await readFile(served.cert), key: await readFile(served.key) }
  const server = createServer(files, ({ url = '' }, response) => {
    const names = url.includes('_catalog') ? { repositories: ['open/app'] } : { tags: ['1', '2'] }
    response.end(JSON.stringify(names))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  await page.getByRole('button', { name: 'Browse a registry…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Server').fill(`https://${host}/`)
  await dialog.getByRole('checkbox').check()
  await expectNoFault(page, 'the question which registry')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  const pane = page.getByRole('region', { name: host, exact: true })
  const place = join(home, 'docker', 'certs.d', host)
  await expect(pane.getByRole('alert')).toContainText('not signed by an authority that is known')
  await expect(pane.getByRole('alert')).toContainText(join(place, 'ca.crt'))
  await mkdir(place, { recursive: true })
  await cp(authority.ca, join(place, 'ca.crt'))
  await pane.getByRole('button', { name: 'Retry' }).click()
  await pane.getByRole('button', { name: 'open/app' }).click()
  await expect(pane.getByRole('list', { name: 'Tags' })).toHaveText('12')
  await expect(listPage(page, 'Registries').row(host)).toContainText('Not logged in')
  await completeTag(page, `${host}/open/app`)
  server.close()
  await listPage(page, 'Registries').open()
  await page.reload()
  await expect(listPage(page, 'Registries').row(host)).toContainText('Not logged in')
  await listPage(page, 'Registries').choose(host, 'Take off the list')
  await expect(listPage(page, 'Registries').row(host)).toHaveCount(0)
}

/** By keys alone, in the question for an image to pull. */
async function completeTag(page: Page, name: string): Promise<void> {
  await listPage(page, 'Images').open()
  await page.getByRole('button', { name: 'Pull image', exact: true }).click()
  const field = page.getByRole('dialog').getByRole('combobox', { name: 'Image' })
  await field.fill(name)
  await expect(page.getByRole('option')).toHaveCount(0)
  await page.keyboard.press('Control+Space')
  await expect(page.getByRole('option')).toHaveText([`${name}:1`, `${name}:2`])
  await expectNoFault(page, 'tags of an image')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue(`${name}:2`)
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
}

async function openLogin(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
}

async function fillLogin(
  page: Page,
  { host, user, password }: Pick<Registry, 'host' | 'user' | 'password'>,
): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Server').fill(host)
  await dialog.getByLabel('User').fill(user)
  await dialog.getByLabel('Password or access token').fill(password)
  await dialog.getByRole('button', { name: 'Log in', exact: true }).click()
}

/** Makes a container of an image that must be pulled for it. */
/** An image with a layer that no other one has. */
async function makeImage(world: World, image: string): Promise<void> {
  const box = world.name('filled')
  const fill = 'head -c 300000 /dev/urandom > /random'
  await world.docker('run', '--name', box, 'busybox:local', 'sh', '-c', fill)
  await world.docker('commit', box, image)
  await world.docker('rm', box)
}

async function pull(page: Page, image: string): Promise<void> {
  await page.keyboard.press('Control+Shift+L')
  await page.getByRole('combobox', { name: 'Image', exact: true }).fill(image)
  await page.keyboard.press('Enter')
}

async function createFrom(page: Page, image: string, name: string): Promise<void> {
  await listPage(page, 'Containers').open()
  const form = runForm(page)
  await page.getByRole('button', { name: 'Run container' }).click()
  await form.field('Image').fill(image)
  await form.field('Name').fill(name)
  await expect(form.checks).toContainText('it is pulled first')
  await form.button('Create only').click()
  await expect(notifications(page)).toContainText(`Created container "${name}"`)
}
