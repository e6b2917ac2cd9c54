import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Locator, Page } from '@playwright/test'
import { expect, test as base, type App } from './app.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { confirmation, listPage, notifications } from './pages/list-page.ts'
import { taskRegion } from './pages/tasks.ts'

const run = promisify(execFile)

/** A folder of our own disk. */
const test = base.extend<{ readonly folder: string }>({
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'pilothouse-files-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
})

const SCRIPT = [
  'mkdir -p /work/sub/deep /work/empty',
  'printf "one\\ntwo\\n" > /work/notes.txt; chmod 640 /work/notes.txt',
  'printf "a\\0b" > /work/binary; ln -s sub /work/way; rm /bin/vi',
  'printf x > "/work/$(printf "odd\\033\\342\\200\\256name")"',
  "touch /ready; trap 'exit 0' TERM; while :; do sleep 1 & wait $!; done",
].join('; ')

async function runBox(world: { run: Function; docker: Function }): Promise<string> {
  const id: string = await world.run('box', { command: ['sh', '-c', SCRIPT] })
  await expect.poll(() => world.docker('exec', id, 'ls', '/')).toContain('ready')
  return id
}

/** A person chooses these of the machine. */
async function chooseBy({ electron }: App, paths: readonly string[]): Promise<void> {
  await electron.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...filePaths] })
  }, paths)
}

/** By keys alone, from the list of containers. */
async function openFiles(page: Page, name: string) {
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('f')
  const pane = page.getByRole('region', { name, exact: true })
  const grid = pane.getByRole('grid', { name: 'Files' })
  await expect(pane.getByRole('tab', { name: 'Files' })).toHaveAttribute('aria-selected', 'true')
  return {
    pane,
    grid,
    row: (file: string) => grid.getByRole('row', { name: file, exact: true }),
    path: pane.getByRole('navigation', { name: 'Folder' }),
    listing: pane.getByRole('status', { name: 'Listing' }),
    button: (label: string) => pane.getByRole('button', { name: label, exact: true }),
    editor: pane.getByRole('textbox', { name: /^Contents of / }),
    async goTo(path: string) {
      await pane.getByRole('button', { name: 'Go to path' }).click()
      await page.getByRole('dialog', { name: 'Go to' }).getByLabel('Path').fill(path)
      await page.keyboard.press('Enter')
    },
    async choose(file: string, item: string) {
      await grid.getByRole('row', { name: file, exact: true }).click({ button: 'right' })
      await page.getByRole('menuitem', { name: item, exact: true }).click()
    },
  }
}

/** Drags files of the machine over something, as the desktop does, and lets go of them there. */
async function drop(
  page: Page,
  over: Locator,
  paths: readonly string[],
  end: 'hold' | 'drop' = 'hold',
): Promise<void> {
  const { x, y, width, height } = (await over.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  const session = await page.context().newCDPSession(page)
  const at = { x: x + width / 2, y: y + height / 2 }
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  const types = end === 'drop' ? (['drop'] as const) : (['dragEnter', 'dragOver'] as const)
  for (const type of types) await session.send('Input.dispatchDragEvent', { type, data, ...at })
  await session.detach()
}

test('folders are walked through by keys, with what differs from the image marked', async ({
  page,
  world,
}) => {
  await runBox(world)
  const files = await openFiles(page, world.name('box'))
  await expect(files.row('bin')).toContainText('Changed')
  await expect(files.row('work')).toContainText('Added')
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoFault(page, `files, ${colorScheme}`)
  }
  await files.grid.focus()
  await files.row('work').click()
  await page.keyboard.press('Enter')
  await expect(files.listing).toHaveText('6 items')
  await expect(files.path.getByRole('button', { name: 'work' })).toHaveAttribute(
    'aria-current',
    'location',
  )
  // Escapes and what turns the direction of text are seen as marks.
  await expect(files.row('odd␛⟨202E⟩name')).toBeVisible()
  await expect(files.grid.getByRole('row').nth(1)).toHaveAccessibleName('empty')
  await files.row('way').dblclick()
  await expect(files.row('deep')).toBeVisible()
  await expect(files.path).toContainText('sub')
  await files.grid.focus()
  await page.keyboard.press('Backspace')
  await expect(files.row('notes.txt')).toBeVisible()
  await page.keyboard.press('Backspace')
  await expect(files.row('bin')).toBeVisible()
  await files.goTo('/bin')
  await expect(files.row('vi')).toContainText('Deleted')
  await files.goTo('/nowhere')
  await expect(files.pane.getByRole('alert')).toContainText('Cannot list "/nowhere" in container')
  await expect(files.pane.getByRole('alert')).toContainText('there is no "/nowhere"')
})

