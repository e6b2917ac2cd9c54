import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { prepareElectron } from '../scripts/electron/electron-runtime.mjs'
import { answerQuit, close, expect, launch, test } from './app.ts'
import { eventStreams, logStreams, statsStreams } from './engine-streams.ts'
import { dock } from './pages/dock.ts'
import { announcer, engineStatus, listPage, notices, sidebarLink } from './pages/list-page.ts'
import { taskRegion } from './pages/tasks.ts'

test('a second start shows the first window and ends', async ({ app, engine }) => {
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  const second = spawn(await prepareElectron(), [resolve('.'), '--no-sandbox'], {
    env: {
      ...process.env,
      PILOTHOUSE_USER_DATA: app.userData,
      DOCKER_HOST: engine.dockerHost,
    },
    stdio: 'ignore',
  })
  const [code] = await once(second, 'exit')
  expect(code).toBe(0)
  await expect
    .poll(() =>
      app.electron.evaluate(({ BrowserWindow }) => {
        const windows = BrowserWindow.getAllWindows()
        return windows.length === 1 && !windows[0]?.isMinimized()
      }),
    )
    .toBe(true)
})

test('who would end the app while a task runs is asked, and a system that ends it is not', async ({
  engine,
  world,
}) => {
  const app = await launch({ dockerHost: engine.dockerHost })
  const { electron, page, complaints } = app
  const folder = await mkdtemp(join(tmpdir(), 'pilothouse-quit-'))
  await world.docker('exec', await world.run('box'), 'truncate', '-s', '64G', '/huge')
  await electron.evaluate(
    ({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    },
    join(folder, 'box.tar'),
  )
  await listPage(page, 'Containers').choose(world.name('box'), 'Export files…')
  const name = `Export ${world.name('box')}`
  await expect(taskRegion(page).bar(name)).toBeVisible()

  const asked = await answerQuit(electron, 'Keep running')
  await electron.evaluate(({ app }) => app.quit())
  const question = `1 task is still running: ${name}`
  await expect.poll(asked).toEqual([question])
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(asked).toEqual([question, question])
  await expect(taskRegion(page).bar(name)).toBeVisible()

  const closed = electron.waitForEvent('close')
  electron.process().kill('SIGTERM')
  await closed
  expect(await readdir(folder)).toEqual([])
  expect(complaints).toEqual([])
  await rm(folder, { recursive: true })
  await close(app)
})

test('the window comes back where it was', async ({ engine }) => {
  // A second change of its size could arrive after ours.
  const first = await launch({ dockerHost: engine.dockerHost, keepSize: true })
  const bounds = { x: 40, y: 60, width: 1010, height: 707 }
  await first.electron.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
    bounds,
  )
  await expect
    .poll(() =>
      first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds()),
    )
    .toEqual(bounds)
  await first.electron.close()
  const second = await launch({
    dockerHost: engine.dockerHost,
    userData: first.userData,
    keepSize: true,
  })
  expect(
    await second.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getBounds(),
    ),
  ).toEqual(bounds)
  await close(second)
})

test('the theme is switched, kept, and follows the system by default', async ({
  page,
  app,
  engine,
}) => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await page.emulateMedia({ colorScheme: null })
  await sidebarLink(page, 'Settings').click()
  await page.getByRole('radio', { name: 'Dark' }).click()
  await expect.poll(background).toBe('rgb(15, 18, 22)')
  await page.getByRole('radio', { name: 'Light' }).click()
  await expect.poll(background).toBe('rgb(243, 245, 248)')
  await app.electron.close()
  const second = await launch({ dockerHost: engine.dockerHost, userData: app.userData })
  await second.page.emulateMedia({ colorScheme: null })
  await expect
    .poll(() => second.page.evaluate(() => getComputedStyle(document.body).backgroundColor))
    .toBe('rgb(243, 245, 248)')
  await close(second)
})

test('reloading the page leaves nothing of it on the engine', async ({ page, world, engine }) => {
  const name = world.name('chat')
  await world.run('chat', { image: 'chatty:local', command: [] })
  const containers = listPage(page, 'Containers')
  await expect(containers.cell(name, 'cpu')).toContainText('%')
  await containers.row(name).click()
  await page.keyboard.press('l')
  await expect(dock(page).logs(name).counter).toContainText('lines')
  await expect.poll(() => logStreams(engine)).toBe(1)
  const before = await eventStreams(engine)
  await page.reload()
  await expect(containers.row(name)).toBeVisible()
  await expect(dock(page).logs(name).counter).toContainText('Following')
  await expect.poll(() => logStreams(engine)).toBe(1)
  await dock(page).close(`Logs: ${name}`)
  await expect.poll(() => logStreams(engine)).toBe(0)
  await sidebarLink(page, 'Settings').click()
  await expect.poll(() => statsStreams(engine)).toBe(0)
  await expect.poll(() => eventStreams(engine)).toBe(before)
})

