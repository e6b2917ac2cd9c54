import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { listPage, notifications } from './pages/list-page.ts'
import { choosePlace } from './pages/save-logs.ts'
import type { World } from './world.ts'

const FIRST = 'head -c 100000 /dev/zero > /big; mkdir /app; echo hello > /app/kept; rm /bin/vi'
const SECOND = 'rm /big; echo new > /etc/passwd'

const TEXT = { encoding: 'utf8' } as const

/** Two layers upon that of busybox, and a step that made none; a container is made from it. */
async function makeImage(world: World): Promise<string> {
  let image = 'busybox:local'
  for (const [at, command] of [FIRST, SECOND].entries()) {
    const id = await world.run(`step-${at}`, { image, command: ['sh', '-c', command] })
    await world.docker('wait', id)
    const settings = ['--change', 'LABEL team=blue', '--change', 'ENV DB_PASSWORD=hunter2secret']
    image = (await world.docker('commit', ...settings, id)).trim()
    await world.docker('rm', id)
  }
  const reference = `${world.prefix}/layers:1`
  await world.docker('tag', image, reference)
  await world.create('user', { image: reference })
  return reference
}

async function openImage(page: Page, reference: string) {
  const images = listPage(page, 'Images')
  await images.open()
  await images.row(reference).click()
  const pane = page.getByRole('region', { name: reference, exact: true })
  const files = (layer: number) => pane.getByRole('grid', { name: `Files in layer ${layer}` })
  return {
    images,
    pane,
    files,
    layers: pane.getByRole('grid', { name: 'Layers', exact: true }),
    tab: (title: string) => pane.getByRole('tab', { name: title, exact: true }),
    file: (layer: number, path: string) =>
      files(layer).getByRole('row', { name: path, exact: true }),
  }
}

test('layers say what they add, change and delete, and what is wasted, by keys alone', async ({
  page,
  app,
  world,
}) => {
  const reference = await makeImage(world)
  const { images, pane, layers, files, file, tab } = await openImage(page, reference)
  await tab('Overview').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(pane.getByRole('status', { name: 'Layers read' })).toContainText('3 layers')
  await expect(file(3, '/big')).toContainText('Deleted')
  await expect(file(3, '/big')).toContainText('100 kB')
  await expect(file(3, '/big')).toContainText('still in 2')
  await expect(file(3, '/etc/passwd')).toContainText('Changed')

  await layers.focus()
  await page.keyboard.press('ArrowUp')
  await expect(file(2, '/app/kept')).toContainText('Added')
  await expect(file(2, '/bin/vi')).toContainText('Deleted')
  await expect(file(2, '/etc')).toHaveCount(0)
  await pane.getByLabel('Which files').selectOption('All up to this layer')
  await expect(files(2)).toHaveAttribute('aria-rowcount', /^\d{3}$/)
  await pane.getByRole('searchbox', { name: 'Filter files' }).fill('passwd')
  await expect(file(2, '/etc/passwd')).toContainText('1')
  await expectEachTheme(page, 'layers')

  await pane.getByRole('button', { name: /^Wasted 100 kB \(\d+%\)$/ }).press('Enter')
  const wasted = pane.getByRole('grid', { name: 'Wasted files' })
  await expect(wasted.getByRole('row', { name: '/big', exact: true })).toContainText(
    'Deleted in layer 3',
  )
  await expect(wasted.getByRole('row', { name: '/etc/passwd', exact: true })).toContainText(
    'Replaced in layer 3',
  )
  await expectEachTheme(page, 'wasted')

  const folder = await mkdtemp(join(tmpdir(), 'pilothouse-layers-'))
  try {
    await choosePlace(app.electron, join(folder, 'kept'))
    await pane.getByRole('button', { name: 'Files in layer 2' }).press('Enter')
    await file(2, '/app/kept').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Download…' }).click()
    await expect(notifications(page)).toContainText('Saved "kept"')
    expect(await readFile(join(folder, 'kept'), 'utf8')).toBe('hello\n')

    await file(2, '/app/kept').dblclick()
    await expect(pane.getByRole('textbox', { name: 'Contents of /app/kept' })).toHaveText('hello')
    await expectEachTheme(page, 'a file of an image')
    await pane.getByRole('button', { name: 'Close file' }).press('Enter')
    await expect(files(2)).toBeFocused()

    await images.row(reference).dblclick()
    await layers.getByRole('row').filter({ hasText: 'head -c 100000' }).click()
    await pane.getByLabel('Which files').selectOption('All up to this layer')
    await pane.getByRole('searchbox', { name: 'Filter files' }).fill('')
    const tree = pane.getByRole('tree', { name: 'Folders' })
    await tree.getByRole('treeitem', { name: 'app', exact: true }).click()
    await expect(files(2)).toHaveAttribute('aria-rowcount', '2')
    await expectEachTheme(page, 'the folders of an image')
    await choosePlace(app.electron, join(folder, 'app.tar'))
    await pane.getByRole('button', { name: 'Download /app as tar' }).press('Enter')
    await expect(notifications(page)).toContainText('Saved "app.tar"')
    const listed = execFileSync('tar', ['--list', '--file', join(folder, 'app.tar')], TEXT)
    expect(listed.split('\n')).toEqual(['app/', 'app/kept', ''])
  } finally {
    await rm(folder, { recursive: true })
  }
  // Nothing was run for any of it.
  expect(await world.docker('ps', '--all', '--quiet', '--filter', `ancestor=${reference}`)).toMatch(
    /^[0-9a-f]+\n?$/,
  )
})

test('an image tells its history, who uses it, what it says to containers, and is compared', async ({
  page,
  world,
}) => {
  const reference = await makeImage(world)
  const { images, pane, tab } = await openImage(page, reference)
  await tab('History').click()
  await expect(pane.getByRole('row')).toHaveCount(4)
  await expect(pane.getByRole('row').nth(1)).toContainText('rm /big')
  await expectNoFault(page, 'history of an image')
  await tab('Config').click()
  await expect(pane).toContainText('DB_PASSWORD')
  await expect(pane).toContainText('blue')
  await expect(pane).not.toContainText('hunter2secret')
  await expectNoFault(page, 'config of an image')
  await tab('Inspect').click()
  await expect(pane).toContainText('"RepoTags"')

  await images.choose(reference, 'Compare with…')
  const dialog = page.getByRole('dialog', { name: `Compare image "${reference}"` })
  await dialog.getByLabel('With').selectOption('busybox:local')
  await expect(dialog.getByRole('textbox', { name: `Inspect ${reference}` })).toContainText('blue')
  await expect(dialog).not.toContainText('hunter2secret')
  await dialog.getByRole('button', { name: 'Close' }).click()

  await tab('Used by').click()
  await expectNoFault(page, 'users of an image')
  await pane.getByRole('button', { name: world.name('user') }).click()
  await expect(page.getByRole('region', { name: world.name('user'), exact: true })).toBeVisible()
})

async function expectEachTheme(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoFault(page, `${what}, ${colorScheme}`)
  }
}
