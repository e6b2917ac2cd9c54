import { signalName, signalOf } from '#lib/signal-name.ts'

/** What an exit code stands for, as the end of a sentence, and what to do about it. */
export interface CodeWords {
  /** Follows `exit code 127`. */
  readonly words: string
  readonly next?: string
}

/** What the usual codes stand for; a program may give each of them a meaning of its own. */
const CODES: Readonly<Record<number, CodeWords>> = {
  1: { words: ', with which programs report a general error' },
  2: { words: ', with which many programs report that they were called wrongly' },
  125: { words: ', with which tools that start other programs say that they failed themselves' },
  126: {
    words: ', with which a shell says that it cannot execute a command',
    next: 'Its log names the command: check that the file is executable in the image.',
  },
  127: {
    words: ', with which a shell says that it did not find a command',
    next: 'Its log names the command: check its name, or use an image that has it.',
  },
  255: {
    words: ': its program failed, or the engine lost it, as when its machine went down',
  },
}

/** What it means that a process met one of these. */
const SIGNALS: Readonly<Record<string, CodeWords>> = {
  SIGHUP: { words: ': its terminal was closed, or it was told so' },
  SIGINT: { words: ', as from Ctrl+C' },
  SIGILL: {
    words: ': it met an instruction that the processor does not know',
    next: 'Check that its image is made for the processor of the engine’s machine.',
  },
  SIGABRT: { words: ': its program gave up on an error that it found itself' },
  SIGBUS: { words: ': it crashed on memory that is not there' },
  SIGFPE: { words: ': it crashed on a calculation, such as a division by zero' },
  SIGSEGV: { words: ': it crashed on memory that it may not use' },
  SIGPIPE: { words: ': it wrote to something that nobody reads any more' },
  SIGTERM: { words: ': something asked it to end' },
  SIGSYS: {
    words: ': it made a system call that it may not make',
    next: 'Check its security profile (seccomp).',
  },
}

const OWN: CodeWords = { words: ', an error code of its own program' }

/** What the exit code of a container that has failed stands for. */
export function exitCodeWords(code: number): CodeWords {
  const known = CODES[code]
  if (known) return known
  const signal = signalOf(code)
  if (signal === undefined) return OWN
  const name = signalName(signal)
  const { words = '', ...more } = SIGNALS[name] ?? {}
  return { words: `, which stands for ${name}${words}`, ...more }
}
