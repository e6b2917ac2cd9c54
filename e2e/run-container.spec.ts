import { expect, test } from './app.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { listPage, notifications } from './pages/list-page.ts'
import { runForm } from './pages/run-form.ts'

test('a container is run by the form, and is what the form said', async ({ page, world }) => {
  const name = world.name('web')
  const form = runForm(page)
  await page.getByRole('button', { name: 'Run container' }).click()
  await form.field('Image').fill('busybox:local')
  await form.field('Name').fill(name)
  await form.field('Command').fill(`sh -c 'echo "$MODE"; exec sleep 1000'`)
  await form.button('Add port').click()
  await form.field('Port on the host 1').fill('18431')
  await form.field('Port in the container 1').fill('80')
  await form.field('Address of the host 1').fill('127.0.0.1')
  await form.button('Add variable').click()
  await form.field('Name of variable 1').fill('MODE')
  await form.field('Value of variable 1').fill('two words')
  await form.button('Add mount').click()
  await form.field('Volume of mount 1').fill(world.name('data'))
  await form.field('Path in the container of mount 1').fill('/data')
  await form.unfold('Limits')
  await form.field('Memory').fill('64m')
  await form.unfold('Restart and removal')
  await form.field('Restart').selectOption('When it fails, 3 times at most')
  await expect(form.checks).toContainText(`There is no volume "${world.name('data')}"`)
  await expect(form.command).toContainText('--memory 64m')
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoFault(page, `the form, ${colorScheme}`)
  }

  await form.button('Run').click()
  await expect(form.dialog).toHaveCount(0)
  await expect(notifications(page)).toContainText(`Started container "${name}"`)
  await expect(page.getByRole('region', { name, exact: true })).toBeVisible()
  const template =
    '{{.State.Running}} {{.HostConfig.Memory}} {{.HostConfig.RestartPolicy.Name}} {{json .HostConfig.Binds}} {{json .HostConfig.PortBindings}}'
  expect(await world.inspect('web', template)).toBe(
    `true ${64 * 1024 ** 2} on-failure ["${world.name('data')}:/data"] {"80/tcp":[{"HostIp":"127.0.0.1","HostPort":"18431"}]}`,
  )
  expect(await world.docker('logs', name)).toBe('two words')
})

test('a pasted line fills the form, which says it again, and is run without a mouse', async ({
  page,
  world,
}) => {
  const name = world.name('job')
  const line = `docker run -d --name ${name} --label team=shop -e A=1 busybox:local sleep 1000`
  const form = runForm(page)
  await listPage(page, 'Containers').grid.waitFor()
  await page.keyboard.press('ControlOrMeta+N')
  await expect(form.field('Image')).toBeFocused()
  await form.paste(line)
  await expect(form.field('Image')).toHaveValue('busybox:local')
  await expect(form.field('Command')).toHaveValue('sleep 1000')
  const words = [`docker run`, '-d', `--name ${name}`, '-e A=1', '--label team=shop']
  await expect(form.command).toHaveText([...words, 'busybox:local sleep 1000'].join(' \\\n  '), {
    useInnerText: true,
  })
  await form.field('Image').press('Enter')
  await expect(form.dialog).toHaveCount(0)
  await expect(listPage(page, 'Containers').row(name)).toContainText('Running')
})

