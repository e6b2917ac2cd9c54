import { formatMemory } from '#lib/format-bytes.ts'
import { signalName, signalOf } from '#lib/signal-name.ts'
import type { EndingEvents, SentSignal } from '#shared/contract/container-ending.ts'
import { exitCodeWords } from './exit-code-words.ts'

/** What is known of the end of a run. */
export interface EndFacts {
  readonly exitCode: number
  readonly oomKilled: boolean
  /** In bytes; 0 where it has none of its own. */
  readonly memoryLimit: number
  readonly events: EndingEvents | undefined
}

/** What ended it, as a sentence without its full stop. */
export interface Cause {
  readonly words: string
  readonly next?: string
  readonly tone?: 'failure' | 'warning'
}

const SIGKILL = 9

/** Timeouts of stops are whole seconds. */
const SHORTEST_STOP_MS = 900
const KILLED = 137
const MS_PER_S = 1000

/** A program that has not ended so long after a signal did not end of it. */
const RECENT_MS = 10_000

/** SIGHUP and SIGTERM are sent by somebody who wants it to end; others come of keys as well. */
const REQUESTS: ReadonlySet<number | undefined> = new Set([1, 15])

const PAST_ENGINE = '; nobody had the engine send it'
const BY_REQUEST = 'somebody had the engine send it, as "docker kill" does'

/** The first that fits tells; each says only what its facts prove. */
const RULES: readonly ((facts: EndFacts) => Cause | undefined)[] = [
  stopTimedOut,
  killed,
  outOfMemory,
  stopped,
  signalled,
  withoutError,
  unexplainedKill,
]

/** What ended a run of a container. */
export function whyEnded(facts: EndFacts): Cause {
  for (const rule of RULES) {
    const cause = rule(facts)
    if (cause) return cause
  }
  const { exitCode } = facts
  const { words, next } = exitCodeWords(exitCode)
  const past = REQUESTS.has(signalOf(exitCode)) && isUnasked(facts) ? PAST_ENGINE : ''
  return {
    words: `It ended with exit code ${exitCode}${words}${past}`,
    ...(next !== undefined && { next }),
    tone: 'failure',
  }
}

function stopTimedOut({ exitCode, events }: EndFacts): Cause | undefined {
  if (exitCode !== KILLED || !events?.stopped) return undefined
  const [asked, last] = events.signals.slice(-2)
  const isKilled = last?.number === SIGKILL && asked?.number !== SIGKILL
  // Podman tells of the stop and of no signal of it.
  if (events.signals.length > 0 && !isKilled) return undefined
  // What was killed before a second had passed was killed by somebody who would not wait.
  const waited = asked && last ? asked.beforeMs - last.beforeMs : undefined
  if (asked && waited !== undefined && waited < SHORTEST_STOP_MS) {
    return { words: `It was stopped, and killed (SIGKILL) ${time(waited)} after ${nameOf(asked)}` }
  }
  const within =
    asked && waited !== undefined
      ? `within ${time(waited)} of ${nameOf(asked)}`
      : 'in the time that a stop gives it'
  return {
    words: `The stop timed out: it did not end ${within}, so the engine killed it (SIGKILL)`,
    next: 'Have its main process end on the stop signal (a shell script by "exec" or "trap", others with "--init"), or give it a longer stop timeout.',
    tone: 'warning',
  }
}

function killed({ exitCode, events }: EndFacts): Cause | undefined {
  const last = lastSignal(events)
  if (exitCode !== KILLED || events?.stopped || last?.number !== SIGKILL) return undefined
  return { words: `It was killed by SIGKILL: ${BY_REQUEST}` }
}

