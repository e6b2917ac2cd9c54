import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { dock } from './pages/dock.ts'
import { listPage } from './pages/list-page.ts'
import { answerSaveDialog, choosePlace } from './pages/save-logs.ts'

const LINES = String.raw`
printf '%s\n' 'a plain line 1'
printf '%s\n' '{"time":"2026-11-28T03:00:00Z","level":"error","msg":"user 12 failed","__proto__":{"a":[1,{"b":"deep"}]},"id":12345678901234567890}'
printf '%s\n' 'level=warn msg="disk is at 91%" path=/var'
printf '%s\n' '{"level":"error","msg":"user 777 failed","id":2}'
`

const clipboard = (electron: ElectronApplication) =>
  electron.evaluate(({ clipboard: own }) => own.readText())

/** Opens the log of a container that prints lines of every kind. */
async function openLog(page: Page, name: string) {
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('l')
  const log = dock(page).logs(name)
  await expect(log.visible).toContainText('user 777')
  return { ...log, strip: log.region.getByRole('region', { name: 'Line details' }) }
}

test('details of a line are opened, moved and closed by keys', async ({ page, world }) => {
  const name = world.name('fields')
  await world.run('fields', { command: ['sh', '-c', `${LINES}sleep 100`] })
  const { region, strip, counter } = await openLog(page, name)
  await page.keyboard.press('Enter')
  await expect(strip).toContainText('user 777 failed')
  await expect(strip).toContainText('Error')
  await page.keyboard.press('ArrowUp')
  await expect(strip).toContainText('disk is at 91%')
  await expect(strip).toContainText('Warn')
  await expect(strip.getByRole('treeitem')).toHaveCount(3)
  await page.keyboard.press('ArrowUp')
  await expect(strip.getByRole('treeitem')).toHaveCount(9)
  await page.keyboard.press('Tab')
  await page.keyboard.press('End')
  const last = strip.getByRole('treeitem').last()
  await expect(last).toBeFocused()
  await expect(last).toContainText('12345678901234567890')
  await page.keyboard.press('Home')
  for (let n = 0; n < 3; n++) await page.keyboard.press('ArrowDown')
  const hostile = strip.getByRole('treeitem', { name: /^.?\s*__proto__/ })
  await expect(hostile).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(hostile).toHaveAttribute('aria-expanded', 'false')
  await expect(strip.getByRole('treeitem')).toHaveCount(5)
  await page.keyboard.press('Alt+ArrowDown')
  await expect(strip).toContainText('disk is at 91%')
  await expect(strip.getByRole('group', { name: 'The line' })).toBeFocused()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(strip).toContainText('user 12 failed')
  await strip.getByRole('button', { name: 'Find similar' }).click()
  await expect(region.getByRole('searchbox', { name: 'Search logs' })).toHaveValue(
    String.raw`user \d+ failed`,
  )
  await expect(counter).toHaveText(/^2 matches/)
  await strip.getByRole('treeitem', { name: /msg/ }).click()
  await strip.getByRole('button', { name: 'Find value' }).click()
  await expect(counter).toHaveText(/^1 match/)
  await page.keyboard.press('Escape')
  await expect(strip).toBeHidden()
  await page.keyboard.press('Enter')
  await expect(strip).toContainText('user 12 failed')
  const lines = region.getByRole('textbox', { name: `Log of ${name}` })
  await lines.focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(strip).toContainText('a plain line 1')
  await expect(lines).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(strip.getByRole('group', { name: 'The line' })).toBeFocused()
  await lines.focus()
  await page.keyboard.press('Escape')
  await expect(strip).toBeHidden()
  await expect(lines).toBeFocused()
})

