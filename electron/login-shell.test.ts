import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { askLoginShell, readAnswer, shellToAsk, type Start } from './login-shell.ts'
import { isRunning, written } from './engine/processes.fixture.ts'

/** A loaded machine takes its time; what is waited for comes in milliseconds elsewhere. */
const PATIENTLY = { timeout: 4000, interval: 5 }

const FROM_DESKTOP: Start = { platform: 'darwin', env: { SHELL: '/bin/zsh' }, isTerminal: false }

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'pilothouse-shell-'))))
afterEach(() => rmSync(folder, { recursive: true }))

test('the person’s shell is asked, but not on Windows and not from a terminal', () => {
  expect(shellToAsk(FROM_DESKTOP)).toBe('/bin/zsh')
  expect(shellToAsk({ ...FROM_DESKTOP, platform: 'linux' })).toBe('/bin/zsh')
  expect(shellToAsk({ ...FROM_DESKTOP, platform: 'win32' })).toBeUndefined()
  expect(shellToAsk({ ...FROM_DESKTOP, isTerminal: true })).toBeUndefined()
  const env = { SHELL: '/bin/zsh', TERM: 'xterm-256color' }
  expect(shellToAsk({ ...FROM_DESKTOP, env })).toBeUndefined()
  expect(shellToAsk({ ...FROM_DESKTOP, env: { SHELL: 'zsh' } })).toBeUndefined()
})

test('a shell tells what its start-up files set, and only what it is asked for', async () => {
  // As bash does: `-i` and `-l` read files, which print what they like, and `-c` comes after.
  const shell = write(`
    echo "Welcome! $1"
    export DOCKER_HOST=unix:///lab.sock DOCKER_CONTEXT= SECRET=hush TWO='one
two'
    exec /bin/sh -c "$2"`)
  const told = await askLoginShell(
    shell,
    ['DOCKER_HOST', 'DOCKER_CONTEXT', 'XDG_DATA_HOME', 'TWO'],
    { PATH: process.env['PATH'], XDG_DATA_HOME: '/data' },
  )
  expect(told).toEqual({
    DOCKER_HOST: 'unix:///lab.sock',
    XDG_DATA_HOME: '/data',
    TWO: 'one\ntwo',
  })
  expect(readFileSync(join(folder, 'arguments'), 'utf8')).toMatch(/^-ilc echo/)
})

test('a real bash is asked in words that it knows', async () => {
  writeFileSync(join(folder, '.bash_profile'), 'export DOCKER_CONTEXT=lab; echo noise\n')
  const env = { PATH: process.env['PATH'], HOME: folder }
  expect(await askLoginShell('/bin/bash', ['DOCKER_CONTEXT', 'DOCKER_HOST'], env)).toEqual({
    DOCKER_CONTEXT: 'lab',
  })
})

test('a shell that ends too early, or is not there, is told as that', async () => {
  const shell = write('exit 3')
  await expect(askLoginShell(shell, ['PATH'], process.env)).rejects.toThrow(
    'It ended before it had answered',
  )
  await expect(askLoginShell(join(folder, 'none'), ['PATH'], {})).rejects.toThrow('ENOENT')
})

test('a shell that hangs is given up at the deadline, with all that it has started', async () => {
  const shell = write(`sleep 1000 & echo $! > '${folder}/pid'; wait`)
  const deadline = new AbortController()
  const answer = askLoginShell(shell, ['PATH'], process.env, deadline.signal)
  await vi.waitUntil(() => written(join(folder, 'pid')) !== '', PATIENTLY)
  deadline.abort(new Error('Time'))
  await expect(answer).rejects.toThrow('Time')
  await vi.waitUntil(() => !isRunning(Number(written(join(folder, 'pid')))), PATIENTLY)
})

test('an answer without its last mark is none, and what stands before the first is no part of it', () => {
  expect(readAnswer('m:A\n1\nm:B\nm:C\n2\n3\nm:\nbye\n', 'm')).toEqual({ A: '1', C: '2\n3' })
  expect(readAnswer('A\n1\nm:A\n1\n', 'm')).toBeUndefined()
  expect(readAnswer('', 'm')).toBeUndefined()
})

function write(script: string): string {
  const path = join(folder, 'shell')
  const note = `printf '%s ' "$@" > '${folder}/arguments'`
  writeFileSync(path, `#!/bin/sh\n${note}\n${script}\n`, { mode: 0o755 })
  return path
}
