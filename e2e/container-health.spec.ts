import { expect, test } from './app.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { listPage } from './pages/list-page.ts'

test('health: the check, its last probes, and a run on demand that changes nothing', async ({
  page,
  world,
}) => {
  const name = world.name('web')
  await world.run('web', { image: 'health:local', command: [] })
  await listPage(page, 'Containers').row(name).click()
  const pane = page.getByRole('region', { name, exact: true })
  const health = pane.getByRole('region', { name: 'Health', exact: true })
  await expect(health).toContainText('test -e /tmp/ok')
  await expect(health).toContainText(
    'every 1 s, for 2 s at most; unhealthy after 1 failure in a row',
  )
  const probes = health.getByRole('list', { name: 'Last probes' }).getByRole('listitem')
  await expect(probes.first()).toContainText('Passed (0)')
  await expect(health).toContainText('Healthy')

  // Probes that tell nobody come by themselves, up to five.
  await world.docker('exec', name, 'rm', '/tmp/ok')
  await expect(probes.first()).toContainText('Failed (1)')
  await expect(health).toContainText('Unhealthy')
  await expect(probes).toHaveCount(5)
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoFault(page, `health, ${colorScheme}`)
  }

  const result = health.getByRole('status', { name: 'Result of the check' })
  await health.getByRole('button', { name: 'Run now' }).press('Enter')
  await expect(result).toContainText('Failed (1)')
  await world.docker('exec', name, 'touch', '/tmp/ok')
  await health.getByRole('button', { name: 'Run now' }).press('Enter')
  await expect(result).toContainText('Passed (0)')

  // A stopped container keeps the last ones, and has nothing to run.
  await world.docker('kill', name)
  await expect(health.getByRole('button', { name: 'Run now' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await expect(probes.first()).toBeVisible()
})

test('what a check prints is shown; a container without one has no such section', async ({
  page,
  world,
}) => {
  const flags = ['--health-cmd', 'echo "disk is full"; exit 1', '--health-interval=1h']
  await world.run('loud', { flags })
  await world.run('plain')
  const containers = listPage(page, 'Containers')
  const health = page.getByRole('region', { name: 'Health', exact: true })
  await containers.row(world.name('loud')).click()
  await health.getByRole('button', { name: 'Run now' }).click()
  await expect(health.getByRole('status', { name: 'Result of the check' })).toContainText(
    'disk is full',
  )
  await containers.row(world.name('plain')).click()
  await expect(page.getByRole('region', { name: world.name('plain'), exact: true })).toContainText(
    'Restart policy',
  )
  await expect(health).toHaveCount(0)
})
