import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { runCommand } from '../scripts/setup/run-command.mjs'
import { askMain } from './ask-main.ts'
import { close, expect, launch, test } from './app.ts'
import { execSessions } from './engine-streams.ts'
import { dock } from './pages/dock.ts'
import { listPage } from './pages/list-page.ts'
import type { World } from './world.ts'

const IDLE = ['sleep', '1000']

test('a terminal runs as the user, in the folder and with the variables that were chosen', async ({
  page,
  world,
}) => {
  const name = world.name('box')
  await world.run('box', { image: 'bash:local', command: IDLE })
  const list = listPage(page, 'Containers')
  await list.choose(name, 'Open terminal with options…')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Shell')).toHaveValue(/\/bash$/)
  await dialog.getByLabel(/^User/).fill('1234')
  await dialog.getByLabel(/^Working directory/).fill('tmp')
  await dialog.getByLabel(/^Environment/).fill('GREETING=hello you\nEMPTY=')
  await dialog.getByRole('button', { name: 'Open terminal' }).click()
  await expect(dialog.getByRole('alert')).toContainText('from "/" on')
  await dialog.getByLabel(/^Working directory/).fill('/tmp')
  await dialog.getByRole('button', { name: 'Open terminal' }).click()
  const terminal = dock(page).terminal(name)
  await terminal.type('echo "$(id -u) in $PWD says $GREETING"')
  await expect(terminal.screen).toContainText('1234 in /tmp says hello you')
  // The next one begins with the same, but for what may be secret.
  await list.choose(name, 'Open terminal with options…')
  await expect(dialog.getByLabel(/^User/)).toHaveValue('1234')
  await expect(dialog.getByLabel(/^Environment/)).toHaveValue('')
})

test('a command of one’s own can be run, and several terminals stand side by side', async ({
  page,
  world,
}) => {
  const name = world.name('box')
  await world.run('box')
  const list = listPage(page, 'Containers')
  await list.row(name).click()
  await page.keyboard.press('t')
  await list.choose(name, 'Open terminal with options…')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Shell').selectOption('Another command')
  await dialog.getByLabel(/^Command/).fill(`sh -c 'echo "one $0"; read x' "two words"`)
  await dialog.getByRole('button', { name: 'Open terminal' }).click()
  await expect(dock(page).tab(`Terminal: ${name} (2)`)).toBeVisible()
  await expect(dock(page).terminal(`${name} (2)`).screen).toContainText('one two words')
  await expect(dock(page).tab(`Terminal: ${name}`)).toBeVisible()
})

test('one attaches to the main process, types to it, and detaches without an end', async ({
  page,
  world,
}) => {
  const name = world.name('main')
  await world.run('main', { flags: ['--tty', '--interactive'], command: ['sh'] })
  await attach(page, name)
  const attached = dock(page).attached(name)
  await attached.type('kept=yes; echo up-$((1+1))')
  await expect(attached.screen).toContainText('up-2')
  // The engine's own keys for it are the program's.
  await page.keyboard.press('Control+P')
  await page.keyboard.press('Control+Q')
  await page.keyboard.press('Control+U')
  await attached.type('echo still-$((1+1))')
  await expect(attached.screen).toContainText('still-2')
  await attached.button('Detach').click()
  await expect(attached.region).toContainText('goes on')
  expect(await world.inspect('main', '{{.State.Running}}')).toBe('true')
  await attached.button('Attach again').click()
  await attached.type('echo kept-$kept')
  await expect(attached.screen).toContainText('kept-yes')
  await dock(page).close(`Attach: ${name}`)
  expect(await world.inspect('main', '{{.State.Running}}')).toBe('true')
})

test('lines of a main process without a terminal come in, and lines that are entered go to it', async ({
  page,
  world,
}) => {
  const name = world.name('plain')
  const script = 'while read line; do echo "got $line"; done'
  await world.run('plain', { flags: ['--interactive'], command: ['sh', '-c', script] })
  await attach(page, name)
  const attached = dock(page).attached(name)
  await expect(attached.region).toContainText('each line that you enter')
  await attached.type('hullo')
  await expect(attached.screen).toContainText('hullo\ngot hullo')
  await dock(page).close(`Attach: ${name}`)
  expect(await world.inspect('plain', '{{.State.Running}}')).toBe('true')
})

