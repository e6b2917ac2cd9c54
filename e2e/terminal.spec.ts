import { expect, test } from './app.ts'
import { execSessions } from './engine-streams.ts'
import { dock } from './pages/dock.ts'
import { listPage } from './pages/list-page.ts'
import { countPixels, selectScreen, type Colour } from './pages/xterm-screen.ts'

for (const [image, shell] of [
  ['bash:local', 'bash'],
  ['busybox:local', 'sh'],
] as const) {
  test(`a shell opens in ${image}, takes commands, and says how it ended`, async ({
    page,
    world,
  }) => {
    const name = world.name('box')
    await world.run('box', { image, command: ['sleep', '1000'] })
    await listPage(page, 'Containers').row(name).click()
    await page.keyboard.press('t')
    const terminal = dock(page).terminal(name)
    await terminal.type('echo $HOSTNAME and $0 is $((6*7))')
    const hostname = await world.inspect('box', '{{.Config.Hostname}}')
    await expect(terminal.screen).toContainText(hostname)
    await expect(terminal.screen).toContainText('is 42')
    await expect(terminal.screen).toContainText(shell)
    await terminal.type('exit 3')
    await expect(terminal.region).toContainText(/exit(ed)?.*code 3/i)
  })
}

test('the shell knows the size of its window', async ({ page, world }) => {
  const name = world.name('box')
  await world.run('box')
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('t')
  const terminal = dock(page).terminal(name)
  // The shell tells its size on and on, because a new one reaches it a moment after the window has it.
  await terminal.type('while stty size; do sleep 0.2; done')
  const rows = async () =>
    Number([...(await terminal.screen.innerText()).matchAll(/^(\d{1,3}) \d+/gm)].at(-1)?.[1])
  await expect.poll(rows).toBeGreaterThan(0)
  const before = await rows()
  await page.keyboard.press('Control+Shift+M')
  await expect.poll(rows).toBeGreaterThan(before)
})

test('an image without a shell says so in plain words', async ({ page, world }) => {
  const name = world.name('bare')
  await world.run('bare', { image: 'shell-less:local', command: [] })
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('t')
  await expect(dock(page).terminal(name).region).toContainText(/no shell/i)
})

test('closing the tab ends the shell and all that it started', async ({ page, world, engine }) => {
  const name = world.name('box')
  await world.run('box', { image: 'bash:local', command: ['sleep', '1000'] })
  const processes = async () =>
    (await world.docker('top', name, '-o', 'pid,args')).split('\n').slice(1)
  const before = (await processes()).length
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('t')
  const terminal = dock(page).terminal(name)
  await terminal.type('sleep 999 & sleep 998')
  await expect.poll(async () => (await processes()).length).toBeGreaterThan(before + 1)
  await dock(page).close(`Terminal: ${name}`)
  await expect.poll(async () => (await processes()).length, { timeout: 10_000 }).toBe(before)
  await expect.poll(() => execSessions(engine)).toBe(0)
})

test('quitting the app ends its shells', async ({ page, app, world, engine }) => {
  const name = world.name('box')
  await world.run('box', { command: ['sleep', '1000'] })
  const processes = async () =>
    (await world.docker('top', name, '-o', 'pid,args')).split('\n').slice(1)
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('t')
  await dock(page).terminal(name).type('sleep 999 & sleep 998')
  await expect.poll(async () => (await processes()).length).toBe(4)
  await app.electron.close()
  expect(await processes()).toHaveLength(1)
  expect(await execSessions(engine)).toBe(0)
})

test('a session outlives a visit to another page', async ({ page, world }) => {
  const name = world.name('box')
  await world.run('box')
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('t')
  const terminal = dock(page).terminal(name)
  await terminal.type('echo remember-$((40+2))')
  await expect(terminal.screen).toContainText('remember-42')
  await listPage(page, 'Images').open()
  await listPage(page, 'Containers').open()
  await expect(terminal.screen).toContainText('remember-42')
  await terminal.type('echo still-$((1+1))')
  await expect(terminal.screen).toContainText('still-2')
})

test('what a program sends can freeze neither the window nor read the clipboard', async ({
  page,
  world,
  app,
}) => {
  const name = world.name('evil')
  await app.electron.evaluate(({ clipboard }) => clipboard.writeText('MY-SECRET'))
  await world.run('evil')
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('t')
  const terminal = dock(page).terminal(name)
  await terminal.type(
    String.raw`printf '\033[2147483647L\033[2147483647S\033]52;c;?\007A\033[2147483647b\033]52;c;ZXZpbA==\007'; echo; echo alive-$((3*3))`,
  )
  await expect(terminal.screen).toContainText('alive-9')
  await expect(terminal.screen).not.toContainText('TVktU0VDUkVU')
  expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('MY-SECRET')
})

test('paste goes in without escapes', async ({ page, world, app }) => {
  const name = world.name('box')
  await world.run('box')
  await app.electron.evaluate(({ clipboard }) =>
    clipboard.writeText('echo pas\u001b[201~ted-$((2+3))'),
  )
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('t')
  const terminal = dock(page).terminal(name)
  await expect(terminal.screen).toContainText(/[#$]/)
  await terminal.input.focus()
  await page.keyboard.press('Control+Shift+V')
  await page.keyboard.press('Enter')
  await expect(terminal.screen).toContainText('ted-5')
})

test('what is selected is copied by the keys for it', async ({ page, world, app }) => {
  const name = world.name('box')
  await world.run('box')
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('t')
  const terminal = dock(page).terminal(name)
  await terminal.type('echo copied-$((40+2))')
  await expect(terminal.screen).toContainText('copied-42')
  await selectScreen(page, terminal.region)
  await page.keyboard.press('Control+Shift+C')
  await expect
    .poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText()))
    .toMatch(/^copied-42$/m)
})

test('the colours of a program are drawn', async ({ page, world, app }) => {
  const name = world.name('box')
  await world.run('box')
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('t')
  const terminal = dock(page).terminal(name)
  const colour: Colour = [10, 200, 30]
  await expect(terminal.screen).toContainText(/[#$]/)
  expect(await countPixels(app.electron, terminal.region, colour)).toBe(0)
  await terminal.type(String.raw`printf '\033[48;2;10;200;30m%20s\033[0m done-%d\n' '' $((1+1))`)
  await expect(terminal.screen).toContainText('done-2')
  await expect.poll(() => countPixels(app.electron, terminal.region, colour)).toBeGreaterThan(1000)
})

test('what is selected is still seen', async ({ page, world, app }) => {
  const name = world.name('box')
  await world.run('box')
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('t')
  const terminal = dock(page).terminal(name)
  const colour: Colour = [240, 60, 200]
  await expect(terminal.screen).toContainText(/[#$]/)
  await terminal.type(
    String.raw`printf '\033[38;2;240;60;200m%s\033[0m done-%d\n' ████████ $((1+1))`,
  )
  await expect(terminal.screen).toContainText('done-2')
  await expect.poll(() => countPixels(app.electron, terminal.region, colour)).toBeGreaterThan(500)
  await selectScreen(page, terminal.region)
  await expect(terminal.region.locator('.xterm-selection > div').first()).toBeAttached()
  await expect.poll(() => countPixels(app.electron, terminal.region, colour)).toBeGreaterThan(500)
})
