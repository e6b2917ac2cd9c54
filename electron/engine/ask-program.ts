import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { endGroupOnAbort, killGroup } from './discovery/process-group.ts'

/** What a program answered. */
export interface ProgramAnswer {
  /** None where a signal ended it. */
  readonly exitCode: number | undefined
  readonly stdout: Buffer
  readonly stderr: Buffer
}

interface Options {
  readonly env: NodeJS.ProcessEnv
  readonly cwd?: string
  /** What it reads; without it there is nothing to read. */
  readonly input?: string
  /** Ends the program and all that it started. */
  readonly signal: AbortSignal
}

/** What is asked for is a few lines; a program that writes more is not the one that we mean. */
const MAX_OUTPUT_BYTES = 256 * 1024

/** What the program left running may hold its pipes open: what is there by then is the answer. */
const LATE_OUTPUT_MS = 200

/** What must not outlive us: nobody would hear its answer. */
const running = new Set<ChildProcess>()

process.on('exit', () => {
  for (const child of running) killGroup(child, 'SIGKILL')
})

/** A program wrote more than any answer has. */
export class TalksTooMuchError extends Error {}

/**
 * Runs a program to its end, without a shell. Rejects with the system's error
 * where it cannot be started, with a `TalksTooMuchError`, or at once with the signal's reason.
 */
export async function askProgram(
  program: string,
  args: readonly string[],
  { env, cwd, input, signal }: Options,
): Promise<ProgramAnswer> {
  signal.throwIfAborted()
  const end = new AbortController()
  const stop = () => end.abort(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  const child = spawn(program, args, {
    env,
    cwd,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  running.add(child)
  const settleGroup = endGroupOnAbort(child, end.signal)
  // It may outlive the question for a moment, and then it is still to be ended.
  child.once('exit', () => {
    settleGroup()
    running.delete(child)
  })
  child.once('error', () => running.delete(child))
  // It may end without having read it.
  child.stdin?.on('error', () => {}).end(input)
  const [out, err] = [child.stdout as Readable, child.stderr as Readable]
  const stdout = gather(out, end)
  const stderr = gather(err, end)
  const closed = once(child, 'close').catch(() => {})
  try {
    const [code] = (await once(child, 'exit', { signal: end.signal })) as [number | null]
    await Promise.race([closed, delay(LATE_OUTPUT_MS)])
    return { exitCode: code ?? undefined, stdout: stdout(), stderr: stderr() }
  } catch (cause) {
    throw end.signal.aborted ? end.signal.reason : cause
  } finally {
    signal.removeEventListener('abort', stop)
    out.destroy()
    err.destroy()
  }
}

/** Reads a stream as it comes; the function that it returns tells what has come. */
function gather(stream: Readable, end: AbortController): () => Buffer {
  const chunks: Buffer[] = []
  let bytes = 0
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > MAX_OUTPUT_BYTES) end.abort(new TalksTooMuchError('The program writes too much'))
    else chunks.push(chunk)
  })
  stream.on('error', () => {})
  return () => Buffer.concat(chunks)
}
