import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { askProgram, TalksTooMuchError } from './ask-program.ts'
import { isRunning, written } from './processes.fixture.ts'

/** A loaded machine takes its time; what is waited for comes in milliseconds elsewhere. */
const PATIENTLY = { timeout: 4000, interval: 5 }

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'pilothouse-ask-'))))
afterEach(() => rmSync(folder, { recursive: true }))

test('a program answers with its code and with both of its streams, and has no input', async () => {
  const { exitCode, stdout, stderr } = await ask('cat; echo out; echo err >&2; exit 7')
  expect({ exitCode, stdout: String(stdout), stderr: String(stderr) }).toEqual({
    exitCode: 7,
    stdout: 'out\n',
    stderr: 'err\n',
  })
})

test('a program reads what it is given, and may end without', async () => {
  const signal = AbortSignal.timeout(4000)
  const run = (script: string, input: string) =>
    askProgram('/bin/sh', ['-c', script], { env: { PATH: process.env['PATH'] }, input, signal })
  expect(String((await run('cat', 'a secret')).stdout)).toBe('a secret')
  expect((await run('exit 3', 'x'.repeat(1_000_000))).exitCode).toBe(3)
})

test('whoever takes the question back has it back at once, and nothing runs on', async () => {
  const stop = new AbortController()
  const answer = ask('sleep 1000 & echo $! > pid; wait', stop.signal)
  await vi.waitUntil(() => written(join(folder, 'pid')) !== '', PATIENTLY)
  stop.abort(new Error('Enough'))
  await expect(answer).rejects.toThrow('Enough')
  await vi.waitUntil(() => !isRunning(Number(written(join(folder, 'pid')))), PATIENTLY)
})

test('a program that writes without end is ended', async () => {
  const answer = ask('echo $$ > pid; exec yes')
  await expect(answer).rejects.toThrow(TalksTooMuchError)
  await vi.waitUntil(() => !isRunning(Number(written(join(folder, 'pid')))), PATIENTLY)
})

test('what a program leaves running is not waited for, and runs on', async () => {
  const { stdout } = await ask('sleep 1000 & echo $!')
  expect(isRunning(Number(stdout))).toBe(true)
  process.kill(Number(stdout))
})

test('a program that is not there is told by the system’s error', async () => {
  const signal = AbortSignal.timeout(4000)
  await expect(askProgram(join(folder, 'none'), [], { env: {}, signal })).rejects.toMatchObject({
    code: 'ENOENT',
  })
})

function ask(script: string, signal: AbortSignal = AbortSignal.timeout(4000)) {
  return askProgram('/bin/sh', ['-c', script], { env: process.env, cwd: folder, signal })
}