test('a press on a line leads the details there, and its menu opens them', async ({
  page,
  world,
}) => {
  const name = world.name('pressed')
  await world.run('pressed', { command: ['sh', '-c', `${LINES}sleep 100`] })
  const { region, strip, button } = await openLog(page, name)
  const screen = region.locator('.xterm-screen')
  await screen.click({ button: 'right', position: { x: 40, y: 5 } })
  await page.getByRole('menuitem', { name: 'Show details' }).click()
  await expect(strip).toContainText('a plain line 1')
  await expect(strip.getByRole('tree')).toBeHidden()
  await strip.getByRole('button', { name: 'Next line' }).click()
  await expect(strip).toContainText('user 12 failed')
  await screen.click({ position: { x: 40, y: 5 } })
  await expect(strip).toContainText('a plain line 1')
  await strip.getByRole('button', { name: 'Only around this' }).click()
  await expect(button('Remove filter: Time')).toBeVisible()
  await strip.getByRole('button', { name: 'Close line details' }).click()
  await expect(strip).toBeHidden()
})

test('lines of JSON and logfmt are laid out by their fields, of which some are chosen', async ({
  page,
  world,
}) => {
  const name = world.name('laid')
  await world.run('laid', { command: ['sh', '-c', `${LINES}sleep 100`] })
  const { visible, counter, button } = await openLog(page, name)
  await button(/^Fields$/).click()
  await expect(button(/^Fields$/)).toHaveAttribute('aria-pressed', 'true')
  await expect(visible).toContainText('ERROR user 12 failed __proto__={"a":[1,{"b":"deep"}]} id=')
  await expect(visible).toContainText('WARN  disk is at 91% path=/var')
  await expect(visible).toContainText('a plain line 1')
  await button('Choose fields').click()
  const choice = page.getByRole('dialog', { name: 'Fields of this log' })
  await choice.getByRole('checkbox', { name: '__proto__' }).uncheck()
  await expect(visible).toContainText('ERROR user 12 failed id=12345678901234567890')
  await choice.getByRole('button', { name: 'None' }).click()
  await expect(visible).not.toContainText('path=')
  await choice.getByRole('button', { name: 'All' }).click()
  await expect(visible).toContainText('path=/var')
  await page.keyboard.press('Escape')
  await expect(button('Choose fields')).toBeFocused()
  await page.keyboard.press('Control+F')
  await page.keyboard.type('"level":"error"')
  await expect(counter).toHaveText(/^2 matches/)
  await button(/^Fields$/).click()
  await expect(visible).toContainText('"msg":"user 777 failed"')
})

test('a log is laid out as it was when it was seen last', async ({ page, world }) => {
  const name = world.name('again')
  await world.run('again', { command: ['sh', '-c', `${LINES}sleep 100`] })
  const first = await openLog(page, name)
  await first.button(/^Fields$/).click()
  await first.button('Choose fields').click()
  const choice = page.getByRole('dialog', { name: 'Fields of this log' })
  await choice.getByRole('checkbox', { name: 'path' }).uncheck()
  await expect(first.visible).not.toContainText('path=')
  await page.keyboard.press('Escape')
  await dock(page).close(`Logs: ${name}`)
  const second = await openLog(page, name)
  await expect(second.button(/^Fields$/)).toHaveAttribute('aria-pressed', 'true')
  await expect(second.visible).toContainText('ERROR user 777 failed')
  await expect(second.visible).not.toContainText('path=')
})

