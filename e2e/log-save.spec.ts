import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { expect, test as base } from './app.ts'
import { dock } from './pages/dock.ts'
import { listPage } from './pages/list-page.ts'
import { answerSaveDialog, choosePlace } from './pages/save-logs.ts'

/** A folder for what is saved. */
const test = base.extend<{ readonly folder: string }>({
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'pilothouse-saved-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
})

async function openLog(page: Page, name: string) {
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('l')
  return dock(page).logs(name)
}

const notices = (page: Page) => page.getByRole('region', { name: 'Notifications' })

const TALK = String.raw`
  printf 'one\ntwo\r\n\033[31mred\033[0m\nbad \377 byte\n'; sleep 0.3
  echo trouble >&2; sleep 0.3; seq 1 20000; sleep 0.3; printf 'no end'`

test('what is saved is byte for byte what docker logs prints', async ({
  app,
  page,
  world,
  engine,
  folder,
}) => {
  const name = world.name('talk')
  await world.docker('wait', await world.run('talk', { command: ['sh', '-c', TALK] }))
  const { counter } = await openLog(page, name)
  await expect(counter).toHaveText('20,006 lines · Not running')
  const path = join(folder, 'talk.log')
  await choosePlace(app.electron, path)
  await page.keyboard.press('Control+S')
  await answerSaveDialog(page, name, {})
  await expect(notices(page)).toContainText('Saved 20,006 lines in "talk.log"')
  await expect(notices(page).getByRole('button', { name: 'Show in folder' })).toBeVisible()
  const { stdout } = await promisify(execFile)('sh', ['-c', 'docker logs "$0" 2>&1', name], {
    env: engine.env,
    encoding: 'buffer',
    maxBuffer: 2 ** 24,
  })
  expect((await readFile(path)).equals(stdout)).toBe(true)
  expect(await readdir(folder)).toEqual(['talk.log'])
})

test('only what is shown, with stamps, without colours, as JSON', async ({
  app,
  page,
  world,
  folder,
}) => {
  const name = world.name('some')
  const talk = String.raw`printf 'a \033[32mgreen\033[0m line\nother\n'; seq 1 100; sleep 100`
  await world.run('some', { command: ['sh', '-c', talk] })
  const { region, counter, button } = await openLog(page, name)
  await expect(counter).toContainText('102 lines')
  await region.getByRole('searchbox', { name: 'Search logs' }).fill('green')
  await button('Only matching lines').click()
  await expect(counter).toContainText('1 match')
  const path = join(folder, 'some.jsonl')
  await choosePlace(app.electron, path)
  await button('Save logs').click()
  await answerSaveDialog(page, name, {
    lines: 'What is shown',
    format: 'JSON lines',
    colours: false,
  })
  await expect(notices(page)).toContainText('Saved 1 line in "some.jsonl"')
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*\.\d{9}Z$/),
    stream: 'stdout',
    container: name,
    line: 'a green line',
  })
  await button('Save logs').click()
  await answerSaveDialog(page, name, { format: 'Plain text with timestamps' })
  await expect(notices(page)).toContainText('Saved 102 lines in "some.jsonl"')
  expect(await readFile(path, 'utf8')).toBe(
    (await world.docker('logs', '--timestamps', name)) + '\n',
  )
})

test('who changes their mind, or may not write there, leaves all as it was', async ({
  app,
  page,
  world,
  folder,
}) => {
  const name = world.name('kept')
  await world.run('kept', { command: ['sh', '-c', 'seq 1 100; sleep 100'] })
  const { counter, button } = await openLog(page, name)
  await expect(counter).toContainText('100 lines')
  await choosePlace(app.electron, undefined)
  await button('Save logs').click()
  await answerSaveDialog(page, name, {})
  await expect(button('Save logs')).toBeFocused()
  await choosePlace(app.electron, join(folder, 'gone', 'kept.log'))
  await button('Save logs').click()
  await answerSaveDialog(page, name, {})
  await expect(notices(page)).toContainText('Cannot save "kept.log": the folder is no longer there')
  expect(await readdir(folder)).toEqual([])
})

test('a large log is saved while the window goes on, and a cancel leaves what was there', async ({
  app,
  page,
  world,
  folder,
}) => {
  test.slow()
  const name = world.name('big')
  const lines = `BEGIN { while (i++ < 600000) print "line", i, "${'x'.repeat(90)}" }`
  await world.docker('wait', await world.run('big', { command: ['awk', lines] }))
  const path = join(folder, 'big.log')
  await writeFile(path, 'before')
  await choosePlace(app.electron, path)
  const { region, counter, button } = await openLog(page, name)
  await expect(counter).toContainText('so far')
  await button('Save logs').click()
  await answerSaveDialog(page, name, {})
  await expect(region).toContainText('Saving "big.log" begins once the older lines are there')
  await expect(region.getByRole('progressbar', { name: 'Save big.log' })).toBeVisible()
  await expect(button('Save logs')).toBeDisabled()
  await region.getByRole('button', { name: 'Cancel Save big.log' }).press('Enter')
  await expect(notices(page)).toContainText('Nothing was saved in "big.log"')
  expect(await readFile(path, 'utf8')).toBe('before')
  await button('Save logs').click()
  await answerSaveDialog(page, name, {})
  await expect(counter).toHaveText('600,000 lines · Not running', { timeout: 60_000 })
  await expect(notices(page)).toContainText('Saved 600,000 lines in "big.log"', { timeout: 30_000 })
  const saved = (await readFile(path, 'utf8')).split('\n')
  expect(saved).toHaveLength(600_001)
  expect(saved[599_999]).toMatch(/^line 600000 x+$/)
  expect(await readdir(folder)).toEqual(['big.log'])
})
