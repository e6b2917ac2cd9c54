import { expect, test } from 'vitest'
import { canRun, terminalPrograms } from './terminal-programs.ts'

const COMMAND = ['/usr/bin/docker', 'exec', '-it', 'web-1', 'sh'] as const

function argsOf(platform: NodeJS.Platform, name: string, command: readonly [string, ...string[]]) {
  return terminalPrograms(platform)
    .find((program) => program.name === name)
    ?.args(command)
}

test.each([
  ['x-terminal-emulator', ['-e', ...COMMAND]],
  ['gnome-terminal', ['--', ...COMMAND]],
  ['xfce4-terminal', ['-x', ...COMMAND]],
  ['kitty', [...COMMAND]],
  ['wezterm', ['start', '--', ...COMMAND]],
])('%s gets the words of the command as they are', (name, args) => {
  expect(argsOf('linux', name, COMMAND)).toEqual(args)
})

test('what the system was told to use comes first', () => {
  expect(terminalPrograms('linux')[0]?.name).toBe('x-terminal-emulator')
})

test('on macOS a script holds the command, and nothing in it ends the script or the word', () => {
  const args = argsOf('darwin', 'osascript', ['docker', String.raw`a"b\c'd $HOME`])
  expect(args?.[1]).toBe(
    String.raw`tell application "Terminal" to do script "docker 'a\"b\\c'\\''d $HOME'"`,
  )
})

test('on Windows a semicolon is no end of a command, and what cmd would read is not given to it', () => {
  expect(argsOf('win32', 'wt', ['docker', 'a;b'])).toEqual(['--', 'docker', String.raw`a\;b`])
  const cmd = terminalPrograms('win32').find(({ name }) => name === 'cmd')
  expect(cmd && canRun(cmd, ['docker', 'web-1'])).toBe(true)
  expect(cmd && canRun(cmd, ['docker', 'a&calc'])).toBe(false)
})

test('on Windows `start` gets a title that is put into quotes, or it would take the path for one', () => {
  const [, , start, title = '', ...words] = argsOf('win32', 'cmd', COMMAND) ?? []
  expect([start, ...words]).toEqual(['start', ...COMMAND])
  expect(title).toMatch(/\s/)
})

test('on macOS a command that would end within the line is not typed', () => {
  const osascript = terminalPrograms('darwin').find(({ name }) => name === 'osascript')
  expect(osascript && canRun(osascript, COMMAND)).toBe(true)
  expect(osascript && canRun(osascript, ['docker', 'a\ncalc'])).toBe(false)
  expect(osascript && canRun(osascript, ['docker', 'a\u0003'])).toBe(false)
})
