/** A shell reports a process that a signal ended as 128 and the signal's number. */
const SIGNAL_BASE = 128

const SIGNALS: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  6: 'SIGABRT',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  15: 'SIGTERM',
}

/** What an exit code usually means, in a few words; nothing where it is the program's own. */
export function exitMeaning(code: number, oomKilled: boolean): string | undefined {
  if (oomKilled) return 'it ran out of memory, and the kernel killed it'
  if (code === 0) return 'it ended by itself, without an error'
  if (code === 125) return 'the engine could not run it'
  if (code === 126) return 'the command cannot be executed'
  if (code === 127) return 'the command was not found'
  const signal = SIGNALS[code - SIGNAL_BASE]
  return signal && `ended by ${signal}`
}