test('what stands in the way is said before, and what the engine refuses leaves nothing', async ({
  page,
  world,
}) => {
  await world.run('taken', { flags: ['--publish', '127.0.0.1:18432:80'] })
  const form = runForm(page)
  await page.getByRole('button', { name: 'Run container' }).click()
  await form.paste(
    `docker run --name ${world.name('taken')} --privileged -p 18432:80 -v /no/such/path:/p busybox:local /no/program`,
  )
  await expect(form.checks).toContainText('The name is taken by a container that is running')
  await expect(form.checks).toContainText(
    `Port 18432 is taken by container "${world.name('taken')}"`,
  )
  await expect(form.checks).toContainText('/no/such/path is missing')
  await expect(form.checks).toContainText('Privileged')
  await expect(form.checks).toContainText('every machine that reaches this one')

  await form.field('Name').fill(world.name('free'))
  await form.button('Remove port 1').click()
  await form.button('Remove mount 1').click()
  await form.unfold('Security and devices')
  await form.field('Privileged').uncheck()
  const before = await world.docker('ps', '--all', '--quiet')
  await form.button('Run').click()
  await expect(form.problem).toContainText(`Cannot start container "${world.name('free')}"`)
  await expect(form.problem).toContainText('/no/program')
  // Nothing that was typed is lost.
  await expect(form.field('Image')).toHaveValue('busybox:local')
  expect(await world.docker('ps', '--all', '--quiet')).toBe(before)

  await form.field('Image').fill('Not An Image')
  await form.button('Run').click()
  await expect(form.problem).toContainText('Not done yet. Image: ')
  // What was filled in is not lost by a key or a click beside it.
  await page.mouse.click(5, 5)
  await expect(form.dialog).toBeVisible()
  await page.keyboard.press('Escape')
  const question = page.getByRole('alertdialog', { name: 'Discard what you have filled in?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(form.field('Image')).toHaveValue('Not An Image')
  await form.button('Cancel').click()
  await question.getByRole('button', { name: 'Discard' }).click()
  await expect(form.dialog).toHaveCount(0)
})

test('variables are taken from many pasted lines and from a file, and secrets are hidden', async ({
  page,
}) => {
  const form = runForm(page)
  await page.getByRole('button', { name: 'Run container' }).click()
  await form.field('Image').fill('busybox:local')
  await form.button('Add variable').click()
  await form.field('Name of variable 1').evaluate((input) => {
    const data = new DataTransfer()
    data.setData('text/plain', 'A=1\nDB_PASSWORD=hunter2')
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
  })
  await expect(form.field('Name of variable 2')).toHaveValue('DB_PASSWORD')
  await expect(form.field('Value of variable 2')).toHaveAttribute('type', 'password')
  await expect(form.command).not.toContainText('hunter2')
  await form.dialog.locator('input[data-env-file]').setInputFiles({
    name: '.env',
    mimeType: 'text/plain',
    buffer: Buffer.from('# mine\nexport C="three four"\nA=2\n'),
  })
  await expect(form.field('Value of variable 1')).toHaveValue('2')
  await expect(form.field('Value of variable 3')).toHaveValue('three four')
  await form.dialog.getByLabel('Show 1 value that may be secret').check()
  await expect(form.command).toContainText('hunter2')
})

test('a container is duplicated with what it was made with', async ({ page, world }) => {
  const [name, copy] = [world.name('web'), world.name('web-copy')]
  await world.run('web', { flags: ['--memory', '64m', '--env', 'A=1', '--user', '1000'] })
  const containers = listPage(page, 'Containers')
  await containers.choose(name, 'Duplicate and edit…')
  const form = runForm(page, `Duplicate container "${name}"`)
  await expect(form.field('Name')).toHaveValue(copy)
  await form.button('Run').click()
  await expect(containers.row(copy)).toContainText('Running')
  const made = '{{.HostConfig.Memory}} {{.Config.User}} {{json .Config.Cmd}}'
  expect(await world.inspect('web-copy', made)).toBe(await world.inspect('web', made))
})

test('an image is run from its row, and one that asks for a terminal gets it', async ({
  page,
  world,
}) => {
  const images = listPage(page, 'Images')
  await images.open()
  await images.choose('busybox:local', 'Run…')
  const form = runForm(page)
  await expect(form.field('Image')).toHaveValue('busybox:local')
  await form.field('Name').fill(world.name('shell'))
  await form.field('Command').fill('sh')
  await form.unfold('Process')
  await form.field('Give it a terminal (TTY)').check()
  await form.field('Keep its input open').check()
  await form.button('Run').click()
  await expect(page.getByRole('tab', { name: new RegExp(world.name('shell')) })).toBeVisible()
})
