import { expect, test } from 'vitest'
import { throughShell, tryCommand } from './run-command.mjs'

test('on Windows npm goes through a shell, with its arguments kept apart', () => {
  const folder = 'C:\\Users\\A B\\report.json'
  const [command, args, options] = throughShell('npx', ['vitest', folder], { cwd: 'x' }, 'win32')
  expect([command, args]).toEqual([`npx vitest "${folder}"`, []])
  expect(options).toEqual({ cwd: 'x', shell: true })
})

test.each(
  /** @type {[string, NodeJS.Platform][]} */ ([
    ['npm', 'linux'],
    ['electron.exe', 'win32'],
  ]),
)('%s on %s needs no shell', (command, platform) => {
  const spawned = throughShell(command, ['a b'], {}, platform)
  expect(spawned).toEqual([command, ['a b'], {}])
})

test('a command that does not exist fails, and does not throw', async () => {
  expect(await tryCommand('pilothouse-no-such-command', [])).toMatchObject({ ok: false })
})

test('what a command printed is there whether it succeeded or not', async () => {
  const script = 'console.log("out"); console.error("err"); process.exit(3)'
  const result = await tryCommand(process.execPath, ['-e', script])
  expect(result).toEqual({ ok: false, stdout: 'out\n', stderr: 'err\n' })
})
