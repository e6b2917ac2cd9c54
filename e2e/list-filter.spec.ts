import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { listPage } from './pages/list-page.ts'

const chip = (page: Page, term: string) => page.getByRole('button', { name: `Remove ${term}` })

test.describe('the filter of the containers', () => {
  test.beforeEach(async ({ page, world }) => {
    await world.run('web', { flags: ['--publish', '18233:80', '--label', 'env=dev'] })
    await world.run('ill', {
      flags: ['--health-cmd', 'exit 1', '--health-interval', '200ms', '--health-retries', '1'],
    })
    await world.create('tmp', {
      flags: ['--label', 'env=prod', '--label', `com.docker.compose.project=${world.name('shop')}`],
    })
    await expect(listPage(page, 'Containers').cell(world.name('ill'), 'status')).toHaveText(
      'Unhealthy',
    )
  })

  test('asks about state, health, port, label, project and age', async ({ page, world }) => {
    const { grid, filter, row } = listPage(page, 'Containers')
    const expectOnly = async (query: string, ...shorts: string[]) => {
      await filter.fill(`${world.prefix} ${query}`)
      for (const short of ['web', 'ill', 'tmp']) {
        await expect(row(world.name(short))).toHaveCount(shorts.includes(short) ? 1 : 0)
      }
    }
    await expectOnly('state:running', 'web', 'ill')
    await expectOnly('state:stopped', 'tmp')
    await expectOnly('health:unhealthy', 'ill')
    await expectOnly('port:18233', 'web')
    await expectOnly('label:env=dev', 'web')
    await expectOnly('label:env -name:tmp', 'web')
    await expectOnly(`project:"${world.name('shop')}"`, 'tmp')
    await expectOnly('image:busybox net:bridge age<1h', 'web', 'ill', 'tmp')
    await expectOnly('age>1d')
    // Two of them are in the list; the third one is under the heading of its project.
    await filter.fill(`name:${world.prefix}`)
    await expect(grid).toHaveAttribute('aria-rowcount', '6')
  })

  test('follows the engine', async ({ page, world }) => {
    const { filter, row } = listPage(page, 'Containers')
    await filter.fill('state:running')
    await expect(row(world.name('web'))).toBeVisible()
    await world.docker('stop', world.name('web'))
    await expect(row(world.name('web'))).toHaveCount(0)
    await expect(row(world.name('ill'))).toBeVisible()
  })

  test('is written by keys: what is offered, chips, and Escape step by step', async ({
    page,
    world,
  }) => {
    const { grid, filter, row, select } = listPage(page, 'Containers')
    await page.keyboard.press('/')
    await page.keyboard.type('sta')
    await expect(page.getByRole('option', { name: /^state:/ })).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(filter).toHaveValue('state:')
    await page.keyboard.type('run')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await expect(filter).toHaveValue('state:running ')
    await page.keyboard.type('-ill')
    await expect(chip(page, 'state:running')).toBeVisible()
    await expect(row(world.name('ill'))).toHaveCount(0)
    await expect(row(world.name('web'))).toBeVisible()

    await chip(page, 'not ill').focus()
    await page.keyboard.press('Delete')
    await expect(chip(page, 'state:running')).toBeFocused()
    await expect(row(world.name('ill'))).toBeVisible()

    // Escape closes the details, clears the selection, clears the filter.
    await row(world.name('web')).click()
    await select(world.name('web')).click()
    const pane = page.getByRole('region', { name: world.name('web'), exact: true })
    await expect(pane).toBeVisible()
    await grid.focus()
    await page.keyboard.press('Escape')
    await expect(pane).toHaveCount(0)
    await expect(select(world.name('web'))).toBeChecked()
    await page.keyboard.press('Escape')
    await expect(select(world.name('web'))).not.toBeChecked()
    await expect(chip(page, 'state:running')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(filter).toHaveValue('')
    await expect(chip(page, 'state:running')).toHaveCount(0)
  })

  test('offers the values that are there', async ({ page, world }) => {
    const { filter, row } = listPage(page, 'Containers')
    await filter.focus()
    await page.keyboard.type('label:env=p')
    await page.getByRole('option', { name: 'env=prod' }).click()
    await expect(row(world.name('tmp'))).toBeVisible()
    await expect(row(world.name('web'))).toHaveCount(0)
  })

  test('says what it cannot mean', async ({ page }) => {
    const { filter } = listPage(page, 'Containers')
    await filter.fill('age<soon')
    await expect(page.getByText('Write an age')).toBeVisible()
    await filter.fill('sate:running')
    await expect(page.getByText('Did you mean state?')).toBeVisible()
  })

  test('is saved under a name, applied and forgotten', async ({ page, world }) => {
    const { filter, row } = listPage(page, 'Containers')
    const saved = () => page.getByRole('button', { name: 'Saved filters' })
    await filter.fill('state:stopped')
    await saved().click()
    await page.getByRole('textbox', { name: 'Name of the filter' }).fill('What is down')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Filter by What is down' })).toBeVisible()
    await page.keyboard.press('Escape')
    await filter.fill('')
    await expect.poll(() => page.evaluate(() => location.hash)).not.toContain('filter')
    await page.reload()
    await expect(row(world.name('web'))).toBeVisible()
    await saved().click()
    await page.getByRole('button', { name: 'Filter by What is down' }).click()
    await expect(filter).toHaveValue('state:stopped')
    await expect(row(world.name('web'))).toHaveCount(0)
    await page.getByRole('button', { name: 'Forget the filter What is down' }).click()
    await expect(page.getByText('No filter of this list is saved yet.')).toBeVisible()
  })

  for (const colorScheme of ['dark', 'light'] as const) {
    test(`has no accessibility fault (${colorScheme})`, async ({ page }) => {
      await page.emulateMedia({ colorScheme })
      const { filter } = listPage(page, 'Containers')
      await filter.focus()
      await page.keyboard.type('state:running -tmp age<soon label:e')
      await page.keyboard.press('ArrowDown')
      await expect(page.getByRole('option').first()).toBeVisible()
      await expectNoFault(page, 'chips, a problem, and what is offered')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Saved filters' }).click()
      await page.getByRole('textbox', { name: 'Name of the filter' }).fill('mine')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('button', { name: 'Filter by mine' })).toBeVisible()
      await expectNoFault(page, 'saved filters')
    })
  }
})

