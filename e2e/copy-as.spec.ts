import { parse } from 'yaml'
import { runCommand } from '../scripts/setup/run-command.mjs'
import { expect, test, type App } from './app.ts'
import { listPage, notifications } from './pages/list-page.ts'

const clipboard = ({ electron }: App) => electron.evaluate(({ clipboard }) => clipboard.readText())

const FLAGS = [
  '--env=MODE=it’s $5',
  '--env=DB_PASSWORD=hunter2',
  '--publish=127.0.0.1::80',
  '--restart=on-failure:3',
  '--label=note=a "b"',
]

test('a container is copied as docker run, with secrets only when asked for, and runs again', async ({
  app,
  page,
  world,
  engine,
}) => {
  const containers = listPage(page, 'Containers')
  await world.run('web', { flags: FLAGS })
  const name = world.name('web')
  await containers.choose(name, 'Copy as docker run')
  await expect(notifications(page)).toContainText(`Copied container "${name}" as docker run`)
  await expect(notifications(page)).toContainText('1 value that may be secret: masked.')
  const masked = await clipboard(app)
  expect(masked).toContain(`docker run \\\n  -d \\\n  --name ${name} \\\n`)
  expect(masked).toContain('DB_PASSWORD=••••••••')
  expect(masked).not.toContain('hunter2')

  await notifications(page).getByRole('button', { name: 'Copy with secrets' }).click()
  await expect(notifications(page)).toContainText('as docker run, with secrets')
  const open = await clipboard(app)
  expect(open).toContain('DB_PASSWORD=hunter2')

  const facts =
    '{{json .Config.Env}} {{json .Config.Cmd}} {{json .Config.Labels}} {{json .HostConfig.PortBindings}} {{json .HostConfig.RestartPolicy}}'
  const before = await world.inspect('web', facts)
  await world.docker('rm', '--force', name)
  await runCommand('bash', ['-c', open], { env: engine.env })
  expect(await world.inspect('web', facts)).toBe(before)
})

test('a container is copied as curl, which makes and starts it', async ({
  app,
  page,
  world,
  engine,
}) => {
  const containers = listPage(page, 'Containers')
  await world.run('web', { flags: FLAGS })
  await containers.choose(world.name('web'), 'Copy as curl')
  await notifications(page).getByRole('button', { name: 'Copy with secrets' }).click()
  await expect(notifications(page)).toContainText('as curl, with secrets')
  const script = await clipboard(app)
  const env = await world.inspect('web', '{{json .Config.Env}}')
  await world.docker('rm', '--force', world.name('web'))
  await runCommand(
    'bash',
    ['-ec', script.replaceAll('curl ', 'curl --fail --silent --show-error ')],
    { env: engine.env },
  )
  expect(await world.inspect('web', '{{json .Config.Env}}')).toBe(env)
  expect(await world.inspect('web', '{{.State.Running}}')).toBe('true')
})

test('several containers are copied as the services of one Compose file', async ({
  app,
  page,
  world,
}) => {
  const containers = listPage(page, 'Containers')
  await world.create('web', { flags: FLAGS })
  await world.create('db', { flags: ['--rm', '--label', 'com.docker.compose.service=store'] })
  await containers.select(world.name('web')).click()
  await containers.select(world.name('db')).click()
  await containers.choose(world.name('db'), 'Copy as Compose service')
  await expect(notifications(page)).toContainText('Copied 2 containers as Compose service')
  await expect(notifications(page)).toContainText('Compose has no word for --rm.')
  const { services } = parse(await clipboard(app)) as {
    readonly services: Readonly<Record<string, object>>
  }
  expect(Object.keys(services).toSorted()).toEqual(['store', world.name('web')].toSorted())
  expect(services[world.name('web')]).toMatchObject({
    image: 'busybox:local',
    environment: { MODE: 'it’s $$5', DB_PASSWORD: '••••••••' },
    labels: { note: 'a "b"' },
    restart: 'on-failure:3',
  })
})

test('the palette copies too', async ({ page, world }) => {
  const containers = listPage(page, 'Containers')
  await world.create('web')
  await containers.row(world.name('web')).click()
  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.type('Copy as docker run')
  const found = page.getByRole('dialog').getByRole('option').first()
  await expect(found).toContainText('Copy as docker run')
  await page.keyboard.press('Enter')
  await expect(notifications(page)).toContainText(
    `Copied container "${world.name('web')}" as docker run`,
  )
})