function outOfMemory(facts: EndFacts): Cause | undefined {
  const { exitCode, oomKilled, memoryLimit, events } = facts
  if (!oomKilled && events?.oomBeforeMs === undefined) return undefined
  const limit = memoryLimit > 0 ? `its limit of ${formatMemory(memoryLimit)}` : undefined
  const next = limit
    ? 'Give it a higher memory limit, or have it use less.'
    : 'Free memory on the engine’s machine, or have it use less.'
  // Killed for that, and not hours later for something else.
  if (exitCode === KILLED && (events?.oomBeforeMs ?? 0) <= RECENT_MS) {
    const reached = limit ? `at ${limit} ` : ''
    const words = `It ran out of memory: ${reached}the kernel killed it (SIGKILL, exit code 137)`
    return { words, next, tone: 'failure' }
  }
  const { oomBeforeMs = 0 } = events ?? {}
  // It outlived that, and something else that is known ended it.
  if (oomBeforeMs > RECENT_MS && (events?.stopped || lastSignal(events))) return undefined
  const when = events?.oomBeforeMs === undefined ? '' : `${time(oomBeforeMs)} `
  const where = limit ? `at ${limit}` : 'for want of memory'
  return {
    words: `It ended with exit code ${exitCode}, ${when}after the kernel had killed a process in it ${where}`,
    next,
    tone: exitCode === 0 ? 'warning' : 'failure',
  }
}

function stopped({ exitCode, events }: EndFacts): Cause | undefined {
  if (!events?.stopped) return undefined
  const last = events.signals.at(-1)
  const how = exitCode === 0 ? 'without an error (exit code 0)' : `with exit code ${exitCode}`
  if (!last) return { words: `It was stopped, and ended ${how}` }
  const words = isEndedBy(last, exitCode)
    ? `${nameOf(last)} ended it (exit code ${exitCode})`
    : `it ended ${time(last.beforeMs)} after ${nameOf(last)}, ${how}`
  return { words: `It was stopped: ${words}` }
}

function signalled({ exitCode, events }: EndFacts): Cause | undefined {
  const last = lastSignal(events)
  if (!last) return undefined
  if (isEndedBy(last, exitCode)) {
    return { words: `It was ended by ${nameOf(last)} (exit code ${exitCode}): ${BY_REQUEST}` }
  }
  const signal = signalOf(exitCode)
  const meaning = signal === undefined ? '' : `, which stands for ${signalName(signal)}`
  return {
    words: `It ended with exit code ${exitCode}${meaning}, ${time(last.beforeMs)} after somebody had the engine send it ${nameOf(last)}`,
    ...(exitCode !== 0 && last.number !== undefined && { tone: 'failure' as const }),
  }
}

function withoutError(facts: EndFacts): Cause | undefined {
  if (facts.exitCode !== 0) return undefined
  const unasked = isUnasked(facts) ? '; nobody had the engine stop it' : ''
  return { words: `It ended without an error (exit code 0)${unasked}` }
}

/** Nothing that is known has sent it. */
function unexplainedKill(facts: EndFacts): Cause | undefined {
  if (facts.exitCode !== KILLED) return undefined
  const words = 'It ended with exit code 137, which stands for SIGKILL'
  if (!isUnasked(facts)) {
    return {
      words: `${words}; what sent that is not known`,
      next: 'It may have been "docker kill", a stop that timed out, or the kernel when memory was short.',
      tone: 'failure',
    }
  }
  return {
    words: `${words}${PAST_ENGINE}`,
    next: 'It may have been a "kill" in the container or on its machine, or the kernel when that machine was short of memory.',
    tone: 'failure',
  }
}

/** It is proven that nobody had the engine end it. */
function isUnasked({ events }: EndFacts): boolean {
  return events !== undefined && events.isWhole && !events.stopped && events.signals.length === 0
}

function lastSignal(events: EndingEvents | undefined): SentSignal | undefined {
  const last = events?.signals.at(-1)
  return last && last.beforeMs <= RECENT_MS ? last : undefined
}

function isEndedBy({ number }: SentSignal, exitCode: number): boolean {
  return number !== undefined && number === signalOf(exitCode)
}

function nameOf({ number }: SentSignal): string {
  return number === undefined ? 'a signal' : signalName(number)
}

/** `68 ms`, `1.5 s`, `10 s`. */
function time(ms: number): string {
  const known = Math.max(0, ms)
  if (known < MS_PER_S) return `${Math.round(known)} ms`
  return `${Number((known / MS_PER_S).toFixed(1))} s`
}