test('a text is changed, and nobody else’s work is overwritten unasked', async ({
  page,
  world,
}) => {
  const id = await runBox(world)
  const files = await openFiles(page, world.name('box'))
  await files.goTo('/work')
  await files.row('notes.txt').dblclick()
  await expect(files.editor).toContainText('two')
  await expect(files.editor).toBeFocused()
  await expectNoFault(page, 'a text')
  await page.keyboard.press('Control+End')
  await page.keyboard.type('three')
  await expect(files.pane.getByRole('status', { name: 'File' })).toContainText('not saved')
  // What was typed waits while somebody looks elsewhere.
  await files.pane.getByRole('tab', { name: 'Overview' }).click()
  await files.pane.getByRole('tab', { name: 'Files' }).click()
  await expect(files.editor).toContainText('three')
  await page.keyboard.press('Control+S')
  await expect(notifications(page)).toContainText('Saved "/work/notes.txt"')
  const read = () => world.docker('exec', id, 'cat', '/work/notes.txt')
  expect(await read()).toBe('one\ntwo\nthree')
  expect(await world.docker('exec', id, 'stat', '-c', '%a', '/work/notes.txt')).toBe('640')

  await world.docker('exec', id, 'sh', '-c', 'echo theirs > /work/notes.txt')
  await page.keyboard.press('Control+End')
  await page.keyboard.type('!')
  await page.keyboard.press('Control+S')
  await expect(confirmation(page)).toContainText('Overwrite "/work/notes.txt"?')
  await confirmation(page).getByRole('button', { name: 'Cancel' }).click()
  expect(await read()).toBe('theirs')
  await files.button('Save').click()
  await confirmation(page).getByRole('button', { name: 'Overwrite' }).click()
  await expect.poll(read).toBe('one\ntwo\nthree!')

  await expect(files.editor).toBeFocused()
  await page.keyboard.type('?')
  await files.button('Close file').click()
  await expect(confirmation(page)).toContainText('Discard what you changed in "notes.txt"?')
  await confirmation(page).getByRole('button', { name: 'Discard' }).click()
  await expect(files.row('notes.txt')).toBeVisible()
  await files.row('binary').dblclick()
  await expect(files.pane).toContainText('This is no text')
})

