import { once } from 'node:events'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { close, expect, launch, test } from './app.ts'
import { dock } from './pages/dock.ts'
import { listPage } from './pages/list-page.ts'
import type { World } from './world.ts'

const MIB = 1024 * 1024

/** 63 MB, twice of what a view keeps in memory. */
const LINES = 600_000
const WRITE_LINES =
  `BEGIN { while (i++ < ${LINES}) ` +
  `printf "line %010d ${'abcdefghijklmnopqrstuvwxyz'.repeat(3)}0123456789\\n", i }`

const COUNT = LINES.toLocaleString('en')

/** What the app keeps of logs on the disk, and who may read it. */
async function spilled(userData: string) {
  const folder = join(userData, 'File System')
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const found = await Promise.all(
    names.map(async (name) => {
      const { mode, size } = await stat(join(folder, name))
      return { mode: (mode & 0o777).toString(8), size }
    }),
  )
  return {
    bytes: Math.max(0, ...found.map(({ size }) => size)),
    modes: [...new Set(found.map(({ mode }) => mode))].toSorted(),
  }
}

async function openBigLog(page: Page, world: World) {
  const name = world.name('big')
  const id = await world.run('big', { command: ['awk', WRITE_LINES] })
  await world.docker('wait', id)
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('l')
  const panel = dock(page).logs(name)
  await expect(panel.counter).toHaveText(`${COUNT} lines · Not running`, { timeout: 60_000 })
  return { name, ...panel }
}

test.describe('a log that is larger than its memory', () => {
  test.slow()

  test('is shown and searched all the same, and its file goes with the view', async ({
    app,
    page,
    world,
  }) => {
    const { name, visible, counter, region } = await openBigLog(page, world)
    const { bytes, modes } = await spilled(app.userData)
    expect(bytes).toBeGreaterThan(20 * MIB)
    expect(modes).toEqual(['600', '700'])
    await page.keyboard.press('Home')
    await expect(visible).toContainText('line 0000000001 abc')
    await page.keyboard.press('PageDown')
    await expect(visible).toContainText('line 0000000009 abc')
    await page.keyboard.press('Control+F')
    await page.keyboard.type('99999 abc')
    await expect(counter).toContainText('6 matches ·')
    await page.keyboard.press('Enter')
    await expect(visible).toContainText('line 0000099999 abc')
    await region.getByRole('button', { name: 'Only matching lines' }).click()
    await expect(visible).toHaveText(/0000099999 [^]*0000199999 [^]*0000599999 /)
    await dock(page).close(`Logs: ${name}`)
    await expect.poll(async () => (await spilled(app.userData)).bytes).toBeLessThan(MIB)
  })

  test('leaves nothing on the disk when the app is quit', async ({ engine, world }) => {
    const app = await launch({ dockerHost: engine.dockerHost })
    await openBigLog(app.page, world)
    expect((await spilled(app.userData)).bytes).toBeGreaterThan(20 * MIB)
    await app.electron.close()
    expect((await spilled(app.userData)).bytes).toBeLessThan(MIB)
    await close(app)
  })

  test('what a crash left is swept at the next start', async ({ engine, world }) => {
    const { dockerHost } = engine
    const crashed = await launch({ dockerHost })
    await openBigLog(crashed.page, world)
    const main = crashed.electron.process()
    const isOver = once(main, 'exit')
    main.kill('SIGKILL')
    await isOver
    const { userData } = crashed
    expect((await spilled(userData)).bytes).toBeGreaterThan(20 * MIB)
    const next = await launch({ dockerHost, userData })
    await expect.poll(async () => (await spilled(userData)).bytes).toBeLessThan(MIB)
    await close(next)
  })
})
