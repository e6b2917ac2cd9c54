import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { thisMachine } from './machine.ts'
import type { Program } from './program.ts'
import { isRunning } from '../processes.fixture.ts'
import { runProgram } from './run-program.ts'

/** A loaded machine takes its time; what is waited for comes in milliseconds elsewhere. */
const PATIENTLY = { timeout: 4000, interval: 5 }

let folder: string
let lines: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pilothouse-program-'))
  lines = []
})
afterEach(() => rmSync(folder, { recursive: true }))

test('what a program writes is told as lines, and its exit code at the end', async () => {
  const end = await run('echo one; echo two >&2; printf "three\\033[31m"; exit 3')
  expect(end).toEqual({ kind: 'exited', exitCode: 3 })
  expect(lines.toSorted()).toEqual(['one', 'three\u241b[31m', 'two'])
})

test('a line is told when it is written, not at the end', async () => {
  const stop = new AbortController()
  const end = run('echo first; sleep 1000', stop.signal)
  await vi.waitUntil(() => lines.length === 1, PATIENTLY)
  expect(lines).toEqual(['first'])
  stop.abort()
  expect(await end).toEqual({ kind: 'cancelled' })
})

test('arguments reach the program as they are: there is no shell', async () => {
  const args = ['$(touch made)', '; touch made', '--x=*', '']
  await run('for word in "$@"; do echo "<$word>"; done', undefined, args)
  expect(lines).toEqual(['<$(touch made)>', '<; touch made>', '<--x=*>', '<>'])
})

test('a program has no input, no colours, and the PATH of a terminal', async () => {
  await run('cat; echo "$NO_COLOR $TERM $PATH"')
  expect(lines).toEqual([expect.stringMatching(/^1 dumb .*\/usr\/local\/bin/)])
})

test('to cancel ends what the program started as well', async () => {
  const stop = new AbortController()
  const end = run('sleep 1000 & echo $!; wait', stop.signal)
  await vi.waitUntil(() => lines.length === 1, PATIENTLY)
  stop.abort()
  expect(await end).toEqual({ kind: 'cancelled' })
  await vi.waitUntil(() => !isRunning(Number(lines[0])), PATIENTLY)
})

test('who does not hear the kind signal is ended by force', async () => {
  const stop = new AbortController()
  const end = run("trap '' TERM; sleep 1000 & echo $!; wait; wait", stop.signal)
  await vi.waitUntil(() => lines.length === 1, PATIENTLY)
  stop.abort()
  expect(await end).toEqual({ kind: 'cancelled' })
  await vi.waitUntil(() => !isRunning(Number(lines[0])), PATIENTLY)
})

test('what a program leaves running runs on, and is not waited for', async () => {
  const start = performance.now()
  const end = await run('sleep 1000 & echo $!; exit 0')
  const pid = Number(lines[0])
  try {
    expect(end).toEqual({ kind: 'exited', exitCode: 0 })
    expect(performance.now() - start).toBeLessThan(5000)
    expect(isRunning(pid)).toBe(true)
  } finally {
    process.kill(pid)
  }
})

test('a program that somebody else ended says so', async () => {
  expect(await run('kill -9 $$')).toEqual({ kind: 'killed', signal: 'SIGKILL' })
})

test('a reader that is behind holds the program back', async () => {
  let release = () => {}
  const behind = new Promise<void>((resolve) => (release = resolve))
  const mark = join(folder, 'done')
  const end = runProgram(aProgram('yes | head -n 200000; touch "$1"', [mark]), {
    ...rest(),
    onLine(line) {
      lines.push(line)
      return behind
    },
  })
  await vi.waitUntil(() => lines.length === 1, PATIENTLY)
  expect(() => readFileSync(mark)).toThrow('ENOENT')
  release()
  expect(await end).toEqual({ kind: 'exited', exitCode: 0 })
  expect(lines).toHaveLength(200_000)
})

test('only what was found is run', async () => {
  const program = { ...aProgram('exit 0'), name: 'rm' }
  await expect(runProgram(program, rest())).rejects.toMatchObject({
    code: 'not-found',
    message: 'Cannot run "it now": "rm" is not installed here',
  })
})

test('a program that cannot be started is told in the system’s words', async () => {
  const program = aProgram('exit 0')
  const gone = new Map([['it', join(folder, 'gone')]])
  await expect(runProgram(program, { ...rest(), tools: gone })).rejects.toMatchObject({
    code: 'not-found',
    engineMessage: expect.stringContaining('ENOENT'),
  })
  const folderItself = new Map([['it', folder]])
  await expect(runProgram(program, { ...rest(), tools: folderItself })).rejects.toMatchObject({
    code: 'no-permission',
    engineMessage: expect.stringContaining('EACCES'),
  })
})

test('what is cancelled before it began is not begun', async () => {
  const stop = new AbortController()
  stop.abort()
  expect(await run('echo begun', stop.signal)).toEqual({ kind: 'cancelled' })
  expect(lines).toEqual([])
})

function run(script: string, signal?: AbortSignal, args: readonly string[] = []) {
  return runProgram(aProgram(script, args), { ...rest(), ...(signal && { signal }) })
}

/** A program of ours that is told to do what the script says. */
function aProgram(script: string, args: readonly string[] = []): Program {
  writeFileSync(join(folder, 'it'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  return { command: 'it now', name: 'it', args }
}

function rest() {
  return {
    machine: { ...thisMachine(), home: folder },
    tools: new Map([['it', join(folder, 'it')]]),
    signal: new AbortController().signal,
    onLine: (line: string) => void lines.push(line),
  }
}
