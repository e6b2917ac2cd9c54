import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { dock } from './pages/dock.ts'
import { listPage } from './pages/list-page.ts'

const LINES = String.raw`
printf '%s\n' 'a plain line 1'
printf '%s\n' '{"time":"2026-11-28T03:00:00Z","level":"error","msg":"user 12 failed","__proto__":{"a":[1,{"b":"deep"}]},"id":12345678901234567890}'
printf '%s\n' 'level=warn msg="disk is at 91%" path=/var'
printf '%s\n' '{"level":"error","msg":"user 777 failed","id":2}'
`

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
  await world.run('fields', { command: ['sh', '-c', `${LINES}; sleep 100`] })
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
})

test('a press on a line leads the details there, and its menu opens them', async ({
  page,
  world,
}) => {
  const name = world.name('pressed')
  await world.run('pressed', { command: ['sh', '-c', `${LINES}; sleep 100`] })
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
  await world.run('laid', { command: ['sh', '-c', `${LINES}; sleep 100`] })
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
  await page.keyboard.press('Control+F')
  await page.keyboard.type('"level":"error"')
  await expect(counter).toHaveText(/^2 matches/)
  await button(/^Fields$/).click()
  await expect(visible).toContainText('"msg":"user 777 failed"')
})
