import { expect } from './app.ts'
import { choose, test } from './build-window.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { buildForm } from './pages/build-form.ts'
import { confirmation, listPage, notifications } from './pages/list-page.ts'

test('what builds have left is listed with them, and removed by the keys as by Disk usage', async ({
  app,
  folder,
  page,
  world,
}) => {
  const mark = `left-by-${world.prefix}`
  const path = await folder({
    Dockerfile: `FROM busybox:local
RUN echo ${mark}-one && head -c 2000000 /dev/urandom > /one
RUN echo ${mark}-two && head -c 1000 /dev/urandom > /two
`,
  })
  const builds = listPage(page, 'Builds')
  const form = buildForm(page)
  await builds.open()
  await choose(app, path)
  await page.getByRole('button', { name: 'Build image' }).click()
  await form.button('Choose folder…').click()
  await form.field('Name 1').fill(`${world.prefix}:cached`)
  await form.button('Build').click()
  await expect(builds.row(`${world.prefix}:cached`)).toContainText('Built')

  const toCache = page.getByRole('button', { name: 'Build cache' })
  const cache = page.getByRole('grid', { name: 'Build cache' })
  const entry = (words: string) => cache.getByRole('row', { name: words })
  const cell = (words: string, column: string) => entry(words).locator(`[data-cell="${column}"]`)
  await expect(toCache).toHaveAttribute('aria-pressed', 'false')
  await toCache.press('Enter')
  await expect(toCache).toHaveAttribute('aria-pressed', 'true')
  // Both pages draw it, and the keys stay at it.
  await expect(toCache).toBeFocused()
  await expect(entry(`${mark}-one`)).toContainText(/^(?=.*regular)(?=.*2(\.\d+)? MB)/)
  await expect(cell(`${mark}-one`, 'in-use')).toHaveText('No')
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoFault(page, `the build cache, ${colorScheme}`)
  }
  await page.reload()
  await expect(entry(`${mark}-two`)).toBeVisible()

  // One of them, by the keys. What it is built on stays.
  const id = await entry(`${mark}-two`).getAttribute('data-row-id')
  expect(await world.docker('system', 'df', '--verbose')).toContain(id?.slice(0, 12))
  await entry(`${mark}-two`).click()
  await page.keyboard.press('Delete')
  await expect(confirmation(page)).toContainText('Remove 1 object?')
  await expect(confirmation(page).getByRole('list')).toContainText(`${mark}-two`)
  await confirmation(page).getByRole('button', { name: 'Remove 1 object' }).press('Space')
  await expect(notifications(page)).toContainText('Removed 1 object')
  await expect(entry(`${mark}-two`)).toHaveCount(0)
  await expect(entry(`${mark}-one`)).toBeVisible()
  expect(await world.docker('system', 'df', '--verbose')).not.toContain(id?.slice(0, 12))

  await page.getByRole('searchbox', { name: 'Filter build cache' }).fill('nothing of the kind')
  await expect(page.getByText('No entry matches')).toBeVisible()
  await page.getByRole('searchbox', { name: 'Filter build cache' }).fill('')
  await page.getByRole('button', { name: 'Remove all that is unused…' }).click()
  await expect(confirmation(page).getByRole('list')).toContainText(`${mark}-one`)
  await confirmation(page)
    .getByRole('button', { name: /^Remove \d+ objects?$/ })
    .click()
  await expect(page.getByText('The build cache is empty')).toBeVisible()
  await toCache.press('Enter')
  await expect(toCache).toHaveAttribute('aria-pressed', 'false')
  await expect(toCache).toBeFocused()
  await builds.row(`${world.prefix}:cached`).dblclick()
  await expect(page.getByRole('region', { name: `${world.prefix}:cached` })).toBeVisible()
})
