import type { Locator } from '@playwright/test'
import { expect, test } from './app.ts'
import { dock } from './pages/dock.ts'
import { engineStatus, listPage } from './pages/list-page.ts'

/** The smallest window that there is. */
const SMALLEST = { width: 720, height: 480 }
const MIN_ROWS = 4

test('nobody has done anything, and nothing has the focus', async ({ page, world }) => {
  const containers = listPage(page, 'Containers')
  await world.create('web')
  await expect(containers.row(world.name('web'))).toBeVisible()
  // A script that looks counts as a person who acts, for browsers: the list must know better.
  const goTo = (hash: string) => page.evaluate((next) => (location.hash = next), hash)
  const here = await page.evaluate(() => location.hash)
  await goTo('#/settings')
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  await goTo(here)
  await expect(containers.row(world.name('web'))).toBeVisible()
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
})

test('the window itself has nothing to scroll', async ({ page, world }) => {
  await world.run('web')
  const containers = listPage(page, 'Containers')
  await containers.row(world.name('web')).click()
  await page.keyboard.press('l')
  await expect(dock(page).logs(world.name('web')).region).toBeVisible()
  const heights = await page.evaluate(() => [document.documentElement.scrollHeight, innerHeight])
  expect(heights[0]).toBe(heights[1])
})

test('the ring of a list without a row lies over its header', async ({ page }) => {
  const containers = listPage(page, 'Containers')
  await containers.filter.fill('nothing-is-called-this')
  await page.keyboard.press('Tab')
  while (!(await isFocused(containers.grid))) await page.keyboard.press('Tab')
  const ring = await containers.grid.evaluate((grid) => {
    const frame = grid.parentElement ?? grid
    const { outlineStyle, outlineWidth, zIndex } = getComputedStyle(frame, '::after')
    const head = grid.querySelector('[role="row"]')?.parentElement
    return { outlineStyle, outlineWidth, over: zIndex > getComputedStyle(head ?? grid).zIndex }
  })
  expect(ring).toEqual({ outlineStyle: 'solid', outlineWidth: '2px', over: true })
})

for (const colorScheme of ['dark', 'light'] as const) {
  test(`the row that is shown does not look like the one under the pointer (${colorScheme})`, async ({
    page,
    world,
  }) => {
    await page.emulateMedia({ colorScheme })
    const containers = listPage(page, 'Containers')
    for (const short of ['a', 'b', 'c']) await world.create(short)
    await containers.row(world.name('a')).click()
    await containers.row(world.name('b')).hover()
    const look = (short: string) =>
      containers.row(world.name(short)).evaluate((row) => {
        const { backgroundColor, boxShadow } = getComputedStyle(row)
        return { backgroundColor, boxShadow }
      })
    const [shown, hovered, plain] = [await look('a'), await look('b'), await look('c')]
    expect(new Set([shown, hovered, plain].map((one) => one.backgroundColor)).size).toBe(3)
    expect(shown.boxShadow).not.toBe('none')
    expect(hovered.boxShadow).toBe('none')
  })
}

test('the title bar stands still while the engine comes and goes', async ({ page, engine }) => {
  const places = async () => ({
    connection: await page.getByRole('button', { name: /^Connection:/ }).boundingBox(),
    search: await page.getByRole('button', { name: /^Search or run/ }).boundingBox(),
  })
  await expect(engineStatus(page)).toContainText(/^Connected/)
  const before = await places()
  await engine.kill()
  await expect(engineStatus(page)).toContainText(/^(Reconnecting|Disconnected)/)
  const during = await places()
  await engine.start()
  await expect(engineStatus(page)).toContainText(/^Connected/, { timeout: 10_000 })
  expect(during).toEqual(before)
})

test('in the smallest window the dock leaves some rows of the list', async ({
  app,
  page,
  world,
}) => {
  const containers = listPage(page, 'Containers')
  for (const short of ['a', 'b', 'c', 'd', 'e', 'f']) await world.create(short)
  const name = world.name('a')
  await containers.row(name).hover()
  await containers.action(`Logs of ${name}`).click()
  await expect(dock(page).logs(name).region).toBeVisible()
  await app.electron.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height)
  }, SMALLEST)
  await expect.poll(() => page.evaluate(() => window.innerHeight)).toBe(SMALLEST.height)
  await expect.poll(() => wholeRows(containers.grid)).toBeGreaterThanOrEqual(MIN_ROWS)
  await expect(dock(page).logs(name).region).toBeVisible()
})

test('the dock is made higher by its sash, by mouse and by key', async ({ page, world }) => {
  await world.create('web')
  const name = world.name('web')
  const { region } = dock(page)
  await listPage(page, 'Containers').row(name).hover()
  await listPage(page, 'Containers').action(`Logs of ${name}`).click()
  const height = async () => (await region.boundingBox())?.height ?? 0
  const before = await height()
  const sash = region.getByRole('separator', { name: 'Height of the dock' })
  const { x, y } = (await sash.boundingBox()) ?? { x: 0, y: 0 }
  await page.mouse.move(x + 100, y + 3)
  await page.mouse.down()
  await page.mouse.move(x + 100, y - 97, { steps: 4 })
  await page.mouse.up()
  const dragged = await height()
  expect(Math.abs(dragged - before - 100)).toBeLessThan(6)
  await sash.press('ArrowDown')
  expect(await height()).toBe(dragged - 24)
})

function isFocused(element: Locator): Promise<boolean> {
  return element.evaluate((node) => node === document.activeElement)
}

/** The rows under the headings that nothing cuts. */
async function wholeRows(grid: Locator): Promise<number> {
  const { top, bottom } = await grid.evaluate((node) => {
    const { top } = node.getBoundingClientRect()
    return { top, bottom: top + node.clientHeight }
  })
  const boxes = await Promise.all(
    (await grid.getByRole('row').all()).map((row) => row.boundingBox()),
  )
  const isWhole = (box: (typeof boxes)[number]) =>
    box !== null && box.y >= top && box.y + box.height <= bottom
  // The headings are a row too.
  return boxes.filter(isWhole).length - 1
}
