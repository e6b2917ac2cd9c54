/** By their numbers on Linux, on x86 and ARM; without those that nobody meets. */
const SIGNALS: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  10: 'SIGUSR1',
  11: 'SIGSEGV',
  12: 'SIGUSR2',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  15: 'SIGTERM',
  24: 'SIGXCPU',
  25: 'SIGXFSZ',
  28: 'SIGWINCH',
  31: 'SIGSYS',
}

/** A process that a signal ended has 128 and the signal's number for its exit code. */
const SIGNAL_BASE = 128

/** What a signal is called: `SIGTERM`, or `signal 40`. */
export function signalName(number: number): string {
  return SIGNALS[number] ?? `signal ${number}`
}

/** The number of the signal that an exit code stands for, if it is one that programs meet. */
export function signalOf(exitCode: number): number | undefined {
  const number = exitCode - SIGNAL_BASE
  return number in SIGNALS ? number : undefined
}