test('files are uploaded by button and by drop, and replaced only after a question', async ({
  app,
  page,
  world,
  folder,
}) => {
  const id = await runBox(world)
  const files = await openFiles(page, world.name('box'))
  await files.goTo('/work')
  await expect(files.row('notes.txt')).toBeVisible()
  const [path, other] = [join(folder, 'up.txt'), join(folder, 'notes.txt')]
  await writeFile(path, 'uploaded')
  await writeFile(other, 'replaced')
  const choose = async (...paths: string[]) => {
    await chooseBy(app, paths)
    await files.button('Upload').click()
    await page.getByRole('menuitem', { name: 'Upload files…' }).click()
  }
  await choose(path)
  await expect(notifications(page)).toContainText('Uploaded "up.txt" to "/work"')
  await expect(files.row('up.txt')).toContainText('8 B')
  expect(await world.docker('exec', id, 'cat', '/work/up.txt')).toBe('uploaded')
  await choose(path, other)
  await expect(confirmation(page)).toContainText('Replace 2 items in "/work"')
  await confirmation(page).getByRole('button', { name: 'Cancel' }).click()
  await choose(other)
  await expect(confirmation(page)).toContainText('Replace "notes.txt" in "/work"')
  await confirmation(page).getByRole('button', { name: 'Replace' }).click()
  await expect.poll(() => world.docker('exec', id, 'cat', '/work/notes.txt')).toBe('replaced')

  await mkdir(join(folder, 'tree', 'sub'), { recursive: true })
  await writeFile(join(folder, 'tree', 'sub', 'big.bin'), Buffer.alloc(3_000_000, 7))
  await drop(page, files.grid, [join(folder, 'tree'), path])
  await expect(files.pane).toContainText('Drop to upload here')
  await drop(page, files.grid, [join(folder, 'tree'), path], 'drop')
  await expect(confirmation(page)).toContainText('Replace "up.txt" in "/work"')
  await confirmation(page).getByRole('button', { name: 'Replace' }).click()
  await expect(notifications(page)).toContainText('Uploaded 2 items to "/work"')
  await expect(files.row('tree')).toBeVisible()
  const size = ['stat', '-c', '%s', '/work/tree/sub/big.bin']
  expect(await world.docker('exec', id, ...size)).toBe('3000000')
  await files.goTo('/work/empty')
  await chooseBy(app, [join(folder, 'tree')])
  await files.button('Upload').click()
  await page.getByRole('menuitem', { name: 'Upload folder…' }).click()
  await expect(files.row('tree')).toBeVisible()
  await world.docker('exec', id, 'cmp', '/work/tree/sub/big.bin', '/work/empty/tree/sub/big.bin')
})

test('a file is downloaded as it is, a folder as a tar or unpacked', async ({
  app,
  page,
  world,
  folder,
}) => {
  const id = await runBox(world)
  const big = 'head -c 5000000 /dev/zero | tr "\\0" x > /work/sub/big'
  await world.docker('exec', id, 'sh', '-c', big)
  const files = await openFiles(page, world.name('box'))
  await files.goTo('/work')
  await chooseBy(app, [folder])
  await app.electron.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = (...given: unknown[]) => {
      const { defaultPath } = given.at(-1) as { defaultPath: string }
      const name = defaultPath.split('/').at(-1) ?? ''
      return Promise.resolve({ canceled: false, filePath: `${path}/${name}` })
    }
  }, folder)
  await files.choose('notes.txt', 'Download…')
  await expect(notifications(page)).toContainText('Saved "notes.txt", 8 B')
  expect(await readFile(join(folder, 'notes.txt'), 'utf8')).toBe('one\ntwo\n')
  await files.choose('sub', 'Download as tar…')
  await expect(notifications(page)).toContainText('Saved "sub.tar"')
  await files.choose('sub', 'Download folder…')
  await expect(notifications(page)).toContainText('Saved 1 file, 5 MB')
  expect((await readFile(join(folder, 'sub', 'big'))).length).toBe(5_000_000)
  expect((await readdir(folder)).toSorted()).toEqual(['notes.txt', 'sub', 'sub.tar'])
  // All of it, as docker exports it.
  const all = `${world.name('box')}.tar`
  await listPage(page, 'Containers').choose(world.name('box'), 'Export files…')
  await expect(notifications(page)).toContainText(`Saved "${all}"`)
  const { stdout } = await run('tar', ['--list', '--file', join(folder, all)])
  expect(stdout.split('\n')).toEqual(expect.arrayContaining(['work/notes.txt', 'work/sub/big']))

  // One without an end goes on through a reload, and leaves nothing once it is cancelled.
  await world.docker('exec', id, 'truncate', '-s', '64G', '/huge')
  await listPage(page, 'Containers').choose(world.name('box'), 'Export files…')
  const [name, tasks] = [`Export ${world.name('box')}`, taskRegion(page)]
  await expect(tasks.bar(name)).toBeVisible()
  await page.reload()
  await expect(tasks.bar(name)).toBeVisible()
  await expect(tasks.region).toContainText(/B\/s/)
  await expectNoFault(page, 'an export')
  await tasks.button(`Cancel ${name}`).click()
  await expect(tasks.bar(name)).toHaveCount(0)
  expect((await readdir(folder)).toSorted()).toEqual(
    ['notes.txt', 'sub', 'sub.tar', all].toSorted(),
  )
})

