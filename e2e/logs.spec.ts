import { expect, test } from './app.ts'
import { logStreams } from './engine-streams.ts'
import { dock } from './pages/dock.ts'
import { announcer, listPage } from './pages/list-page.ts'
import { countPixels, selectScreen } from './pages/xterm-screen.ts'

test('the whole log is there, and new lines follow', async ({ page, world }) => {
  const name = world.name('chat')
  await world.run('chat', {
    command: ['sh', '-c', 'seq 1 5000; mkfifo /tmp/say; cat /tmp/say; sleep 100'],
  })
  await listPage(page, 'Containers').row(name).hover()
  await listPage(page, 'Containers').action(`Logs of ${name}`).click()
  const { counter, visible } = dock(page).logs(name)
  await expect(visible).toContainText('5000')
  await expect(counter).toHaveText('5,000 lines · Following')
  await page.keyboard.press('Home')
  await expect(visible.locator('span').first()).toHaveText('1')
  await expect(counter).toHaveText('5,000 lines · Paused')
  await page.keyboard.press('End')
  await world.docker('exec', name, 'sh', '-c', 'echo and on > /tmp/say')
  await expect(visible).toContainText('and on')
  await expect(counter).toHaveText('5,001 lines · Following')
})

test('long lines are wrapped, or not and then scrolled sideways', async ({ page, world }) => {
  const name = world.name('long')
  const line = String.raw`printf 'begin-%0900d-end\n' 7; sleep 100`
  await world.run('long', { command: ['sh', '-c', line] })
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('l')
  const { visible, button } = dock(page).logs(name)
  await expect(visible).toHaveText(/^begin-0+7-end/)
  await button('Wrap lines').click()
  await expect(visible).toHaveText(/^begin-0+\s*$/)
  await page.getByRole('textbox', { name: `Log of ${name}` }).focus()
  for (let step = 0; step < 120; step++) await page.keyboard.press('ArrowRight')
  await expect(visible).toHaveText(/^0+7-end/)
  await button('Wrap lines').click()
  await expect(visible).toHaveText(/^begin-0+7-end/)
})

test('what is selected may be longer than the screen, and is copied whole', async ({
  page,
  world,
  app,
}) => {
  const name = world.name('many')
  await world.run('many', { command: ['sh', '-c', 'seq 1 3000; sleep 100'] })
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('l')
  const { visible, counter } = dock(page).logs(name)
  await expect(counter).toContainText('3,000 lines')
  await expect(visible).toContainText('3000')
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Control+C')
  const whole = Array.from({ length: 3000 }, (_, n) => `${n + 1}`).join('\n')
  await expect
    .poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText()))
    .toBe(whole)
})

