import { expect, test } from './app.ts'
import { dock } from './pages/dock.ts'
import { listPage, notifications } from './pages/list-page.ts'

test('tabs and their regions follow a new name', async ({ page, world }) => {
  await world.run('web')
  const old = dock(page)
  await listPage(page, 'Containers').row(world.name('web')).click()
  await page.keyboard.press('t')
  await old.terminal(world.name('web')).type('word=kept')
  await listPage(page, 'Containers').grid.focus()
  await page.keyboard.press('l')
  await expect(old.logs(world.name('web')).region).toBeVisible()
  await world.docker('rename', world.name('web'), world.name('api'))
  await expect(old.tab(`Logs: ${world.name('api')}`)).toBeVisible()
  await expect(old.logs(world.name('api')).region).toBeVisible()
  await old.tab(`Terminal: ${world.name('api')}`).click()
  const terminal = old.terminal(world.name('api'))
  await terminal.type('echo "is $word"')
  await expect(terminal.screen).toContainText('is kept')
})

test('tabs of a removed container say that it is gone', async ({ page, world }) => {
  const name = world.name('old')
  await world.run('old', { command: ['sh', '-c', 'echo last words; exec sleep 1000'] })
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('t')
  const { region: terminal, screen } = dock(page).terminal(name)
  await expect(screen).toContainText(/[#$]/)
  await listPage(page, 'Containers').grid.focus()
  await page.keyboard.press('l')
  const { region: log, visible, counter } = dock(page).logs(name)
  await expect(visible).toContainText('last words')
  await world.docker('rm', '--force', name)
  await expect(log).toContainText(`"${name}" was removed`)
  await expect(visible).toContainText('last words')
  await expect(counter).not.toContainText('Following')
  await dock(page).region.getByRole('button', { name: 'Reveal in list' }).click()
  await expect(notifications(page)).toContainText(`"${name}" was removed`)
  await expect(page.getByRole('tablist', { name: 'Details' })).toHaveCount(0)
  await dock(page).tab(`Terminal: ${name}`).click()
  await expect(terminal).toContainText('The container was removed')
  await expect(terminal.getByRole('button', { name: 'Reconnect' })).toHaveCount(0)
})

test('the log of a container that does not run is not called followed', async ({ page, world }) => {
  const name = world.name('done')
  await world.run('done', { command: ['echo', 'that is all'] })
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('l')
  const { visible, counter } = dock(page).logs(name)
  await expect(visible).toContainText('that is all')
  await expect(counter).toHaveText('1 line · Not running')
})

test('from the dock, Ctrl+3 and the palette take the focus along to the list', async ({
  page,
  world,
}) => {
  const name = world.name('chat')
  await world.run('chat')
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('l')
  const inDock = dock(page).region.locator(':focus')
  await expect(inDock).toHaveCount(1)
  await page.keyboard.press('Control+3')
  await expect(listPage(page, 'Volumes').grid).toBeFocused()
  await dock(page).tab(`Logs: ${name}`).click()
  await expect(inDock).toHaveCount(1)
  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.type('images')
  await page.keyboard.press('Enter')
  await expect(listPage(page, 'Images').grid).toBeFocused()
})

test('an object chosen in the palette has the list focused, whatever the pane showed', async ({
  page,
  world,
}) => {
  await world.run('bare', { image: 'shell-less:local', command: [] })
  await world.run('web')
  await listPage(page, 'Containers').row(world.name('bare')).click()
  const pane = page.getByRole('region', { name: world.name('bare'), exact: true })
  await pane.getByRole('tab', { name: 'Terminal' }).click()
  await expect(pane).toContainText(/no shell/i)
  await pane.getByRole('button', { name: 'Retry' }).focus()
  await page.keyboard.press('Control+k')
  await page.keyboard.type(world.name('web'))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: world.name('web'), exact: true })).toBeVisible()
  await expect(listPage(page, 'Containers').grid).toBeFocused()
})

test('in the dock the palette is about the container of the tab, and begins with nothing that changes it', async ({
  page,
  world,
}) => {
  const [api, db] = [world.name('api'), world.name('db')]
  await world.run('api')
  await world.run('db')
  await listPage(page, 'Containers').row(api).click()
  await page.keyboard.press('l')
  await listPage(page, 'Containers').row(db).click()
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  const first = palette.getByRole('option').first()
  await page.keyboard.press('Control+k')
  await expect(palette.getByRole('group', { name: db })).toBeVisible()
  await expect(first).toHaveText(/^Logs/)
  await page.keyboard.press('Escape')
  await dock(page).tab(`Logs: ${api}`).click()
  await page.keyboard.press('Control+Shift+P')
  await expect(palette.getByRole('group', { name: api })).toBeVisible()
  await expect(palette.getByRole('group', { name: db })).toHaveCount(0)
  await expect(first).toHaveText(/^Logs/)
  await page.keyboard.type('pause')
  await page.keyboard.press('Enter')
  await expect(listPage(page, 'Containers').cell(api, 'status')).toHaveText('Paused')
  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.type(api)
  await expect(palette.getByRole('option', { name: /Paused/ })).toBeVisible()
})

test('a shell that its pane leaves goes on in the dock, and takes nothing from view', async ({
  page,
  world,
}) => {
  const [api, db] = [world.name('api'), world.name('db')]
  await world.run('api')
  await world.run('db')
  await listPage(page, 'Containers').row(db).click()
  await page.keyboard.press('l')
  await expect(dock(page).logs(db).region).toBeVisible()
  await listPage(page, 'Containers').row(api).click()
  const pane = page.getByRole('region', { name: api, exact: true })
  await pane.getByRole('tab', { name: 'Terminal' }).click()
  await expect(pane.getByRole('log', { name: 'Visible terminal lines' })).toContainText(/[#$]/)
  await page.keyboard.type('word=kept\n')
  await listPage(page, 'Containers').row(db).click()
  const tab = dock(page).tab(`Terminal: ${api}`)
  await expect(tab).toHaveAttribute('aria-selected', 'false')
  await expect(dock(page).logs(db).region).toBeVisible()
  await expect(notifications(page)).toContainText(`"${api}" goes on in the dock`)
  await notifications(page).getByRole('button', { name: 'Show' }).click()
  await expect(tab).toHaveAttribute('aria-selected', 'true')
  await dock(page).terminal(api).type('echo "is $word"')
  await expect(dock(page).terminal(api).screen).toContainText('is kept')
})
