import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { listPage } from './pages/list-page.ts'

test('the page is sandboxed, isolated, and has no Node', async ({ app, page }) => {
  const preferences = await app.electron.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      // Electron has it, and leaves it out of its types.
      const read: unknown = Reflect.get(contents, 'getLastWebPreferences')
      const all = typeof read === 'function' ? read.call(contents) : {}
      const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = all
      return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag }
    }),
  )
  expect(preferences).toEqual([
    {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    },
  ])
  expect(
    await page.evaluate(() => [
      typeof Reflect.get(window, 'require'),
      typeof Reflect.get(window, 'process'),
    ]),
  ).toEqual(['undefined', 'undefined'])
  expect(page.url()).toMatch(/^app:\/\/pilothouse\//)
})

test('nothing can be loaded from elsewhere, and text never becomes markup', async ({
  page,
  app,
}) => {
  const outcomes = await page.evaluate(async () => {
    const attempt = async (action: () => unknown) => {
      try {
        await action()
        return 'worked'
      } catch {
        return 'refused'
      }
    }
    return {
      https: await attempt(() => fetch('https://example.org/')),
      file: await attempt(() => fetch('file:///etc/passwd')),
      markup: await attempt(() => {
        document.createElement('div').innerHTML = '<b>x</b>'
      }),
      popup: window.open('https://example.org/') === null ? 'refused' : 'worked',
      geolocation: await attempt(
        () => new Promise((ok, no) => navigator.geolocation.getCurrentPosition(ok, no)),
      ),
      clipboard: await attempt(() => navigator.clipboard.readText()),
    }
  })
  expect(Object.values(outcomes)).toEqual(Object.values(outcomes).map(() => 'refused'))
  // These complaints are the proof, not a fault.
  app.forgive()
})

test('the page cannot navigate away', async ({ page, app }) => {
  const before = page.url()
  await app.electron.evaluate(({ BrowserWindow }) => {
    const tried: object[] = []
    Object.assign(globalThis, { tried })
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    // The app's own listener comes first.
    contents?.on('will-frame-navigate', ({ url, defaultPrevented }) =>
      tried.push({ url, defaultPrevented }),
    )
  })
  await page.evaluate(() => location.assign('https://example.org/'))
  await expect
    .poll(() => app.electron.evaluate(() => Reflect.get(globalThis, 'tried') as object[]))
    .toEqual([{ url: 'https://example.org/', defaultPrevented: true }])
  await page.evaluate(() => location.assign('file:///etc/passwd'))
  expect(page.url()).toBe(before)
  expect(app.complaints).toEqual(['Not allowed to load local resource: file:///etc/passwd'])
  app.forgive()
})

test('one channel leads into the main process', async ({ app }) => {
  const channels = await app.electron.evaluate(({ ipcMain }) => ipcMain.eventNames())
  // Electron itself listens to the errors of its own emitter.
  expect(channels.filter((name) => name !== 'error')).toEqual(['pilothouse:open'])
})

test('endpoints that do not exist, and input that does not fit, are refused', async ({ page }) => {
  const ask = (path: unknown, input: unknown) =>
    page.evaluate(
      ([path, input]) =>
        new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = ({ data }) => resolve(data.error?.code ?? data)
          const channel = 'pilothouse:open'
          window.postMessage({ channel, message: { path, input } }, location.origin, [port2])
        }),
      [path, input] as const,
    )
  for (const path of [
    '__proto__.toString',
    'containers.__proto__',
    'constructor.name',
    'a.b',
    '',
    7,
  ]) {
    expect(await ask(path, {}), String(path)).toBe('invalid-input')
  }
  for (const input of [
    undefined,
    null,
    7,
    {},
    { connection: 5, id: 'x' },
    { connection: '', id: '' },
  ]) {
    expect(await ask('containers.start', input)).toBe('invalid-input')
  }
})

test('the page cannot name a file of the machine, only send one that was dropped', async ({
  page,
  app,
}) => {
  const path = join(app.userData, 'window.json')
  const offer = (asked: object, from: 'nowhere' | 'page' | 'disk') =>
    page.evaluate(
      ([asked, from]) =>
        new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = ({ data }) => resolve(data.value ?? data.error)
          const own = new File(['x'], asked.name)
          const [chosen] = document.querySelector('input')?.files ?? []
          const file = { nowhere: asked, page: own, disk: chosen }[from]
          const message = { path: 'desktop.takeDropped', input: asked, ...asked }
          window.postMessage({ channel: 'pilothouse:open', message, file }, location.origin, [
            port2,
          ])
        }),
      [{ name: path, ...asked }, from] as const,
    )
  const forged = [{}, { dropped: path }, { file: { path } }, { input: { dropped: path } }]
  for (const asked of forged) {
    for (const from of ['nowhere', 'page'] as const) {
      expect(await offer(asked, from)).toMatchObject({ code: 'invalid-input' })
    }
  }
  await page.evaluate(() => {
    const input = document.createElement('input')
    input.type = 'file'
    document.body.prepend(input)
  })
  await page.locator('body > input').setInputFiles(path)
  // It is the one that was chosen, whatever the page says beside it.
  expect(await offer({ dropped: '/etc/passwd' }, 'disk')).toEqual({
    file: expect.stringMatching(/^[0-9a-f-]{36}$/),
    name: 'window.json',
  })
})

test('hostile text is shown, never obeyed', async ({ page, world }) => {
  const markup = '<img src=x onerror="window.__hit=1">'
  await world.create('box', {
    flags: ['--label', `${world.prefix}=${markup}`, '--env', `MARKUP=${markup}`],
    command: ['echo', markup],
  })
  await world.docker('network', 'create', `${world.prefix}<b>net</b>\u202Egnp`)
  const name = world.name('box')
  await listPage(page, 'Containers').row(name).click()
  const pane = page.getByRole('region', { name, exact: true })
  for (const tab of ['Overview', 'Env', 'Inspect']) {
    await pane.getByRole('tab', { name: tab, exact: true }).click()
    await expect(pane).toContainText('onerror')
  }
  await listPage(page, 'Networks').open()
  await expect(listPage(page, 'Networks').grid).toContainText('<b>net</b>')
  expect(await page.locator('img').count()).toBe(0)
  expect(await page.evaluate(() => Reflect.get(window, '__hit'))).toBeUndefined()
})

test('the app listens on no socket of its own', async ({ app, page, world }) => {
  await world.run('web')
  await expect(listPage(page, 'Containers').row(world.name('web'))).toBeVisible()
  const pids = await app.electron.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid))
  // The two that Playwright itself asks for, to drive the app.
  const debuggers = 2
  expect(pids.flatMap(listeningPorts).length).toBeLessThanOrEqual(debuggers)
})

/** Ports on which a process listens, from the kernel's own table. */
function listeningPorts(pid: number): string[] {
  const inodes = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${fd}`).match(/^socket:\[(\d+)\]$/)?.[1] ?? []
      } catch {
        return []
      }
    }),
  )
  const LISTEN = '0A'
  return ['tcp', 'tcp6']
    .flatMap((table) =>
      readFileSync(`/proc/${pid}/net/${table}`, 'utf8').trim().split('\n').slice(1),
    )
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[3] === LISTEN && inodes.has(columns[9] ?? ''))
    .map((columns) => columns[1] ?? '')
}