test('images, volumes and networks have keys of their own', async ({ page, world }) => {
  await world.docker('volume', 'create', world.name('free'))
  await world.docker('volume', 'create', world.name('data'))
  await world.create('user', { flags: ['--volume', `${world.name('data')}:/data`] })
  await world.docker('network', 'create', '--internal', world.name('inner'))
  await world.docker('network', 'create', world.name('outer'))
  await world.docker('tag', 'busybox:local', `${world.prefix}:mine`)

  const volumes = listPage(page, 'Volumes')
  await volumes.open()
  await volumes.filter.fill(`${world.prefix} used:no`)
  await expect(volumes.row(world.name('free'))).toBeVisible()
  await expect(volumes.row(world.name('data'))).toHaveCount(0)
  await volumes.filter.fill(`container:${world.name('user')}`)
  await expect(volumes.row(world.name('data'))).toBeVisible()

  const networks = listPage(page, 'Networks')
  await networks.open()
  await networks.filter.fill(`${world.prefix} internal:yes`)
  await expect(networks.row(world.name('inner'))).toBeVisible()
  await expect(networks.row(world.name('outer'))).toHaveCount(0)

  const images = listPage(page, 'Images')
  await images.open()
  await images.filter.fill(`name:${world.prefix} size<500mb`)
  await expect(images.row(`${world.prefix}:mine`)).toBeVisible()
  await images.filter.fill(`name:${world.prefix} size>500mb`)
  await expect(images.row(`${world.prefix}:mine`)).toHaveCount(0)
})
