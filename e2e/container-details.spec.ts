import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { confirmation, listPage, notifications } from './pages/list-page.ts'

async function openDetails(page: Page, name: string) {
  await listPage(page, 'Containers').row(name).click()
  const pane = page.getByRole('region', { name, exact: true })
  await pane.waitFor()
  return { pane, tab: (title: string) => pane.getByRole('tab', { name: title, exact: true }) }
}

test('the overview says what the container is', async ({ page, world }) => {
  await world.run('web', {
    flags: ['--restart=unless-stopped', '--workdir=/tmp', '--label=team=blue'],
  })
  const { pane } = await openDetails(page, world.name('web'))
  await expect(pane).toContainText('busybox:local')
  await expect(pane).toContainText('unless-stopped')
  await expect(pane).toContainText('/tmp')
  await expect(pane).toContainText('Running')
})

test('the tab that is open is in view, whatever room its row has', async ({ page, world }) => {
  await world.run('web')
  const { pane, tab } = await openDetails(page, world.name('web'))
  await expect(tab('Overview')).toBeInViewport({ ratio: 1 })
  await tab('Overview').press('End')
  await page.keyboard.press('Enter')
  await expect(tab('Inspect')).toHaveAttribute('aria-selected', 'true')
  await expect(tab('Inspect')).toBeInViewport({ ratio: 1 })
  await pane.getByRole('button', { name: 'Close details' }).click()
  await listPage(page, 'Containers').row(world.name('web')).click()
  await expect(tab('Overview')).toBeInViewport({ ratio: 1 })
})

test('secret-looking values are masked until they are revealed', async ({ page, world }) => {
  await world.create('app', { flags: ['--env=DB_PASSWORD=hunter2secret', '--env=COLOUR=teal'] })
  const { pane, tab } = await openDetails(page, world.name('app'))
  await tab('Env').click()
  await expect(pane).toContainText('teal')
  await expect(pane).toContainText('DB_PASSWORD')
  await expect(pane).not.toContainText('hunter2secret')
  await pane.getByRole('button', { name: /Reveal.*DB_PASSWORD/ }).click()
  await expect(pane).toContainText('hunter2secret')
})

test('mounts, networks and the whole inspect answer are there', async ({ page, world }) => {
  await world.docker('network', 'create', world.name('net'))
  await world.run('web', {
    flags: ['--volume', `${world.name('data')}:/data`, '--network', world.name('net')],
  })
  const { pane, tab } = await openDetails(page, world.name('web'))
  await tab('Mounts').click()
  await expect(pane).toContainText('/data')
  await expect(pane).toContainText(world.name('data'))
  await tab('Network').click()
  await expect(pane).toContainText(world.name('net'))
  const template = `{{(index .NetworkSettings.Networks "${world.name('net')}").IPAddress}}`
  await expect(pane).toContainText(await world.inspect('web', template))
  await tab('Inspect').click()
  await expect(pane).toContainText('"Id"')
  await expect(pane.locator('.cm-content')).toHaveAttribute('aria-readonly', 'true')
})

test('a failed start is explained in the engine’s words', async ({ page, world }) => {
  await world.run('broken', { command: ['/no/such/program'] }).catch(() => {})
  const { pane } = await openDetails(page, world.name('broken'))
  await expect(pane).toContainText('Failed to start')
  await expect(pane).toContainText('/no/such/program')
})

test('the pane follows the active row, and Escape closes it', async ({ page, world }) => {
  const containers = listPage(page, 'Containers')
  await world.create('a')
  await world.create('b')
  await containers.filter.fill(world.prefix)
  await openDetails(page, world.name('a'))
  await containers.grid.focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('region', { name: world.name('b'), exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: world.name('b'), exact: true })).toHaveCount(0)
})

test('Inspect hides secrets until asked for, and is searched by Ctrl+F', async ({
  page,
  world,
}) => {
  await world.create('app', { flags: ['--env=DB_PASSWORD=hunter2secret', '--label=team=blue'] })
  const { pane, tab } = await openDetails(page, world.name('app'))
  await tab('Inspect').click()
  const json = pane.getByRole('textbox', { name: `Inspect ${world.name('app')}` })
  await json.click()
  await page.keyboard.press('ControlOrMeta+F')
  await page.keyboard.type('DB_PASSWORD')
  await page.keyboard.press('Enter')
  await expect(json).toContainText('DB_PASSWORD=••••••••')
  await expect(json).not.toContainText('hunter2secret')
  await pane.getByRole('button', { name: 'Reveal 1 secret value' }).click()
  await expect(json).toContainText('hunter2secret')
})

