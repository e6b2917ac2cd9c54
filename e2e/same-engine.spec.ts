import { findFreePort } from '../scripts/engine/forward-port.mjs'
import { relay } from '../scripts/engine/relay.mjs'
import { close, expect, launch, test } from './app.ts'
import { connectionsPage, engineControl, switcher } from './pages/connections.ts'
import { dock } from './pages/dock.ts'
import { listPage } from './pages/list-page.ts'
import { makeColimaHome } from './stand-in-program.ts'

test('an engine that was found folds into the connection that a person makes to it, and its shell goes on', async ({
  engine,
  world,
}) => {
  await world.run('web')
  const name = world.name('web')
  const colima = await makeColimaHome()
  await colima.runs(engine)
  const port = await findFreePort(0)
  const way = await relay({ port, host: '127.0.0.1' }, { path: engine.socketPath })
  const app = await launch({ dockerHost: '', env: colima.env })
  const { page } = app
  const connections = connectionsPage(page)
  await connections.open()
  await connections.row('Colima').dblclick()
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('t')
  const shell = dock(page).terminal(name)
  await shell.type('echo $((6 * 7))')
  await expect(shell.screen).toContainText('42')

  await connections.open()
  await connections.add({ endpoint: `tcp://127.0.0.1:${port}`, name: 'lab' })
  await expect(connections.cell('lab', 'status')).toHaveText('Connected')
  await expect(connections.row('Colima')).toHaveCount(0)
  await connections.row('lab').click()
  await expect(page.getByRole('tabpanel', { name: 'Overview' })).toContainText(
    `Also found asColima at unix://${colima.socketPath}`,
  )
  const control = engineControl(page)
  await control.open()
  await expect(control.region).toContainText('Run by Colima.')
  await page.getByRole('tab', { name: 'Overview' }).click()
  await shell.type('echo $((7 * 8))')
  await expect(shell.screen).toContainText('56')
  // The window still shows the one that it has shown, and offers the other in its place.
  await expect(switcher(page)).toHaveAccessibleName(/^Connection: Colima/)
  await switcher(page).click()
  await expect(page.getByRole('menuitemradio', { name: /^Colima/ })).toHaveCount(0)
  await page.keyboard.press('Escape')

  // A second name stays beside the first.
  await connections.add({ endpoint: engine.dockerHost, name: 'bench' })
  await expect(connections.cell('bench', 'status')).toHaveText('Connected')
  await connections.row('bench').click()
  await expect(page.getByRole('tabpanel', { name: 'Overview' })).toContainText('Same engine aslab')
  await expect(connections.row('lab')).toBeVisible()
  await page.getByRole('button', { name: 'Close details' }).click()
  await expect(connections.cell('bench', 'marks')).toContainText('same engine as lab')
  await close(app)
  expect(app.complaints).toEqual([])
  way.close()
  await colima.remove()
})
