import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import type { ProgramEnd } from '#shared/contract/places.ts'
import { EngineError } from '#shared/errors.ts'
import { createPause } from '../pause.ts'
import { engineLine } from '../engine-text.ts'
import { programEnvironment } from './find-tools.ts'
import type { Machine } from './machine.ts'
import { createLineCutter } from './output-lines.ts'
import type { Program } from './program.ts'
import { endGroupOnAbort } from './process-group.ts'

/** Takes one line of either stream. A promise holds the program back until it settles. */
export type OnLine = (line: string) => void | Promise<void>

export interface RunOptions {
  readonly machine: Machine
  /** Of `findTools`: nothing else is ever run. */
  readonly tools: ReadonlyMap<string, string>
  /** Ends the program and what it started. Nothing else limits its time: a VM may be downloaded. */
  readonly signal: AbortSignal
  readonly onLine: OnLine
}

/** What was written before the end is in the pipe already; a slower reader loses the last of it. */
const LAST_WORDS_MS = 500

/**
 * Runs a program, without a shell and without input, and tells what it writes. Rejects with
 * `not-found` or `no-permission` where it cannot be started. A VM that it leaves runs on.
 */
export async function runProgram(program: Program, options: RunOptions): Promise<ProgramEnd> {
  const { machine, tools, signal, onLine } = options
  const path = tools.get(program.name)
  if (path === undefined) throw notThere(program)
  if (signal.aborted) return { kind: 'cancelled' }
  const child = spawn(path, program.args, {
    cwd: machine.home,
    env: programEnvironment(machine),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: machine.platform !== 'win32',
    windowsHide: true,
  })
  const settleGroup = endGroupOnAbort(child, signal)
  const output = readOutput([child.stdout, child.stderr], onLine)
  try {
    const [exitCode, killedBy] = (await once(child, 'exit')) as [number | null, string | null]
    await output.lastWords(signal)
    return toEnd(exitCode, killedBy, signal)
  } catch (cause) {
    throw cannotStart(program, cause)
  } finally {
    settleGroup()
  }
}

function toEnd(exitCode: number | null, killedBy: string | null, signal: AbortSignal): ProgramEnd {
  if (signal.aborted) return { kind: 'cancelled' }
  if (exitCode !== null) return { kind: 'exited', exitCode }
  return { kind: 'killed', signal: killedBy ?? 'unknown' }
}

function readOutput(streams: readonly Readable[], onLine: OnLine) {
  let isOver = false
  const ended = createPause()
  const tell = (line: string) => (isOver ? undefined : onLine(line))
  const reading = Promise.all(streams.map((stream) => readLines(stream, tell)))
  // A stream that breaks has ended; how the program did is told by its exit.
  reading.catch(() => {}).finally(() => ended.end())
  return {
    /**
     * Resolves once all was told that the program wrote. What it left running may hold its streams
     * open: they are drained as long as it lives, for to close them would end it at its next word.
     */
    async lastWords(signal: AbortSignal): Promise<void> {
      await ended.wait(LAST_WORDS_MS, signal)
      isOver = true
      for (const stream of streams) (stream as Socket).unref()
    },
  }
}

async function readLines(stream: Readable, onLine: OnLine): Promise<void> {
  const cutter = createLineCutter()
  stream.setEncoding('utf8')
  for await (const text of stream as AsyncIterable<string>) {
    for (const line of cutter.push(text)) await onLine(line)
  }
  for (const line of cutter.end()) await onLine(line)
}

function notThere({ name, command }: Program): EngineError {
  return new EngineError({
    code: 'not-found',
    message: `Cannot run "${command}": "${name}" is not installed here`,
    hint: 'Install it, or start the engine in your own way.',
  })
}

function cannotStart({ command }: Program, cause: unknown): EngineError {
  const { code, message } = cause as NodeJS.ErrnoException
  return new EngineError({
    code: code === 'EACCES' || code === 'EPERM' ? 'no-permission' : 'not-found',
    message: `Cannot run "${command}"`,
    hint: 'Try the same command in a terminal.',
    engineMessage: engineLine(message),
  })
}
