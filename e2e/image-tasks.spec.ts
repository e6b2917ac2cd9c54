import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test, type App } from './app.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { openRegistry, type OpenRegistry } from './open-registry.ts'
import { confirmation, listPage, notifications } from './pages/list-page.ts'
import { taskRegion } from './pages/tasks.ts'
import type { World } from './world.ts'

/** What no compression makes smaller: a slow registry gives it in a minute. */
const LAYER_BYTES = 24_000_000

test('a pull goes on through a reload, is cancelled on the engine, and retried once its registry is back', async ({
  engine,
  page,
  world,
}) => {
  const registry = await openRegistry(engine)
  const image = registry.name(`${world.prefix}/app:1`)
  const name = `Pull ${image}`
  const tasks = taskRegion(page)
  try {
    await fill(registry, world, image)
    await registry.tell('slow')
    await listPage(page, 'Images').open()
    await pull(page, image)
    await expect(tasks.bar(name)).toHaveAttribute('aria-valuenow', /^[1-9]/)
    await expect(tasks.count).toHaveText('1 task')
    await expect(tasks.region).toContainText(/ of 24 MB .*\/s/)

    await page.reload()
    await listPage(page, 'Containers').open()
    await expect(tasks.bar(name)).toHaveAttribute('aria-valuenow', /^[1-9]/)
    await tasks.button(`Details of ${name}`).click()
    await expect(tasks.region.getByRole('list', { name: 'Layers' })).toContainText('Downloading')
    await expect(tasks.region.getByRole('list', { name: `Log of ${name}` })).toContainText(
      'Pulling from',
    )
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      await expectNoFault(page, `a pull, ${colorScheme}`)
    }
    await tasks.button(`Cancel ${name}`).press('Enter')
    await expect.poll(() => registry.tell('open')).toBe('0')
    await expect(tasks.bar(name)).toHaveCount(0)

    await tasks.count.click()
    await expect(tasks.region).toContainText('Cancelled')
    await tasks.button(`Retry ${name}`).click()
    await expect(tasks.bar(name)).toHaveAttribute('aria-valuenow', /^[1-9]/)
    await registry.tell('break')
    await expect(tasks.region).toContainText('Interrupted. Cannot pull image')
    await expectNoFault(page, 'an interrupted pull')
    await registry.tell('mend')
    await registry.tell('fast')
    await tasks.button(`Retry ${name}`).click()
    await expect(tasks.region).toContainText(`Pulled image "${image}"`)
    await tasks.button('Forget ended tasks').click()
    await expect(tasks.region).toContainText('No tasks yet')
    await tasks.button('Hide tasks').click()
    const images = listPage(page, 'Images')
    await images.open()
    await expect(images.row(image)).toBeVisible()
  } finally {
    await registry.close()
    await world.docker('rmi', '--force', image).catch(() => {})
  }
})

test('an image is tagged, pushed, saved to a file, and is the same once it is loaded again', async ({
  app,
  engine,
  page,
  world,
}) => {
  const registry = await openRegistry(engine)
  const folder = await mkdtemp(join(tmpdir(), 'pilothouse-images-'))
  const path = join(folder, 'app.tar')
  const image = registry.name(`${world.prefix}/app:1`)
  const images = listPage(page, 'Images')
  try {
    await world.docker('tag', 'shell-less:local', `${world.prefix}:1`)
    await images.open()
    await images.choose(`${world.prefix}:1`, 'Tag…')
    await page.getByRole('textbox', { name: 'Repository' }).fill(image)
    await page.getByRole('button', { name: 'Tag', exact: true }).click()
    await images.choose(image, 'Push…')
    await expect(confirmation(page)).toContainText('to 127.0.0.1:5002?')
    await confirmation(page).getByRole('button', { name: 'Push' }).click()
    await expect(notifications(page)).toContainText(`Pushed image "${image}"`)

    const id = await idOf(world, image)
    await chooseBy(app, path)
    await images.choose(image, 'Save to a file…')
    await expect(notifications(page)).toContainText('Saved ')
    await world.docker('rmi', '--force', image)
    await expect(images.row(image)).toHaveCount(0)
    await page.getByRole('button', { name: 'Load or import' }).click()
    await page.getByRole('menuitem', { name: 'Load from a file…' }).click()
    await expect(notifications(page)).toContainText(`Loaded image "${image}"`)
    await expect(images.row(image)).toBeVisible()
    expect(await idOf(world, image)).toBe(id)

    await world.docker('rmi', '--force', image)
    await expect(images.row(image)).toHaveCount(0)
    await drop(page, 'app.tar', await readFile(path))
    await expect(images.row(image)).toBeVisible()
    expect(await idOf(world, image)).toBe(id)

    const other = join(folder, 'other.tar')
    await writeFile(other, Buffer.alloc(1024))
    await chooseBy(app, other)
    await page.getByRole('button', { name: 'Load or import' }).click()
    await page.getByRole('menuitem', { name: 'Import files as an image…' }).click()
    await page.getByRole('textbox', { name: 'Name of the image' }).fill(`${world.prefix}:2`)
    await page.getByRole('button', { name: 'Import image' }).click()
    await expect(images.row(`${world.prefix}:2`)).toBeVisible()
  } finally {
    await registry.close()
    await rm(folder, { recursive: true })
    await world.docker('rmi', '--force', image).catch(() => {})
  }
})

async function pull(page: Page, image: string): Promise<void> {
  await page.keyboard.press('Control+Shift+L')
  await page.getByRole('combobox', { name: 'Image', exact: true }).fill(image)
  await page.keyboard.press('Enter')
}

/** Puts an image with a layer of its own into the registry, and into it alone. */
async function fill(registry: OpenRegistry, world: World, image: string): Promise<void> {
  const box = world.name('filled')
  const command = ['sh', '-c', `head -c ${LAYER_BYTES} /dev/urandom > /random`]
  await world.docker('run', '--name', box, 'busybox:local', ...command)
  await world.docker('commit', box, image)
  await world.docker('rm', box)
  await registry.tell('fast')
  await world.docker('push', image)
  await world.docker('rmi', image)
}

function idOf(world: World, image: string): Promise<string> {
  return world.docker('image', 'inspect', '--format', '{{.Id}}', image)
}

/** A person chooses this file, whatever they are asked for. */
async function chooseBy({ electron }: App, path: string): Promise<void> {
  await electron.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path })
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, path)
}

async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([name, base64]) => {
      const data = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
      const transfer = new DataTransfer()
      transfer.items.add(new File([data], name))
      return transfer
    },
    [name, bytes.toString('base64')] as const,
  )
  const list = page.getByRole('grid', { name: 'Images' })
  await list.dispatchEvent('dragover', { dataTransfer: transfer })
  await list.dispatchEvent('drop', { dataTransfer: transfer })
}
