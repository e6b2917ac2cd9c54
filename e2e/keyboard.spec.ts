import { expect, test } from './app.ts'
import { dock } from './pages/dock.ts'
import { listPage } from './pages/list-page.ts'

test('a whole path without the mouse: find, read, stop, start, shell', async ({ page, world }) => {
  await world.run('target', {
    command: [
      'sh',
      '-c',
      "trap 'exit 0' TERM; echo hello from target; while :; do sleep 1 & wait $!; done",
    ],
  })
  await world.create('other')
  const name = world.name('target')
  const containers = listPage(page, 'Containers')
  await expect(containers.row(name)).toBeVisible()

  await page.keyboard.press('/')
  await expect(containers.filter).toBeFocused()
  await page.keyboard.type(name)
  await expect(containers.grid).toHaveAttribute('aria-rowcount', '2')
  await page.keyboard.press('ArrowDown')
  await expect(containers.grid).toBeFocused()

  await page.keyboard.press('l')
  await expect(dock(page).logs(name).visible).toContainText('hello from target')

  await focusGrid()
  await page.keyboard.press('s')
  await expect(containers.cell(name, 'status')).toHaveText('Exited (0)')
  await page.keyboard.press('s')
  await expect(containers.cell(name, 'status')).toHaveText('Running')

  await page.keyboard.press('t')
  const terminal = dock(page).terminal(name)
  await expect(terminal.input).toBeFocused()
  await expect(terminal.screen).toContainText(/[#$]/)
  await page.keyboard.type('echo $HOSTNAME')
  await page.keyboard.press('Enter')
  await expect(terminal.screen).toContainText(await world.inspect('target', '{{.Config.Hostname}}'))

  /** F6 goes around the regions; the list is one of them. */
  async function focusGrid() {
    for (let i = 0; i < 8; i++) {
      if (await containers.grid.evaluate((grid) => grid === document.activeElement)) return
      await page.keyboard.press('F6')
    }
    await expect(containers.grid).toBeFocused()
  }
})

test('the palette finds objects and runs commands on them', async ({ page, world }) => {
  await world.run('web')
  const name = world.name('web')
  const containers = listPage(page, 'Containers')
  await expect(containers.row(name)).toBeVisible()
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  await expect(palette.getByRole('combobox')).toBeFocused()
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name, exact: true })).toBeVisible()

  await page.keyboard.press('Control+k')
  await page.keyboard.type('stop')
  await expect(palette.getByRole('option', { name: /Stop/ }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(containers.cell(name, 'status')).toHaveText('Exited (0)')
})
