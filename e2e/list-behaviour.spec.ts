import { expect, test } from './app.ts'
import { listPage } from './pages/list-page.ts'

test.describe('a list of 60 containers', () => {
  const SHORTS = Array.from({ length: 60 }, (_, i) => `c${String(i).padStart(2, '0')}`)

  test.beforeEach(async ({ page, world }) => {
    for (const short of SHORTS) await world.create(short)
    const containers = listPage(page, 'Containers')
    await containers.filter.fill(world.prefix)
    await expect(containers.grid).toHaveAttribute('aria-rowcount', '61')
  })

  test('the keys of a list move and select', async ({ page, world }) => {
    const { grid, row, select } = listPage(page, 'Containers')
    const expectActive = async (short: string) => {
      const id = await row(world.name(short)).getAttribute('id')
      await expect(grid).toHaveAttribute('aria-activedescendant', id ?? 'a row with an id')
    }
    await grid.focus()
    await page.keyboard.press('Home')
    await expectActive('c00')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('j')
    await expectActive('c02')
    await page.keyboard.press('End')
    await expectActive('c59')
    await page.keyboard.press('Home')
    await expectActive('c00')
    await page.keyboard.press('Space')
    await expect(select(world.name('c00'))).toBeChecked()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await expect(select(world.name('c02'))).toBeChecked()
    await page.keyboard.press('Control+a')
    await expect(page.getByRole('toolbar', { name: 'Selection' })).toContainText('60')
    await page.keyboard.press('Escape')
    await expect(select(world.name('c00'))).not.toBeChecked()
  })

  test('PgDn and PgUp go by as many rows as are seen', async ({ page }) => {
    const { grid } = listPage(page, 'Containers')
    // Read in one go: between two questions the list may have drawn other rows.
    const activeIndex = () =>
      grid.evaluate((node) => {
        const id = node.getAttribute('aria-activedescendant') ?? ''
        const row = node.ownerDocument.getElementById(id)
        // The headings are the first row.
        return Number(row?.getAttribute('aria-rowindex')) - 2
      })
    const seen = await grid.evaluate((node) => Math.floor((node.clientHeight - 28) / 32))
    await grid.focus()
    await page.keyboard.press('Home')
    await expect.poll(activeIndex).toBe(0)
    await page.keyboard.press('PageDown')
    await expect.poll(activeIndex).toBeGreaterThan(seen / 2)
    const page1 = await activeIndex()
    expect(page1).toBeLessThanOrEqual(seen)
    await page.keyboard.press('PageDown')
    await expect.poll(activeIndex).toBe(2 * page1)
    await page.keyboard.press('PageUp')
    await expect.poll(activeIndex).toBe(page1)
    await page.keyboard.press('PageUp')
    await page.keyboard.press('PageUp')
    await expect.poll(activeIndex).toBe(0)
  })

  test('a column header sorts, both ways, by mouse and by keyboard', async ({ page, world }) => {
    const { grid } = listPage(page, 'Containers')
    const header = grid.getByRole('columnheader', { name: /^Name/ })
    const firstRow = grid.getByRole('row').nth(1)
    await expect(header).toHaveAttribute('aria-sort', 'ascending')
    await expect(firstRow).toContainText(world.name('c00'))
    await header.getByRole('button').click()
    await expect(header).toHaveAttribute('aria-sort', 'descending')
    await expect(firstRow).toContainText(world.name('c59'))
    await header.getByRole('button').press('Enter')
    await expect(firstRow).toContainText(world.name('c00'))
  })

  test('a filter without a match says so, and can be cleared', async ({ page, world }) => {
    const { grid, filter } = listPage(page, 'Containers')
    await filter.fill('nothing-is-called-this')
    await expect(page.getByText(/nothing-is-called-this/)).toBeVisible()
    await page.getByRole('button', { name: /clear filter/i }).click()
    await expect(filter).toHaveValue('')
    await expect(grid.getByRole('row', { name: world.name('c00'), exact: true })).toBeVisible()
  })

  test('only the rows on screen are in the page', async ({ page }) => {
    const { grid } = listPage(page, 'Containers')
    expect(await grid.getByRole('row').count()).toBeLessThanOrEqual(80)
  })
})

test('an engine without containers says what they are and how to make one', async ({ page }) => {
  await expect(page.getByText('docker run', { exact: false })).toBeVisible()
})

test('no row slides under the pointer when the one there goes', async ({ page, world }) => {
  for (const short of ['a', 'b', 'c']) await world.create(short)
  const { grid, filter, row } = listPage(page, 'Containers')
  await filter.fill(world.prefix)
  await expect(grid).toHaveAttribute('aria-rowcount', '4')
  const top = async (short: string) => (await row(world.name(short)).boundingBox())?.y ?? 0
  const [second, third] = [await top('b'), await top('c')]
  await row(world.name('b')).hover()
  await world.docker('rm', world.name('b'))
  await expect(row(world.name('b'))).toHaveCount(0)
  await expect(grid).toHaveAttribute('aria-rowcount', '3')
  expect(await top('c')).toBe(third)
  await filter.hover()
  await expect.poll(() => top('c')).toBe(second)
})
