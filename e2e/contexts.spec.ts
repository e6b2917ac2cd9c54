import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { close, expect, launch, test } from './app.ts'
import { switcher } from './pages/connections.ts'
import { listPage } from './pages/list-page.ts'
import type { World } from './world.ts'

const NOWHERE = 'unix:///nowhere/docker.sock'

let config: string
test.beforeEach(async ({ engine }) => {
  config = await mkdtemp(join(tmpdir(), 'pilothouse-contexts-'))
  await writeContext('lab', engine.dockerHost)
  await writeContext('gone', NOWHERE)
})
test.afterEach(() => rm(config, { recursive: true }))

test('the current Docker context is the engine that is shown', async ({ world }) => {
  await chooseContext('lab')
  await expectLab(world, {})
})

test('DOCKER_CONTEXT goes before the current context', async ({ world }) => {
  await chooseContext('gone')
  await expectLab(world, { DOCKER_CONTEXT: 'lab' })
})

test('DOCKER_HOST goes before both', async ({ world, engine }) => {
  await chooseContext('gone')
  await world.create('web')
  const env = { DOCKER_CONFIG: config, DOCKER_CONTEXT: 'gone' }
  const app = await launch({ dockerHost: engine.dockerHost, env })
  await expect(listPage(app.page, 'Containers').row(world.name('web'))).toBeVisible()
  await expect(switcher(app.page)).toHaveAccessibleName(/^Connection: default/)
  await close(app)
})

async function expectLab(world: World, env: Readonly<Record<string, string>>): Promise<void> {
  await world.create('web')
  const app = await launch({ dockerHost: '', env: { DOCKER_CONFIG: config, ...env } })
  await expect(listPage(app.page, 'Containers').row(world.name('web'))).toBeVisible()
  await expect(switcher(app.page)).toHaveAccessibleName(/^Connection: lab/)
  await close(app)
}

function chooseContext(currentContext: string): Promise<void> {
  return writeFile(join(config, 'config.json'), JSON.stringify({ currentContext }))
}

/** As `docker context create` keeps one: in a folder named by the hash of its name. */
async function writeContext(Name: string, Host: string): Promise<void> {
  const hash = createHash('sha256').update(Name).digest('hex')
  const folder = join(config, 'contexts', 'meta', hash)
  await mkdir(folder, { recursive: true })
  const Endpoints = { docker: { Host, SkipTLSVerify: false } }
  await writeFile(join(folder, 'meta.json'), JSON.stringify({ Name, Metadata: {}, Endpoints }))
}