test('files are renamed, their mode changed, and removed by keys; folders are made', async ({
  page,
  world,
}) => {
  const id = await runBox(world)
  const files = await openFiles(page, world.name('box'))
  await files.goTo('/work')
  await files.button('New folder').click()
  await page.getByRole('dialog').getByLabel('Name').fill('made')
  await page.keyboard.press('Enter')
  await expect(files.row('made')).toBeVisible()

  await files.row('notes.txt').click()
  await page.keyboard.press('F2')
  await expect(page.getByRole('dialog', { name: 'Rename "notes.txt"' })).toBeVisible()
  await expectNoFault(page, 'rename')
  await page.getByRole('dialog').getByLabel('New name').fill('sub')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('something of that name is there already')
  await page.getByRole('dialog').getByLabel('New name').fill('log.txt')
  await page.keyboard.press('Enter')
  await expect(files.row('log.txt')).toBeVisible()

  await files.choose('log.txt', 'Change mode…')
  await page.getByRole('dialog').getByLabel('Octal digits').fill('0600')
  await expect(page.getByRole('dialog')).toContainText('rw-------')
  await page.keyboard.press('Enter')
  await expect.poll(() => world.docker('exec', id, 'stat', '-c', '%a', '/work/log.txt')).toBe('600')

  await files.row('sub').click()
  // Del is of the file, and not of the container in the list beside it.
  await page.keyboard.press('Delete')
  await expect(confirmation(page)).toContainText('Remove the folder "/work/sub" from container')
  await expect(confirmation(page)).toContainText('All that is in it goes too')
  await expect(confirmation(page).getByRole('button', { name: 'Cancel' })).toBeFocused()
  await expectNoFault(page, 'the question before a removal')
  await confirmation(page).getByRole('button', { name: 'Remove' }).click()
  await expect(files.row('sub')).toHaveCount(0)
  expect(await world.docker('exec', id, 'ls', '/work')).not.toContain('sub')
})

test('the tree beside the list goes along, is walked by keys, and says what it could not read', async ({
  page,
  world,
}) => {
  const id = await runBox(world)
  const files = await openFiles(page, world.name('box'))
  const tree = files.pane.getByRole('tree', { name: 'Folders' })
  const item = (name: string) => tree.getByRole('treeitem', { name, exact: true })
  const active = tree.locator('[data-active]')
  await expect(files.row('work')).toBeVisible()
  await expect(tree).toHaveCount(0)
  await files.row('work').dblclick()
  await expect(files.row('notes.txt')).toBeVisible()
  // In the whole page there is room for both.
  await listPage(page, 'Containers').row(world.name('box')).dblclick()
  await expect(item('work')).toHaveAttribute('aria-selected', 'true')
  await expect(item('work')).toHaveAccessibleDescription('Added since the image')
  await expect(item('notes.txt')).toHaveCount(0)

  await tree.focus()
  await expect(active).toHaveAccessibleName('work')
  await page.keyboard.press('ArrowRight')
  await expect(item('empty')).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(active).toHaveAccessibleName('empty')
  await page.keyboard.type('sub')
  await expect(active).toHaveAccessibleName('sub')
  await page.keyboard.press('ArrowRight')
  await expect(item('deep')).toHaveAttribute('aria-level', '4')
  await page.keyboard.press('Enter')
  await expect(files.listing).toHaveText('1 item')
  await expect(item('sub')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowLeft')
  await expect(item('deep')).toHaveCount(0)
  await page.keyboard.press('Home')
  await expect(active).toHaveAccessibleName('/')
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoFault(page, `the tree, ${colorScheme}`)
  }

  await world.docker('exec', id, 'rm', '-r', '/work/empty')
  await page.keyboard.type('em')
  await page.keyboard.press('ArrowRight')
  const failure = tree.getByRole('treeitem', { name: /^Cannot list "\/work\/empty".*Try again$/ })
  await expect(failure).toBeVisible()
  await world.docker('exec', id, 'mkdir', '-p', '/work/empty/now')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(item('now')).toBeVisible()
  await expect(failure).toHaveCount(0)
})

