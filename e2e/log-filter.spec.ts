import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { dock } from './pages/dock.ts'
import { listPage } from './pages/list-page.ts'

/** Of every ten lines one is an error, with a trace of two lines. */
const write = (to: 'stdout' | 'stderr') => `i=0; while [ $i -lt 2000 ]; do i=$((i+1)); case $i in
  *0) printf 'ERROR failed %s\\n    at one\\n    at two\\n' $i >&${to === 'stderr' ? 2 : 1} ;;
  *) echo "INFO served $i" ;; esac; done`

/** Opens the log of a container by the key for it. */
async function openLog(page: Page, name: string) {
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('l')
  return dock(page).logs(name)
}

test('a log is filtered by level and stream, and the counter tells how many lines pass', async ({
  page,
  world,
}) => {
  const name = world.name('levels')
  await world.run('levels', { command: ['sh', '-c', `${write('stderr')}; sleep 100`] })
  const { region, visible, counter, button } = await openLog(page, name)
  await expect(counter).toHaveText('2,400 lines · Following')
  await button('Filter').click()
  const form = page.getByRole('dialog', { name: 'Filter lines' })
  await form.getByRole('checkbox', { name: 'Error' }).check()
  await expect(counter).toHaveText('600 of 2,400 lines · Following')
  await expect(visible).not.toContainText('INFO')
  await form.getByRole('checkbox', { name: 'stdout' }).check()
  await expect(counter).toHaveText('0 of 2,400 lines · Following')
  await page.keyboard.press('Escape')
  await expect(form).toBeHidden()
  await expect(region.getByText('No line passes the filter')).toBeVisible()
  await button('Remove filter: Stream').click()
  await expect(counter).toHaveText('600 of 2,400 lines · Following')
  await page.keyboard.press('Control+F')
  await page.keyboard.type('at one')
  await expect(counter).toHaveText('200 matches · 600 of 2,400 lines · Following')
  await button('Exclude matching lines').click()
  await expect(visible).not.toContainText('at one')
  await button('Only matching lines').click()
  await expect(visible).not.toContainText('at two')
  await region.getByRole('spinbutton', { name: 'Lines around each match' }).fill('1')
  await expect(visible).toContainText('at two')
  await button('Clear filter').click()
  await expect(counter).toHaveText('200 matches · 2,400 lines · Following')
})

test('the reader’s line stays at the top where it passes', async ({ page, world }) => {
  const name = world.name('place')
  await world.run('place', { command: ['sh', '-c', `${write('stdout')}; sleep 100`] })
  const { visible, counter, button } = await openLog(page, name)
  await expect(counter).toHaveText('2,400 lines · Following')
  await page.keyboard.press('Home')
  await page.keyboard.press('PageDown')
  await button('Filter').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Warn and worse' }).click()
  await expect(counter).toHaveText('600 of 2,400 lines · Paused')
  await expect(visible).not.toContainText('INFO')
  const first = await visible.locator('span').first().textContent()
  await page.getByRole('dialog').getByRole('button', { name: 'Clear filter' }).click()
  await expect(visible).toContainText('INFO')
  await expect(visible.locator('span').first()).toHaveText(first ?? '')
})

test('a log is filtered by time', async ({ page, world }) => {
  const name = world.name('times')
  const script = 'echo before; mkfifo /tmp/say; while :; do cat /tmp/say; done'
  await world.run('times', { command: ['sh', '-c', script] })
  const { visible, counter, button } = await openLog(page, name)
  await expect(visible).toContainText('before')
  await world.docker('restart', '--time', '0', name)
  await world.docker('exec', name, 'sh', '-c', 'echo after > /tmp/say')
  await expect(visible).toContainText('after')
  await button('Filter').click()
  const form = page.getByRole('dialog', { name: 'Filter lines' })
  await form.getByRole('button', { name: 'Since the last start' }).click()
  await expect(counter).toContainText(' of 6 lines')
  await expect(visible.getByText('before')).toHaveCount(1)
  await expect(visible).toContainText('after')
  await form.getByLabel('From').fill('2001-02-03T04:05:06')
  await form.getByLabel('To').fill('2001-02-03T04:05:07')
  await expect(counter).toContainText('0 of')
  await page.keyboard.press('Escape')
  await expect(button('Remove filter: Time')).toBeVisible()
  await button('Clear filter').first().click()
  await expect(visible.getByText('before')).toHaveCount(2)
})

test('timestamps are shown as was chosen last, also in the next log', async ({ page, world }) => {
  const name = world.name('stamps')
  await world.run('stamps', { command: ['sh', '-c', 'echo one; echo two; sleep 100'] })
  const { visible, button } = await openLog(page, name)
  await expect(visible).toContainText('two')
  await button('Timestamp style').click()
  await page.getByRole('menuitemcheckbox', { name: 'UTC' }).click()
  await expect(visible).toHaveText(/\d\d:\d\d:\d\d\.\d{3}Z two\s*$/)
  await expect(button('Timestamps')).toHaveAttribute('aria-pressed', 'true')
  await button('Timestamp style').click()
  await page.getByRole('menuitemcheckbox', { name: 'Time since the line shown before' }).click()
  await expect(visible).toHaveText(/^\s*one\s+\+\d\.\d{3} s two\s*$/)
  await dock(page).close(`Logs: ${name}`)
  await expect(visible).toBeHidden()
  await openLog(page, name)
  await expect(visible).toContainText(' s two')
  await button('Timestamps').click()
  await expect(visible).toHaveText(/^one\s+two\s*$/)
})

test('in a narrow window every control of a log is in sight', async ({ app, page, world }) => {
  const name = world.name('narrow')
  await world.run('narrow', { command: ['sh', '-c', 'echo one; sleep 100'] })
  const { region, button } = await openLog(page, name)
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setSize(720, 600),
  )
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThanOrEqual(720)
  for (const label of ['Follow', 'Timestamps', 'Wrap lines', 'Filter', 'Next match']) {
    await expect(button(label).first()).toBeInViewport({ ratio: 1 })
  }
  await expect(region.getByRole('status', { name: 'Log lines' })).toBeInViewport({ ratio: 1 })
})
