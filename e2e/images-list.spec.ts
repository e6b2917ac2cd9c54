import { expect, test } from './app.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { confirmation, listPage, notifications } from './pages/list-page.ts'
import { taskRegion } from './pages/tasks.ts'

test('images stand by their repositories, and say what they are and what goes with them', async ({
  page,
  world,
}) => {
  const repository = `${world.prefix}/app`
  const command = ['sh', '-c', 'head -c 3000000 /dev/urandom > /own; exec sleep 1000']
  await world.run('base', { command })
  await expect
    .poll(() => world.docker('exec', world.name('base'), 'sh', '-c', 'wc -c < /own'))
    .toContain('3000000')
  await world.docker('commit', world.name('base'), `${repository}:1`)
  await world.docker('tag', `${repository}:1`, `${repository}:2`)
  await world.create('cache', { image: `${repository}:1` })
  const { grid, open, row, cell, filter } = listPage(page, 'Images')
  await open()
  const group = grid.getByRole('row', { name: `Repository ${repository}`, exact: true })
  await expect(group).toContainText('2/2 used')
  await expect(cell(`${repository}:1`, 'platform')).toHaveText(/^linux\/(amd64|arm64)/)

  const columns = page.getByRole('button', { name: 'Columns', exact: true })
  await columns.click()
  // This engine measures its disk for it: it is asked once somebody wants to see it.
  await page.getByRole('menuitemcheckbox', { name: 'Unique', exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(cell(`${repository}:1`, 'unique')).toHaveText('3 MB')
  await filter.fill(`repo:${repository} source:built unique>2mb`)
  await expect(row(`${repository}:2`)).toBeVisible()
  await expect(row('busybox:local')).toHaveCount(0)
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoFault(page, `images, ${colorScheme}`)
  }

  await group.getByRole('button', { name: `Rows of Repository ${repository}` }).click()
  await expect(row(`${repository}:2`)).toHaveCount(0)
  await page.reload()
  await expect(group).toBeVisible()
  await expect(row(`${repository}:2`)).toHaveCount(0)
  await group.getByRole('button', { name: `Rows of Repository ${repository}` }).click()
  await cell(`${repository}:2`, 'used-by').getByRole('link').click()
  await expect(page.getByRole('region', { name: world.name('cache'), exact: true })).toBeVisible()
})

test('images go in an order that works, and what stays is told with its reason', async ({
  page,
  world,
}) => {
  const image = (name: string) => `${world.prefix}/${name}:1`
  await world.run('base')
  await world.docker('commit', world.name('base'), image('parent'))
  await world.create('between', { image: image('parent') })
  await world.docker('commit', world.name('between'), image('child'))
  await world.docker('rm', world.name('between'))
  await world.docker('commit', '--message', 'other', world.name('base'), image('used'))
  await world.run('user', { image: image('used') })
  const { open, row, select, filter, selection, choose } = listPage(page, 'Images')
  await open()
  await filter.fill(`repo:${world.prefix}`)
  for (const name of ['parent', 'child', 'used']) await select(image(name)).check()
  await selection.getByRole('button', { name: 'Remove…' }).click()
  await expect(confirmation(page)).toContainText(`used by ${world.name('user')}`)
  await confirmation(page).getByRole('button', { name: 'Remove 3 images' }).click()
  await expect(notifications(page)).toContainText('Removed 2 of 3 images')
  await expect(notifications(page)).toContainText(`container "${world.name('user')}" uses it`)
  for (const name of ['parent', 'child', 'used']) await expect(row(image(name))).toHaveCount(0)
  expect(await world.inspect('user', '{{.State.Status}}')).toBe('running')

  await world.docker('commit', world.name('base'), image('whole'))
  await world.docker('tag', image('whole'), image('same'))
  await choose(image('whole'), 'Remove with all names…')
  await expect(confirmation(page)).toContainText(image('same'))
  await expectNoFault(page, 'an image with all its names')
  await confirmation(page).getByRole('button', { name: 'Remove image', exact: true }).click()
  await expect(row(image('same'))).toHaveCount(0)
  await expect(row(image('whole'))).toHaveCount(0)
})

/** Enough that some are still there when a person has seen the first of them go. */
const MANY = 60

test('a removal of many goes on through a reload, and when it is cancelled says what went', async ({
  engine,
  page,
  world,
}) => {
  const names = Array.from({ length: MANY }, (_, at) => `${world.prefix}/many:${at}`)
  await Promise.all(names.map((name) => world.docker('tag', 'busybox:local', name)))
  const { open, filter, row, selection } = listPage(page, 'Images')
  const tasks = taskRegion(page)
  const name = `Remove ${MANY} image names`
  const all = page.getByRole('checkbox', { name: 'Select all' })
  await open()
  await filter.fill(`repo:${world.prefix}`)
  await expect(row(`${world.prefix}/many:0`)).toBeVisible()
  await all.check()
  await selection.getByRole('button', { name: 'Remove…' }).click()
  engine.freeze()
  await confirmation(page).getByRole('button', { name }).click()
  await expect(tasks.bar(name)).toBeVisible()
  await page.reload()
  await expect(tasks.bar(name)).toBeVisible()
  engine.thaw()
  await expect(tasks.region).toContainText(/[1-9]\d* of 60 image names/)
  await tasks.button(`Cancel ${name}`).click()
  const said = /(\d+) of 60 names had been removed by then, and stay removed/
  await expect(notifications(page)).toContainText(said)
  const [, gone] = said.exec(await notifications(page).innerText()) ?? []
  const left = await world.docker('images', '--quiet', `${world.prefix}/many`)
  expect(left.split('\n').filter(Boolean)).toHaveLength(MANY - Number(gone))
  await tasks.count.click()
  await tasks.button(`Details of ${name}`).click()
  await expect(tasks.region).toContainText(`Cancelled. ${gone} of ${MANY} names`)
  await expect(tasks.button(`Retry ${name}`)).toHaveCount(0)
  await expect(tasks.region.getByRole('list', { name: 'Image names', exact: true })).toContainText(
    'Left as it was',
  )
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoFault(page, `a cancelled removal, ${colorScheme}`)
  }
})
