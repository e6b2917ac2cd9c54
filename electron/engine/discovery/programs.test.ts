import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { thisMachine } from './machine.ts'
import { createPrograms, type Programs } from './programs.ts'

/** A loaded machine takes its time; what is waited for comes in milliseconds elsewhere. */
const PATIENTLY = { timeout: 4000, interval: 5 }

let folder: string
let lines: string[]
let programs: Programs
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pilothouse-programs-'))
  lines = []
  programs = createPrograms({ ...thisMachine(), home: folder })
})
afterEach(async () => {
  await programs.close()
  rmSync(folder, { recursive: true })
})

test('each command line is told before it is run', async () => {
  expect(await run('vm', ['echo one', 'echo two'])).toEqual({ kind: 'exited', exitCode: 0 })
  expect(lines).toEqual(['$ echo one', 'one', '$ echo two', 'two'])
})

test('the first that fails is the last', async () => {
  expect(await run('vm', ['exit 3', 'touch second'])).toEqual({ kind: 'exited', exitCode: 3 })
  expect(existsSync(join(folder, 'second'))).toBe(false)
})

test('one engine has one program at a time', async () => {
  const stop = new AbortController()
  const first = run('vm', ['echo up; sleep 1000'], stop.signal)
  await expect(run('vm', ['echo again'])).rejects.toMatchObject({
    code: 'conflict',
    message: 'Cannot run "echo again": "echo up; sleep 1000" is still at work on the same engine',
  })
  expect(await run('other', ['exit 0'])).toEqual({ kind: 'exited', exitCode: 0 })
  stop.abort()
  expect(await first).toEqual({ kind: 'cancelled' })
})

test('what comes after a cancelled one waits for its end', async () => {
  const stop = new AbortController()
  const first = run(
    'vm',
    ["trap 'touch tidied; exit' TERM; echo up; sleep 1000 & wait"],
    stop.signal,
  )
  await vi.waitUntil(() => lines.includes('up'), PATIENTLY)
  stop.abort()
  expect(await run('vm', ['ls'])).toEqual({ kind: 'exited', exitCode: 0 })
  expect(lines).toContain('tidied')
  expect(await first).toEqual({ kind: 'cancelled' })
})

test('one that could not be started leaves its engine free', async () => {
  const gone = { command: 'gone', name: 'gone', args: [] }
  const work = programs.run({ engine: 'vm', programs: [gone] }, options())
  await expect(work).rejects.toMatchObject({ code: 'not-found' })
  expect(await run('vm', ['exit 0'])).toEqual({ kind: 'exited', exitCode: 0 })
})

test('closing ends all of them, and begins no other', async () => {
  const work = run('vm', ['echo up; sleep 1000', 'touch second'])
  await vi.waitUntil(() => lines.includes('up'), PATIENTLY)
  await programs.close()
  expect(await work).toEqual({ kind: 'cancelled' })
  expect(existsSync(join(folder, 'second'))).toBe(false)
  expect(await run('vm', ['touch third'])).toEqual({ kind: 'cancelled' })
  expect(existsSync(join(folder, 'third'))).toBe(false)
})

function run(engine: string, scripts: readonly string[], signal?: AbortSignal) {
  const steps = scripts.map((script) => ({ command: script, name: 'sh', args: ['-c', script] }))
  return programs.run({ engine, programs: steps }, options(signal))
}

function options(signal = new AbortController().signal) {
  const tools = new Map([['sh', '/bin/sh']])
  return { tools, signal, onLine: (line: string) => void lines.push(line) }
}