test('an engine that dies and comes back is told, and the lists are true again', async ({
  page,
  world,
  engine,
}) => {
  const containers = listPage(page, 'Containers')
  await world.create('before')
  await expect(engineStatus(page)).toContainText(/^Connected/)
  await expect(containers.row(world.name('before'))).toBeVisible()
  await engine.kill()
  await expect(engineStatus(page)).toContainText(/^(Reconnecting|Disconnected)/, { timeout: 5000 })
  await expect(containers.row(world.name('before'))).toBeVisible()
  await engine.start()
  await world.docker('rm', world.name('before'))
  await world.create('after')
  await expect(engineStatus(page)).toContainText(/^Connected/, { timeout: 10_000 })
  await expect(containers.row(world.name('after'))).toBeVisible()
  await expect(containers.row(world.name('before'))).toHaveCount(0)
})

test('an engine that hangs is told, and recovers', async ({ page, world, engine }) => {
  await world.create('web')
  await expect(engineStatus(page)).toContainText(/^Connected/)
  engine.freeze()
  await expect(engineStatus(page)).toContainText(/^Not responding/, { timeout: 12_000 })
  await expect(announcer(page)).toHaveText(/^Not responding: /)
  engine.thaw()
  await expect(engineStatus(page)).toContainText(/^Connected/, { timeout: 12_000 })
  await expect(listPage(page, 'Containers').row(world.name('web'))).toBeVisible()
})

test('without an engine the app says what it looked for, and goes on when one answers', async ({
  engine,
}) => {
  const aside = `${engine.socketPath}.aside`
  await rename(engine.socketPath, aside)
  const app = await launch({ dockerHost: engine.dockerHost })
  await expect(app.page.getByText(engine.socketPath, { exact: false }).first()).toBeVisible()
  await expect(engineStatus(app.page)).toContainText(/^Disconnected/)
  await expect(app.page.getByRole('button', { name: /Retry/ })).toBeVisible()
  await rename(aside, engine.socketPath)
  await expect(listPage(app.page, 'Containers').grid).toBeVisible()
  await close(app)
})

test('the page comes back by itself when its process dies', async ({ page, app, world }) => {
  await world.create('web')
  await expect(listPage(page, 'Containers').row(world.name('web'))).toBeVisible()
  /** The page's process once the page is loaded in it; 0 until then. */
  const loadedProcess = () =>
    app.electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      return contents && !contents.isCrashed() && !contents.isLoading()
        ? contents.getOSProcessId()
        : 0
    })
  const before = await loadedProcess()
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  )
  await expect.poll(async () => [0, before].includes(await loadedProcess())).toBe(false)
  // The test's own handle of the page died with the process; main still reaches the new one.
  const text = () =>
    app.electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      return contents?.executeJavaScript('document.body.innerText')
    })
  await expect.poll(text).toContain(world.name('web'))
})

test('no menu item has Ctrl+W, which closes the tabs of the dock', async ({ app }) => {
  const roles = await app.electron.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.items.flatMap((menu) => menu.submenu?.items.map(({ role }) => role)),
  )
  expect(roles).toContain('minimize')
  expect(roles).not.toContain('close')
})

test('an uncaught exception in the main process shows no box but a notice, and the app goes on', async ({
  app,
  page,
  world,
}) => {
  const containers = listPage(page, 'Containers')
  await containers.filter.click()
  await app.electron.evaluate(() => {
    setImmediate(() => {
      throw new Error('thrown by a test')
    })
    void Promise.reject(new Error('rejected by a test'))
  })
  const logFile = join(app.userData, 'logs', 'main.log')
  await expect.poll(() => readFile(logFile, 'utf8').catch(() => '')).toMatch(/thrown by a test/)
  await expect.poll(() => readFile(logFile, 'utf8')).toMatch(/rejected by a test/)
  await expect(notices(page)).toContainText(/2 errors of its own.*Open logs folder/)
  await expect(containers.filter).toBeFocused()
  await notices(page).getByRole('button', { name: 'Dismiss' }).click()
  await expect(notices(page)).toHaveText('')
  await world.create('web')
  await expect(containers.row(world.name('web'))).toBeVisible()
})

test('settings that cannot be read are kept, the app opens on the defaults and says so', async ({
  engine,
}) => {
  const userData = await mkdtemp(join(tmpdir(), 'pilothouse-e2e-'))
  const damaged = '{"theme":"light"'
  await writeFile(join(userData, 'settings.json'), damaged)
  const app = await launch({ dockerHost: engine.dockerHost, userData })
  await expect(listPage(app.page, 'Containers').grid).toBeVisible()
  const names = await readdir(userData)
  const aside = names.find((name) => /^settings.+unreadable/.test(name)) ?? ''
  expect(await readFile(join(userData, aside), 'utf8')).toBe(damaged)
  await expect(notices(app.page)).toContainText(join(userData, aside))
  await sidebarLink(app.page, 'Settings').click()
  await expect(app.page.getByRole('radio', { name: 'Same as the system' })).toBeChecked()
  await close(app)
})