test('several files are removed after one question, and downloaded as one tar or into a folder', async ({
  app,
  page,
  world,
  folder,
}) => {
  const id = await runBox(world)
  await world.docker('exec', id, 'sh', '-c', 'echo deep > /work/sub/deep/file; touch /etc/mine')
  const files = await openFiles(page, world.name('box'))
  const bar = files.pane.getByRole('toolbar', { name: 'Selection' })
  await files.goTo('/work')
  await app.electron.evaluate(({ dialog }, path) => {
    const filePath = `${path}/some.tar`
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, folder)
  await files.row('sub').click()
  for (const key of ['Space', 'ArrowDown', 'Shift+ArrowDown']) await page.keyboard.press(key)
  await expect(bar).toContainText('3 selected')
  await expectNoFault(page, 'files are selected')
  await bar.getByRole('button', { name: 'Download as tar…' }).click()
  await expect(notifications(page)).toContainText('Saved "some.tar"')
  const { stdout } = await run('tar', ['--list', '--file', join(folder, 'some.tar')])
  const packed = ['sub/', 'sub/deep/', 'sub/deep/file', 'binary', 'notes.txt']
  expect(stdout.trim().split('\n').toSorted()).toEqual(packed.toSorted())
  // The menu of one that is selected is about all of them.
  await files.row('binary').click({ button: 'right' })
  await expect(page.getByRole('menu')).toContainText('3 items selected')
  await page.getByRole('menuitem', { name: 'Download…' }).click()
  await expect(notifications(page)).toContainText('Saved 3 files')
  expect(await readFile(join(folder, 'work', 'sub', 'deep', 'file'), 'utf8')).toBe('deep\n')
  expect((await readdir(join(folder, 'work'))).toSorted()).toEqual(['binary', 'notes.txt', 'sub'])

  await files.goTo('/etc')
  await files.row('hosts').click()
  await expect(bar).toHaveCount(0)
  await files.row('mine').click({ modifiers: ['Control'] })
  await files.row('hosts').click({ modifiers: ['Control'] })
  await files.grid.focus()
  await page.keyboard.press('Delete')
  await expect(confirmation(page)).toContainText('Remove 2 items from container')
  await confirmation(page).getByRole('button', { name: 'Remove' }).click()
  // Docker has mounted it.
  await expect(notifications(page)).toContainText('Removed 1 of 2 items')
  await expect(notifications(page)).toContainText('/etc/hosts: ')
  await expect(files.row('mine')).toHaveCount(0)
  await expect(files.row('hosts')).toBeVisible()
})

test('a stopped container is browsed, read and added to; what takes a shell says why not', async ({
  page,
  world,
}) => {
  const id = await runBox(world)
  await world.docker('stop', id)
  const files = await openFiles(page, world.name('box'))
  await files.goTo('/work')
  await expect(files.listing).toHaveText('6 items')
  await expect(files.row('notes.txt')).toContainText('8 B')
  await files.button('New folder').click()
  await page.getByRole('dialog').getByLabel('Name').fill('made')
  await page.keyboard.press('Enter')
  await expect(files.row('made')).toBeVisible()
  await files.row('notes.txt').click({ button: 'right' })
  await expect(page.getByRole('menuitem', { name: 'Rename…' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await expect(page.getByRole('menu')).toContainText('It is not running')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Delete')
  await expect(notifications(page)).toContainText('It is not running')
  await expect(confirmation(page)).toHaveCount(0)
  await files.row('notes.txt').dblclick()
  await expect(files.editor).toContainText('two')
  await page.keyboard.type('zero ')
  await page.keyboard.press('Control+S')
  await expect(notifications(page)).toContainText('Saved "/work/notes.txt"')
  await world.docker('start', id)
  expect(await world.docker('exec', id, 'stat', '-c', '%a', '/work/notes.txt')).toBe('640')
})
