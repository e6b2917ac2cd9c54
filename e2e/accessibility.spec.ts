import { once } from 'node:events'
import { close, expect, launch, test } from './app.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { connectionsPage, engineControl, switcher } from './pages/connections.ts'
import { dock } from './pages/dock.ts'
import {
  confirmation,
  engineStatus,
  listPage,
  notices,
  notifications,
  sidebarLink,
} from './pages/list-page.ts'
import { makeColimaHome } from './stand-in-program.ts'

for (const colorScheme of ['dark', 'light'] as const) {
  test.describe(`in the ${colorScheme} theme there is no accessibility fault`, () => {
    test.beforeEach(async ({ page }) => page.emulateMedia({ colorScheme }))

    test('in the lists, and in the settings', async ({ page, world }) => {
      const name = world.name('web')
      await world.create('idle')
      await world.run('web', { image: 'chatty:local', command: [] })
      await world.docker('volume', 'create', world.name('data'))
      const containers = listPage(page, 'Containers')
      await expect(containers.cell(name, 'status')).toHaveText('Running')
      await expectNoFault(page, 'containers')
      await containers.filter.fill('nothing-is-called-this')
      await expect(page.getByRole('button', { name: /clear filter/i })).toBeVisible()
      await expectNoFault(page, 'nothing matches the filter')
      for (const list of ['Images', 'Volumes', 'Networks'] as const) {
        await listPage(page, list).open()
        await expectNoFault(page, list)
      }
      await sidebarLink(page, 'Settings').click()
      await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
      await expectNoFault(page, 'settings')
    })

    test('in the details of a container, and in why it stopped', async ({ page, world }) => {
      const name = world.name('web')
      const flags = ['--publish', '18098:80']
      await world.run('web', { image: 'chatty:local', command: [], flags })
      await world.run('failed', { command: ['sh', '-c', 'exit 3'] })
      await world.run('refused', { command: ['nope'] }).catch(() => {})
      const containers = listPage(page, 'Containers')
      await containers.row(name).click()
      const pane = page.getByRole('region', { name, exact: true })
      for (const tab of [
        'Overview',
        'Logs',
        'Terminal',
        'Stats',
        'Changes',
        'Env',
        'Mounts',
        'Network',
        'Inspect',
      ]) {
        await pane.getByRole('tab', { name: tab, exact: true }).click()
        await expect(pane.getByRole('tabpanel')).toBeVisible()
        await expectNoFault(page, `details, ${tab}`)
      }
      await containers.row(world.name('failed')).click()
      await page.getByRole('tab', { name: 'Overview', exact: true }).click()
      const reasons = page.getByRole('region', { name: 'Why it stopped' })
      await expect(reasons).toContainText('written nothing to its log')
      await expectNoFault(page, 'why a container stopped')
      await containers.row(world.name('refused')).click()
      const refusal = page.getByRole('region', { name: 'Why it did not start' })
      await expect(refusal).toContainText('has no program')
      await expectNoFault(page, 'why a container did not start')
    })

    test('in logs, terminals and the dock', async ({ page, world }) => {
      const name = world.name('web')
      await world.run('web', { image: 'chatty:local', command: [] })
      const line = '{"level":"error","msg":"it failed","n":{"a":[1]}}'
      await world.run('fields', { command: ['sh', '-c', `echo '${line}'; sleep 100`] })
      const containers = listPage(page, 'Containers')
      await containers.row(name).click()
      await page.keyboard.press('l')
      await expect(dock(page).logs(name).counter).toContainText('lines')
      await dock(page).logs(name).button('Save logs').click()
      await expect(page.getByRole('dialog', { name: `Save logs of ${name}` })).toBeVisible()
      await expectNoFault(page, 'what to save of a log')
      await page.keyboard.press('Escape')
      await containers.row(world.name('fields')).click()
      await page.keyboard.press('l')
      const log = dock(page).logs(world.name('fields'))
      await log.button(/^Fields$/).click()
      await expect(log.visible).toContainText('ERROR it failed n={"a":[1]}')
      await log.region.getByRole('textbox', { name: /^Log of/ }).press('Enter')
      const tree = log.region.getByRole('tree', { name: 'Fields' })
      await tree.getByRole('treeitem', { name: 'a [1]' }).click()
      await expectNoFault(page, 'details of a line')
      await log.button('Choose fields').click()
      await expect(page.getByRole('checkbox', { name: 'n', exact: true })).toBeVisible()
      await expectNoFault(page, 'the choice of fields')
      await page.keyboard.press('Escape')
      await dock(page).close(`Logs: ${world.name('fields')}`)
      await containers.row(name).click()
      await page.keyboard.press('t')
      await expect(dock(page).terminal(name).screen).toContainText(/[#$]/)
      await expectNoFault(page, 'dock')
      await page.keyboard.press('Control+Shift+F')
      await page.keyboard.type('#')
      await expect(dock(page).terminal(name).matches).toContainText('of')
      await expectNoFault(page, 'finding in a terminal')
      await containers.choose(name, 'Attach')
      await expect(dock(page).attached(name).button('Detach')).toBeVisible()
      await expectNoFault(page, 'attached')
      await dock(page).close(`Attach: ${name}`)
      await dock(page).choose(`Terminal: ${name}`, 'Split right')
      await expect.poll(dock(page).groups).toHaveLength(2)
      await expectNoFault(page, 'a dock of two groups')
      await page.keyboard.press('Control+Backquote')
      await expect.poll(dock(page).groups).toHaveLength(1)
      await expectNoFault(page, 'a collapsed dock')
      await page.keyboard.press('Control+Backquote')
      await page.reload()
      await expect(dock(page).terminal(name).region).toContainText('The shell ended')
      await expect(dock(page).logs(name).counter).toContainText('Following')
      await expectNoFault(page, 'a dock that came back')
    })

    test('in the logs of several containers', async ({ page, world }) => {
      const containers = listPage(page, 'Containers')
      for (const short of ['one', 'two']) {
        await world.run(short, { command: ['sh', '-c', `echo ${short}; sleep 100`] })
        await containers.select(world.name(short)).click()
      }
      await containers.selection.getByRole('button', { name: 'Logs' }).click()
      const { region, counter } = dock(page).logs('2 containers')
      await expect(counter).toContainText('2 lines')
      await expectNoFault(page, 'logs of several containers')
      await region.getByRole('button', { name: 'Containers' }).click()
      await expect(page.getByRole('dialog', { name: 'Containers of this log' })).toBeVisible()
      await expectNoFault(page, 'the containers of a log')
    })

    test('in menus, questions, dialogs and messages', async ({ app, page, world }) => {
      await app.electron.evaluate(() => void Promise.reject(new Error('rejected by a test')))
      await expect(notices(page)).toContainText('an error of its own')
      await expectNoFault(page, 'notice')
      await notices(page).getByRole('button', { name: 'Dismiss' }).click()
      const name = world.name('web')
      await world.run('web')
      const containers = listPage(page, 'Containers')
      await containers.row(name).click({ button: 'right' })
      await expect(page.getByRole('menuitem', { name: 'Kill' })).toBeVisible()
      await expectNoFault(page, 'context menu')
      await page.keyboard.press('Escape')
      await switcher(page).click()
      await expect(page.getByRole('menu')).toBeVisible()
      await expectNoFault(page, 'connection menu')
      await page.keyboard.press('Escape')

      await containers.choose(name, 'Rename…')
      await expect(page.getByRole('dialog').getByRole('textbox')).toBeVisible()
      await expectNoFault(page, 'rename')
      await page.keyboard.press('Escape')
      for (const item of ['Open terminal with options…', 'Debug shell…']) {
        await containers.choose(name, item)
        await expect(page.getByRole('dialog')).toBeVisible()
        await expectNoFault(page, item)
        await page.keyboard.press('Escape')
      }
      await containers.select(name).click()
      await containers.selection.getByRole('button', { name: 'Remove…' }).click()
      await expect(confirmation(page)).toBeVisible()
      await expectNoFault(page, 'question')
      await page.keyboard.press('Escape')
      await containers.selection.getByRole('button', { name: 'Stop', exact: true }).click()
      await expect(notifications(page).getByRole('button', { name: 'Undo' })).toBeVisible()
      await expectNoFault(page, 'message')

      await page.keyboard.press('Control+Shift+P')
      await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible()
      await expectNoFault(page, 'palette')
      await page.keyboard.press('Escape')
      await containers.grid.focus()
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
      await expectNoFault(page, 'shortcuts')
      await page.keyboard.press('Escape')

      await listPage(page, 'Images').open()
      await listPage(page, 'Images').choose('busybox:local', 'Tag…')
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectNoFault(page, 'tag')
      await page.keyboard.press('Escape')
      for (const [list, button] of [
        ['Volumes', 'Create volume'],
        ['Networks', 'Create network'],
      ] as const) {
        await listPage(page, list).open()
        await page.getByRole('button', { name: button }).click()
        await expect(page.getByRole('dialog')).toBeVisible()
        await expectNoFault(page, button)
        await page.keyboard.press('Escape')
      }
    })

    test('in a list that is empty, and in one that is stale', async ({ page, world, engine }) => {
      await expect(page.getByText('No containers yet')).toBeVisible()
      await expectNoFault(page, 'no containers')
      await world.create('web')
      await expect(listPage(page, 'Containers').row(world.name('web'))).toBeVisible()
      await engine.kill()
      await expect(engineStatus(page)).toContainText(/^(Reconnecting|Disconnected)/)
      await expectNoFault(page, 'stale')
      await engine.start()
      await expect(engineStatus(page)).toContainText(/^Connected/, { timeout: 10_000 })
    })

    test('among the connections, and in the list of all engines', async ({
      page,
      world,
      engine,
    }) => {
      await world.create('web')
      const connections = connectionsPage(page)
      await connections.open()
      await page.getByRole('button', { name: 'Add connection', exact: true }).click()
      await connections.enter({ endpoint: 'unix:///nowhere/docker.sock', name: 'lab' })
      await expectNoFault(page, 'form')
      await connections.dialog.getByRole('button', { name: 'Test', exact: true }).click()
      await expect(connections.steps.nth(3)).toContainText('not tried')
      await expectNoFault(page, 'a test that fails')
      await connections.enter({ endpoint: engine.dockerHost, colour: 'Red', label: 'PRODUCTION' })
      await connections.dialog.getByRole('button', { name: 'Test', exact: true }).click()
      await expect(connections.steps.nth(3)).toContainText('OK')
      await expectNoFault(page, 'a test that goes well')
      await connections.dialog.getByRole('button', { name: 'Add connection', exact: true }).click()
      await expect(connections.cell('lab', 'status')).toHaveText('Connected')
      await expectNoFault(page, 'connections')
      await connections.row('lab').click()
      const pane = page.getByRole('region', { name: 'lab', exact: true })
      await expect(pane.getByRole('tab')).not.toHaveCount(0)
      for (const tab of await pane.getByRole('tab').all()) {
        await tab.click()
        await expect(pane.getByRole('tabpanel')).toBeVisible()
        await expectNoFault(page, 'connection, details')
      }
      await switcher(page).click()
      await page.getByRole('menu').getByText('All engines').click()
      const name = `${world.name('web')} on lab`
      await expect(listPage(page, 'Containers').row(name)).toBeVisible()
      await expectNoFault(page, 'all engines')
    })
  })

  test(`an engine's control has no accessibility fault in the ${colorScheme} theme`, async ({
    engine,
    world,
  }) => {
    await world.run('web')
    await world.run('db')
    const colima = await makeColimaHome()
    await colima.runs(engine)
    const app = await launch({ dockerHost: `unix://${colima.socketPath}`, env: colima.env })
    const { page } = app
    await page.emulateMedia({ colorScheme })
    const control = engineControl(page)
    await connectionsPage(page).open()
    await connectionsPage(page).row('default').click()
    await control.open()
    await expectNoFault(page, 'what can be done')
    await control.button('Stop engine').click()
    await expect(confirmation(page)).toBeVisible()
    await expectNoFault(page, 'the question')
    await page.keyboard.press('Escape')
    const fail = new AbortController()
    colima.act(async ({ say }) => {
      say('the VM does not listen\n'.repeat(30))
      await once(fail.signal, 'abort')
      return 7
    })
    await control.stop()
    await expect(control.output('Stop Colima')).toContainText('does not listen')
    await expectNoFault(page, 'at work')
    fail.abort()
    await expect(control.status).toContainText('exit code 7')
    await expectNoFault(page, 'failed')
    await connectionsPage(page).add({ endpoint: 'tcp://far.invalid:2375', name: 'far' })
    await connectionsPage(page).row('far').click()
    await expect(control.region).toContainText('remote')
    await expectNoFault(page, 'nothing can be done')
    await close(app)
    await colima.remove()
  })

  test(`the welcome page has no accessibility fault in the ${colorScheme} theme`, async () => {
    const app = await launch({ dockerHost: 'unix:///nowhere/docker.sock' })
    await app.page.emulateMedia({ colorScheme })
    await expect(app.page.getByRole('button', { name: /Retry/ })).toBeVisible()
    await expectNoFault(app.page, 'welcome')
    await close(app)
  })
}
