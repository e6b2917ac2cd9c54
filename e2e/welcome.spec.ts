import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { close, expect, launch, test } from './app.ts'
import { connectionsPage, switcher } from './pages/connections.ts'
import { engineStatus } from './pages/list-page.ts'

/** A home folder with what engines leave in one, and programs that start them; it is the root, too. */
async function makeHome() {
  const home = await mkdtemp(join(tmpdir(), 'pilothouse-home-'))
  const bin = join(home, 'bin')
  await mkdir(bin)
  return {
    home,
    env: {
      HOME: home,
      XDG_RUNTIME_DIR: join(home, 'run'),
      PATH: `${bin}:${process.env['PATH']}`,
      PILOTHOUSE_DISCOVERY: home,
    },
    addFolder: async (path: string) => {
      await mkdir(join(home, path), { recursive: true })
      return join(home, path)
    },
    addProgram: async (name: string, script: string) => {
      await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`)
      await chmod(join(bin, name), 0o755)
    },
    remove: () => rm(home, { recursive: true, force: true }),
  }
}

test('without an engine each place says what was found there, and what would help', async () => {
  const { home, env, addFolder, addProgram, remove } = await makeHome()
  await writeFile(join(await addFolder('.colima/default'), 'colima.yaml'), '')
  await addProgram('colima', 'echo "starting the VM"; echo "no space left" >&2; exit 3')
  await symlink('/gone/docker.sock', join(await addFolder('.docker/desktop'), 'docker.sock'))
  const app = await launch({ dockerHost: 'unix:///nowhere/docker.sock', env })
  const { page } = app
  await expect(page.getByText('No engine runs at unix:///nowhere')).toBeVisible()
  await expect(page.getByText('a link to /gone/docker.sock, where nothing is')).toBeVisible()
  await page.getByRole('button', { name: 'Start Colima' }).click()
  await expect(page.getByText('It failed with exit code 3')).toBeVisible()
  const output = page.getByRole('log', { name: 'Output of Start Colima' })
  await expect(output).toContainText('starting the VM')
  await expect(output).toContainText('no space left')
  expect(app.complaints).toEqual([])
  await close(app)
  expect(existsSync(home)).toBe(true)
  await remove()
})

test('a minikube that stands still is started by a button, and becomes a connection', async () => {
  const { home, env, addFolder, addProgram, remove } = await makeHome()
  await writeFile(join(await addFolder('.minikube/profiles/work'), 'config.json'), '{}')
  const dockerEnv = `{"DOCKER_HOST":"tcp://127.0.0.1:1","DOCKER_CERT_PATH":"${home}"}`
  await addProgram(
    'minikube',
    `up=${join(home, 'up')}
     case "$*" in
       "start -p work") touch $up ;;
       "-p work status -o json") test -e $up && echo '{"Host":"Running"}' || echo '{"Host":"Stopped"}' ;;
       "-p work docker-env -o json") echo '${dockerEnv}' ;;
     esac`,
  )
  const app = await launch({ dockerHost: 'unix:///nowhere/docker.sock', env })
  await expect(app.page.getByText('minikube (work): stopped')).toBeVisible()
  await app.page.getByRole('button', { name: 'Start minikube (work)' }).click()
  const connections = connectionsPage(app.page)
  await connections.open()
  await expect(connections.cell('minikube (work)', 'endpoint')).toHaveText('tcp://127.0.0.1:1')
  await expect(connections.cell('minikube (work)', 'kind')).toHaveText('TLS')
  expect(app.complaints).toEqual([])
  await close(app)
  await remove()
})

test('an engine that a fix has started is found, and the window opens on it', async ({
  engine,
}) => {
  const { home, env, addFolder, addProgram, remove } = await makeHome()
  const folder = await addFolder('.colima/default')
  await writeFile(join(folder, 'colima.yaml'), '')
  await addProgram('colima', `ln -s ${engine.socketPath} ${join(folder, 'docker.sock')}`)
  const app = await launch({ dockerHost: 'unix:///nowhere/docker.sock', env })
  await app.page.getByRole('button', { name: 'Start Colima' }).click()
  await expect(engineStatus(app.page)).toContainText(/^Connected/)
  await expect(switcher(app.page)).toHaveAccessibleName(/^Connection: Colima/)
  const connections = connectionsPage(app.page)
  await connections.open()
  await expect(connections.cell('Colima', 'endpoint')).toHaveText(
    `unix://${home}/.colima/default/docker.sock`,
  )
  await close(app)
  await remove()
})