test('lines that are laid out are saved and copied as the container wrote them', async ({
  app,
  page,
  world,
}) => {
  const name = world.name('raw')
  await world.run('raw', { command: ['sh', '-c', `${LINES}sleep 100`] })
  const { region, visible, button } = await openLog(page, name)
  await button(/^Fields$/).click()
  await expect(visible).toContainText('ERROR user 777 failed')
  const log = await world.docker('logs', name)
  const written = log.split('\n')
  await region.locator('.xterm-screen').click({ button: 'right', position: { x: 40, y: 25 } })
  await page.getByRole('menuitem', { name: 'Copy line' }).click()
  await expect.poll(() => clipboard(app.electron)).toBe(written[1])
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Control+C')
  await expect
    .poll(() => clipboard(app.electron))
    .toContain('WARN  disk is at 91% path=/var\nERROR')
  const folder = await mkdtemp(join(tmpdir(), 'pilothouse-fields-'))
  try {
    await choosePlace(app.electron, join(folder, 'raw.log'))
    await page.keyboard.press('Control+S')
    await answerSaveDialog(page, name, {})
    const notices = page.getByRole('region', { name: 'Notifications' })
    await expect(notices).toContainText('Saved 4 lines in "raw.log"')
    expect(await readFile(join(folder, 'raw.log'), 'utf8')).toBe(`${log}\n`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('of a merged and filtered log, details say whose the line is, and go through what is shown', async ({
  page,
  world,
}) => {
  const flags = [`--label=com.docker.compose.project=${world.prefix}`]
  const command = ['sh', '-c', `${LINES}sleep 100`]
  await world.run('one', { flags, command })
  await world.run('two', { flags, command })
  await listPage(page, 'Containers').choose(world.name('one'), `Logs of project "${world.prefix}"`)
  const { region, visible, counter, button } = dock(page).logs(world.prefix)
  const strip = region.getByRole('region', { name: 'Line details' })
  await expect(counter).toContainText('8 lines')
  await button(/^Fields$/).click()
  await expect(visible).toContainText(/one │ WARN {2}disk is at 91% path=/)
  await expect(visible).toContainText(/two │ ERROR user 777 failed/)
  await region.getByRole('textbox', { name: `Log of ${world.prefix}` }).press('Enter')
  await expect(strip).toContainText('user 777 failed')
  await expect(strip.getByText('two', { exact: true })).toBeVisible()
  await button(/^Filter$/).click()
  await page.getByRole('checkbox', { name: 'Error' }).check()
  await page.keyboard.press('Escape')
  await expect(visible).not.toContainText('WARN')
  await strip.getByRole('group', { name: 'The line' }).focus()
  await page.keyboard.press('ArrowUp')
  await expect(strip).toContainText('user 12 failed')
  await page.keyboard.press('Alt+ArrowUp')
  await expect(strip).toContainText('user 777 failed')
  await expect(strip.getByText('one', { exact: true })).toBeVisible()
})

const HOSTILE = String.raw`
awk 'BEGIN { printf "{\"msg\":\"many\",\"a\":["; for (i = 0; i < 300000; i++) printf "1,"; print "1]}" }'
awk 'BEGIN { printf "{\"msg\":\"deep\",\"a\":"; for (i = 0; i < 200000; i++) printf "["; for (i = 0; i < 200000; i++) printf "]"; print "}" }'
awk 'BEGIN { printf "{\"msg\":\"long\",\"a\":\""; for (i = 0; i < 100000; i++) printf "0123456789"; print "\"}" }'`

test('lines of a megabyte, with what nobody could read, hold the window for no moment', async ({
  app,
  page,
  world,
}) => {
  const name = world.name('hostile')
  await world.docker(
    'wait',
    await world.run('hostile', { command: ['sh', '-c', `${HOSTILE}; echo last`] }),
  )
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('l')
  const { region, visible, button } = dock(page).logs(name)
  const strip = region.getByRole('region', { name: 'Line details' })
  await expect(visible).toContainText('last')
  await button(/^Fields$/).click()
  await region.getByRole('textbox', { name: `Log of ${name}` }).press('Enter')
  await expect(strip).toContainText('last')
  // What holds the window is told of by itself.
  await page.evaluate(() => {
    const held: number[] = []
    Object.assign(window, { held })
    new PerformanceObserver((list) => {
      held.push(...list.getEntries().map(({ duration }) => duration))
    }).observe({ type: 'longtask' })
  })
  for (const [message, items] of [
    ['long', 2],
    ['deep', 21],
    ['many', 1000],
  ] as const) {
    await page.keyboard.press('Alt+ArrowUp')
    await expect(strip.getByRole('treeitem').first()).toContainText(message)
    await expect(strip.getByRole('treeitem')).toHaveCount(items)
  }
  await expect(strip).toContainText('The first 1,000 fields are shown')
  await strip.getByRole('button', { name: 'Copy as JSON' }).click()
  await expect.poll(async () => (await clipboard(app.electron)).length).toBe(600_022)
  const held = await page.evaluate(() => (window as unknown as { held: number[] }).held)
  expect(Math.max(0, ...held)).toBeLessThan(500)
})