test('where the log cannot be read, one attaches in its place', async ({ page, world }) => {
  const name = world.name('mute')
  const script = 'while :; do echo said; sleep 0.2; done'
  const flags = ['--log-driver', 'none']
  await world.run('mute', { flags, command: ['sh', '-c', script] })
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('l')
  await dock(page).logs(name).button('Attach').click()
  await expect(dock(page).attached(name).screen).toContainText('said')
})

test('an image without a shell is debugged by another one, which is gone afterwards', async ({
  page,
  world,
  engine,
}) => {
  const name = world.name('bare')
  const id = await world.run('bare', { image: 'shell-less:local', command: [] })
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('t')
  await dock(page).terminal(name).button('Debug shell…').click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('is removed when you close it')
  await dialog.getByLabel(/^Image/).selectOption('busybox:local')
  await dialog.getByRole('button', { name: 'Open debug shell' }).click()
  const shell = dock(page).debugShell(name)
  await expect(shell.screen).toContainText('under /proc/1/root')
  await shell.type('ls /proc/1/root; ps -o args')
  await expect(shell.screen).toContainText('/sleep infinity')
  expect(await sidecarsOf(world, id)).toHaveLength(1)
  await dock(page).close(`Debug: ${name}`)
  await expect.poll(() => sidecarsOf(world, id)).toEqual([])
  expect(await execSessions(engine)).toBe(0)
})

test('a debug shell that an app left when it died goes at the next start; others stay', async ({
  engine,
  world,
}) => {
  const name = world.name('bare')
  const id = await world.run('bare', { image: 'shell-less:local', command: [] })
  await world.run('theirs', { flags: ['--label', 'io.pilothouse.debug-shell=another-app'] })
  const first = await launch({ dockerHost: engine.dockerHost })
  const { page, userData } = first
  await listPage(page, 'Containers').choose(name, 'Debug shell…')
  await page
    .getByRole('dialog')
    .getByLabel(/^Image/)
    .selectOption('busybox:local')
  await page.getByRole('button', { name: 'Open debug shell' }).click()
  await expect(dock(page).debugShell(name).screen).toContainText('/proc/1/root')
  first.electron.process().kill('SIGKILL')
  expect(await sidecarsOf(world, id)).toHaveLength(1)
  const second = await launch({ dockerHost: engine.dockerHost, userData })
  await listPage(second.page, 'Containers').row(name).waitFor()
  await expect.poll(() => sidecarsOf(world, id)).toEqual([])
  expect(await world.inspect('theirs', '{{.State.Running}}')).toBe('true')
  await close(second)
})

test('quitting the app takes its debug shells along', async ({ page, app, world }) => {
  const name = world.name('bare')
  const id = await world.run('bare', { image: 'shell-less:local', command: [] })
  await listPage(page, 'Containers').choose(name, 'Debug shell…')
  await page
    .getByRole('dialog')
    .getByLabel(/^Image/)
    .selectOption('busybox:local')
  await page.getByRole('button', { name: 'Open debug shell' }).click()
  await expect(dock(page).debugShell(name).screen).toContainText('/proc/1/root')
  await app.electron.close()
  expect(await sidecarsOf(world, id)).toEqual([])
})

test('lines far above are found, counted and shown', async ({ page, world }) => {
  const name = world.name('box')
  await world.run('box')
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('t')
  const terminal = dock(page).terminal(name)
  await terminal.type('clear; i=0; while [ $i -lt 300 ]; do i=$((i+1)); echo "needle $i."; done')
  await expect(terminal.screen).toContainText('needle 300.')
  await page.keyboard.press('Control+Shift+F')
  // At once: none of it may go to the shell.
  await page.keyboard.type('needle 1.')
  await expect(terminal.matches).toHaveText('1 of 1 match')
  await expect(terminal.screen).toContainText('needle 1.')
  await terminal.button('Regular expression').click()
  await terminal.find.fill(String.raw`^needle \d0\.$`)
  await expect(terminal.matches).toHaveText(/ of 9 matches$/)
  await terminal.find.fill('(')
  await expect(terminal.region.getByRole('alert')).toContainText('Unterminated group')
  // It never ends, and the window does not wait for it.
  await terminal.type(`printf '%060d!\\n' 0`)
  await terminal.find.fill('^(0+)+$')
  await expect(terminal.region.getByRole('alert')).toContainText('takes too long')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(terminal.find).toBeHidden()
  await expect(terminal.input).toBeFocused()
})