test('what is looked for is found in all lines, counted, marked, and gone through by keys', async ({
  page,
  world,
}) => {
  const name = world.name('find')
  await world.run('find', { command: ['sh', '-c', 'seq 1 30000; sleep 100'] })
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('l')
  const { region, visible, counter, button } = dock(page).logs(name)
  await expect(counter).toHaveText('30,000 lines · Following')
  await page.keyboard.press('Control+F')
  await page.keyboard.type('777')
  await expect(counter).toHaveText('57 matches · 30,000 lines · Following')
  await page.keyboard.press('Shift+Enter')
  await expect(counter).toHaveText('57 of 57 matches · 30,000 lines · Paused')
  await expect(visible).toContainText('29777')
  await expect(region.locator('[data-current]')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(counter).toContainText('1 of 57 matches')
  await expect(visible).toContainText('777')
  await button('Regular expression').focus()
  await page.keyboard.press('Enter')
  await expect(button('Regular expression')).toHaveAttribute('aria-pressed', 'true')
  await region.getByRole('searchbox', { name: 'Search logs' }).fill('^1(2|3)00$')
  await expect(counter).toContainText('2 matches')
  await button('Only matching lines').click()
  await expect(visible).toHaveText(/^1200\s+1300\s*$/)
  await region.getByRole('searchbox', { name: 'Search logs' }).fill('(')
  await expect(region.getByRole('alert')).toHaveText('Unterminated group')
  await expect(visible).toContainText('1201')
})

test('an expression that never ends is stopped, and the log goes on', async ({ page, world }) => {
  const name = world.name('evil')
  const line = `echo ${'a'.repeat(200)}b; echo after; sleep 100`
  await world.run('evil', { command: ['sh', '-c', line] })
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('l')
  const { region, visible, counter, button } = dock(page).logs(name)
  await expect(visible).toContainText('after')
  await button('Regular expression').click()
  const field = region.getByRole('searchbox', { name: 'Search logs' })
  await field.fill('^(a+)+$')
  await expect(region.getByRole('alert')).toContainText('takes too long')
  await expect(visible).toContainText('after')
  await field.fill('after')
  await expect(counter).toContainText('1 match ')
})

test('a running container’s new lines are followed', async ({ page, world }) => {
  const name = world.name('echo')
  await world.run('echo', {
    command: ['sh', '-c', 'mkfifo /tmp/say; while :; do cat /tmp/say; done'],
  })
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('l')
  const { visible, counter } = dock(page).logs(name)
  await expect(counter).toBeVisible()
  await world.docker('exec', name, 'sh', '-c', 'echo first words > /tmp/say')
  await expect(visible).toContainText('first words')
  await expect(counter).toContainText('Following')
})

test('stderr is told from stdout', async ({ page, world }) => {
  const name = world.name('both')
  await world.run('both', { command: ['sh', '-c', 'echo plain; echo trouble >&2; sleep 100'] })
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('l')
  const { visible } = dock(page).logs(name)
  await expect(visible).toContainText('plain')
  await expect(visible).toContainText('trouble')
  await expect(visible.locator('[data-stream="stderr"]')).toHaveText(/trouble/)
  await expect(visible.locator('[data-stream="stderr"]')).not.toHaveText(/plain/)
})

test('scrolling up pauses, the place stays, and one button goes back', async ({ page, world }) => {
  const name = world.name('ticker')
  await world.run('ticker', {
    command: ['sh', '-c', 'seq 1 500; while :; do sleep 0.2; echo tick; done'],
  })
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('l')
  const { region, visible, counter, button } = dock(page).logs(name)
  await expect(visible).toContainText('tick')
  await region.hover()
  await page.mouse.wheel(0, -4000)
  await expect(counter).toContainText('Paused')
  await expect(announcer(page)).toContainText(`Paused: logs of ${name}`)
  await expect(button(/Jump to latest \(([3-9]|\d\d+) new\)/)).toBeVisible()
  const reading = await visible.innerText()
  await expect(button(/Jump to latest \(\d\d+ new\)/)).toBeVisible()
  expect(await visible.innerText()).toBe(reading)
  await button(/Jump to latest/).click()
  await expect(counter).toContainText('Following')
  await expect(visible).toContainText('tick')
})

test('closing the view leaves no stream on the engine', async ({ page, world, engine }) => {
  const name = world.name('chat')
  await world.run('chat', { image: 'chatty:local', command: [] })
  await expect.poll(() => logStreams(engine)).toBe(0)
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('l')
  await expect(dock(page).logs(name).counter).toContainText('lines')
  await expect.poll(() => logStreams(engine)).toBe(1)
  await dock(page).close(`Logs: ${name}`)
  await expect.poll(() => logStreams(engine)).toBe(0)
})

test('40,000 blank lines and a line of 1 MB do not disturb the window', async ({ page, world }) => {
  const name = world.name('flood')
  await world.run('flood', {
    command: [
      'sh',
      '-c',
      'yes "" | head -n 40000; head -c 1000000 /dev/zero | tr "\\0" x; echo; echo end of flood; sleep 100',
    ],
  })
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('l')
  await expect(dock(page).logs(name).visible).toContainText('end of flood')
})

test('the colours of a log are drawn, and what is selected is copied by the keys for it', async ({
  page,
  world,
  app,
}) => {
  const name = world.name('paint')
  const green = String.raw`printf '\033[48;2;10;200;30m%20s\033[0m\nlast line\n' ''; sleep 100`
  await world.run('paint', { command: ['sh', '-c', green] })
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('l')
  const { region, visible } = dock(page).logs(name)
  await expect(visible).toContainText('last line')
  await expect.poll(() => countPixels(app.electron, region, [10, 200, 30])).toBeGreaterThan(1000)
  await selectScreen(page, region)
  await page.keyboard.press('Control+Shift+C')
  await expect
    .poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText()))
    .toMatch(/^last line$/m)
})
