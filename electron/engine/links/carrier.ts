import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'

/** One run of a program that carries bytes to another machine: ssh, or `wsl.exe`. */
export interface CarrierCommand {
  readonly program: string
  /** What it finds in its environment besides ours. */
  readonly env?: Readonly<Record<string, string>>
  /** Its options and where to, and what is to be run there. */
  readonly args: readonly string[]
}

/** What ssh says before it gives up fits many times; a connection of days must not gather more. */
const MAX_WORDS = 64_000

/** A process that ignores a polite end is ended all the same. */
const POLITE_MS = 2000

/** What is run to its end answers at once, unless a login script over there hangs. */
const RUN_MS = 10_000

/** Words that we know, and no window that asks for a password. */
const ENVIRONMENT = { LC_ALL: 'C', SSH_ASKPASS_REQUIRE: 'never' }

/** A helper that a jump host needs can keep the pipes open when ssh itself is gone. */
const LATE_OUTPUT_MS = 500

/** Such a program at work. */
export interface Carrier {
  readonly child: ChildProcess
  /** Its words as text, as they come. */
  readonly stderr: Readable
  /** What it has said so far on stderr, the newest part. */
  words(): string
  /** Resolves when it has ended and all its output is there; never rejects. */
  readonly ended: Promise<CarrierEnd>
  /** Ends it, and resolves once it is gone. */
  end(): Promise<void>
}

/** How it ended. */
export interface CarrierEnd {
  /** That of the remote command, or 255 where ssh itself failed; none after a signal. */
  readonly code: number | undefined
  /** The program could not be started. */
  readonly startFailure?: NodeJS.ErrnoException
}

/** Starts one. Its stdin and stdout are pipes, or nothing at all. */
export function startCarrier(
  { program, args, env }: CarrierCommand,
  stdio: 'pipe' | 'ignore',
): Carrier {
  const child = spawn(program, args, {
    stdio: [stdio, stdio, 'pipe'],
    env: { ...process.env, ...ENVIRONMENT, ...env },
    // A session of its own: the ssh of a jump host is not told of our options, and could otherwise
    // ask on the terminal that the app was started from. On Windows it would open a window.
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  const stderr = present(child.stderr).setEncoding('utf8')
  let words = ''
  stderr.on('data', (chunk: string) => {
    words = (words + chunk).slice(-MAX_WORDS)
  })
  const ended = endOf(child)
  return {
    child,
    stderr,
    words: () => words,
    ended,
    async end() {
      const clock = setTimeout(() => child.kill('SIGKILL'), POLITE_MS)
      child.kill()
      await ended
      clearTimeout(clock)
    },
  }
}

/** The pipes of a process that was started with some. */
export function pipesOf({ child }: Carrier): { stdin: Writable; stdout: Readable } {
  return { stdin: present(child.stdin), stdout: present(child.stdout) }
}

/** What became of a remote command that was run to its end. */
export interface Finished extends CarrierEnd {
  readonly stdout: string
  readonly words: string
}

/** Runs one to its end, with this on its stdin. Ends it when the signal aborts, in any case soon. */
export async function runCarrier(
  command: CarrierCommand,
  input: string,
  signal: AbortSignal = AbortSignal.timeout(RUN_MS),
): Promise<Finished> {
  const run = startCarrier(command, 'pipe')
  const { stdin, stdout } = pipesOf(run)
  const stop = () => void run.end()
  signal.addEventListener('abort', stop, { once: true })
  // It may end without reading; that is its own affair.
  stdin.on('error', () => {}).end(input)
  const [output, end] = await Promise.all([text(stdout), run.ended])
  signal.removeEventListener('abort', stop)
  return { ...end, stdout: output, words: run.words() }
}

async function endOf(child: ChildProcess): Promise<CarrierEnd> {
  const closed = once(child, 'close').catch(() => {})
  try {
    const [code]: (number | null)[] = await once(child, 'exit')
    await Promise.race([closed, delay(LATE_OUTPUT_MS, undefined, { ref: false })])
    return { code: code ?? undefined }
  } catch (cause) {
    return { code: undefined, startFailure: cause as NodeJS.ErrnoException }
  }
}

function present<Stream>(stream: Stream | null): Stream {
  if (!stream) throw new Error('The process was started without this pipe')
  return stream
}