test('details that go with their container give their focus to the list', async ({
  page,
  world,
}) => {
  await world.create('other')
  await world.create('old')
  const { pane, tab } = await openDetails(page, world.name('old'))
  await tab('Overview').focus()
  await world.docker('rm', world.name('old'))
  await expect(pane).toBeHidden()
  await expect(page.getByRole('grid', { name: 'Containers' })).toBeFocused()
  await expect(page.getByRole('tablist', { name: 'Details' })).toHaveCount(0)
})

for (const place of ['pane', 'page'] as const) {
  test(`a container removed from its own ${place} closes it, and opens no other`, async ({
    page,
    world,
  }) => {
    const containers = listPage(page, 'Containers')
    await world.create('a')
    await world.create('old')
    const { pane } = await openDetails(page, world.name('old'))
    if (place === 'page') await page.keyboard.press('Enter')
    await pane.getByRole('button', { name: /^More actions/ }).click()
    await page.getByRole('menuitem', { name: 'Remove…' }).click()
    await confirmation(page).getByRole('button', { name: 'Remove', exact: true }).click()
    await expect(containers.row(world.name('old'))).toHaveCount(0)
    await expect(containers.grid).toBeFocused()
    await expect(page.getByRole('tablist', { name: 'Details' })).toHaveCount(0)
    await containers.row(world.name('a')).click()
    await expect(page.getByRole('separator', { name: 'Width of the details' })).toBeVisible()
  })
}

test('after another client has removed the open container, arrows only walk', async ({
  page,
  world,
}) => {
  const containers = listPage(page, 'Containers')
  for (const name of ['a', 'b', 'c']) await world.create(name)
  await containers.filter.fill(world.prefix)
  const { pane } = await openDetails(page, world.name('c'))
  await world.docker('rm', world.name('c'))
  await expect(pane).toBeHidden()
  await page.keyboard.press('ArrowUp')
  await expect(containers.grid).toHaveAttribute('aria-activedescendant', /./)
  await expect(page.getByRole('tablist', { name: 'Details' })).toHaveCount(0)
})

test('a shell goes on while its container is renamed', async ({ page, world }) => {
  await world.run('web')
  const { tab } = await openDetails(page, world.name('web'))
  await tab('Terminal').click()
  const lines = page.getByRole('log', { name: 'Visible terminal lines' })
  await expect(lines).toContainText(/[#$]/)
  await page.keyboard.type('word=kept\n')
  await world.docker('rename', world.name('web'), world.name('api'))
  await expect(page.getByRole('region', { name: world.name('api'), exact: true })).toBeVisible()
  await page.keyboard.type('echo "is $word"\n')
  await expect(lines).toContainText('is kept')
  await expect(page.getByRole('region', { name: `Terminal in ${world.name('api')}` })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Dock' })).toBeHidden()
})

test('two containers are compared, and a container with an image', async ({ page, world }) => {
  await world.run('a', { flags: ['--env', 'MODE=left', '--env', 'DB_PASSWORD=hunter2'] })
  await world.run('b', { flags: ['--env', 'MODE=right', '--env', 'DB_PASSWORD=hunter3'] })
  const [a, b] = [world.name('a'), world.name('b')]
  const containers = listPage(page, 'Containers')
  await containers.row(a).focus()
  await containers.choose(a, 'Compare with…')
  const dialog = page.getByRole('dialog', { name: `Compare container "${a}"` })
  await dialog.getByLabel('With').selectOption(b)
  const right = dialog.getByRole('textbox', { name: `Inspect ${b}` })
  await expect(dialog.getByRole('textbox', { name: `Inspect ${a}` })).toContainText('MODE=left')
  await expect(right).toContainText('MODE=right')
  await expect(dialog).not.toContainText('hunter')
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoFault(page, `a comparison, ${colorScheme}`)
  }
  await dialog.getByLabel('With').selectOption('busybox:local')
  await expect(dialog.getByRole('textbox', { name: 'Inspect busybox:local' })).toContainText(
    'Architecture',
  )
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(dialog).toHaveCount(0)
})

test('the path of what is read in Inspect is shown and copied', async ({ page, world }) => {
  await world.run('box', { flags: ['--env', 'MODE=x'] })
  const name = world.name('box')
  await listPage(page, 'Containers').row(name).click()
  const pane = page.getByRole('region', { name, exact: true })
  await pane.getByRole('tab', { name: 'Inspect' }).click()
  await pane
    .getByRole('textbox', { name: `Inspect ${name}` })
    .getByText('"StartedAt"')
    .click()
  await expect(pane.getByText('State.StartedAt', { exact: true })).toBeVisible()
  await pane.getByRole('button', { name: 'Copy path' }).click()
  await expect(notifications(page)).toContainText('Copied the path')
})