test('a shell in the system’s own terminal speaks to the same engine; without one it says so', async ({
  engine,
  world,
}) => {
  const name = world.name('box')
  await world.run('box')
  const bin = await mkdtemp(join(tmpdir(), 'pilothouse-bin-'))
  const env = { PATH: `${bin}:${process.env['PATH']}`, HOME: bin }
  const app = await launch({ dockerHost: engine.dockerHost, env })
  try {
    const list = listPage(app.page, 'Containers')
    const dialog = app.page.getByRole('dialog')
    await stand(bin, 'x-terminal-emulator', 'echo "no display" >&2; exit 1')
    await stand(bin, 'docker', '')
    await list.choose(name, 'Open in system terminal')
    await expect(dialog).toContainText('no display')
    await expect(dialog).toContainText(`docker -H ${engine.dockerHost} exec -it ${name}`)
    await dialog.getByRole('button', { name: 'Close' }).click()
    const asked = join(bin, 'asked')
    await stand(bin, 'x-terminal-emulator', `printf '%s\\n' "$@" > ${asked}`)
    await list.choose(name, 'Open in system terminal')
    const [flag, program, ...words] = await lines(asked)
    expect([flag, program]).toEqual(['-e', join(bin, 'docker')])
    expect(words).toEqual(['-H', engine.dockerHost, 'exec', '-it', name, '/bin/ash'])
    // With the real CLI and a real terminal, those words lead to a shell there.
    const typed = words.map((word) => `'${word}'`).join(' ')
    const hostname = await world.inspect('box', '{{.Config.Hostname}}')
    const shown = await runCommand('script', ['-qec', `docker ${typed}`, '/dev/null'], {
      env: { ...engine.env, DOCKER_HOST: 'unix:///nowhere' },
      input: 'echo host-$HOSTNAME; exit\n',
    })
    expect(shown).toContain(`host-${hostname}`)
  } finally {
    await close(app)
    await rm(bin, { recursive: true, force: true })
  }
})

test('what is read-only is not attached to, debugged, or given a shell', async ({
  page,
  engine,
  world,
}) => {
  const id = await world.run('box')
  const connection = 'DOCKER_HOST'
  const looks = { name: 'look', mode: 'read-only', colour: '', label: '' }
  const to = { ...looks, endpoint: engine.dockerHost }
  await askMain(page, 'connections.edit', { connection, to })
  const size = { columns: 80, rows: 24 }
  const ref = { connection, id }
  const wishes: readonly (readonly [string, object])[] = [
    ['terminal.exec', { ...ref, command: ['/bin/sh'], size }],
    ['terminal.attach', { ...ref, size }],
    ['terminal.debug', { ...ref, image: 'busybox:local', size }],
    ['terminal.openInSystem', ref],
  ]
  for (const [path, input] of wishes) {
    expect(await askMain(page, path, input), path).toMatchObject({
      end: true,
      error: { code: 'read-only' },
    })
  }
  expect(await sidecarsOf(world, id)).toEqual([])
})

async function attach(page: Page, name: string): Promise<void> {
  await listPage(page, 'Containers').choose(name, 'Attach')
  await dock(page).tab(`Attach: ${name}`).waitFor()
}

async function sidecarsOf(world: World, id: string): Promise<readonly string[]> {
  const filter = `label=io.pilothouse.debug-shell.of=${id}`
  const ids = await world.docker('ps', '--all', '--quiet', '--filter', filter)
  return ids.split('\n').filter((line) => line !== '')
}

async function stand(folder: string, name: string, script: string): Promise<void> {
  const path = join(folder, name)
  await writeFile(path, `#!/bin/sh\n${script}\n`)
  await chmod(path, 0o755)
}

async function lines(path: string): Promise<readonly string[]> {
  let text = ''
  await expect
    .poll(async () => (text = await readFile(path, 'utf8').catch(() => '')))
    .toContain('sh')
  return text.trimEnd().split('\n')
}
