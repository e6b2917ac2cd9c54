import { describe, expect, test } from 'vitest'
import type {
  ContainerEnding,
  EndingEvents,
  LastHealth,
} from '#shared/contract/container-ending.ts'
import type { ContainerState } from '#shared/contract/containers.ts'
import { whyStopped } from './why-stopped.ts'

const MIB = 1024 * 1024

/** All that the engine told of a run; nothing happened in it. */
const WHOLE: EndingEvents = { signals: [], stopped: false, isWhole: true }

interface Case {
  readonly code?: number
  readonly state?: ContainerState
  readonly error?: string
  readonly oomKilled?: boolean
  readonly memoryLimit?: number
  readonly restartCount?: number
  readonly events?: Partial<EndingEvents>
  readonly ending?: ContainerEnding
}

function why(given: Case) {
  const { code = 0, events, ending, ...rest } = given
  const details = {
    state: { kind: 'exited', exitCode: code } as const,
    exitCode: code,
    error: '',
    oomKilled: false,
    memoryLimit: 0,
    restartCount: 0,
    finishedAt: 1,
    ...rest,
  }
  const told = { finishedAt: 1, ...(events && { events: { ...WHOLE, ...events } }), ...ending }
  return whyStopped(details, told)
}

const signals = (...sent: (readonly [number, number])[]) =>
  sent.map(([number, beforeMs]) => ({ number, beforeMs }))

const LIMITED = { oomKilled: true, memoryLimit: 16 * MIB }

/** The table that was measured on real engines. */
const MEASURED: readonly (readonly [what: string, given: Case, sentence: string])[] = [
  [
    'the memory limit hit by the main process',
    { code: 137, ...LIMITED, events: { oomBeforeMs: 30 } },
    'It ran out of memory: at its limit of 16 MiB the kernel killed it (SIGKILL, exit code 137).',
  ],
  [
    'the memory limit hit by a child',
    { code: 3, ...LIMITED, events: { oomBeforeMs: 30 } },
    'It ended with exit code 3, 30 ms after the kernel had killed a process in it at its limit of 16 MiB.',
  ],
  [
    'a stop that timed out',
    { code: 137, events: { signals: signals([15, 10_110], [9, 95]), stopped: true } },
    'The stop timed out: it did not end within 10 s of SIGTERM, so the engine killed it (SIGKILL).',
  ],
  [
    'a kill',
    { code: 137, events: { signals: signals([9, 25]) } },
    'It was killed by SIGKILL: somebody had the engine send it, as "docker kill" does.',
  ],
  [
    'a command that is not there',
    {
      code: 127,
      error: 'exec: "nope": executable file not found in $PATH',
      state: { kind: 'failed-to-start', exitCode: 127, reason: 'exec: …' },
      ending: { refusal: { reason: 'its image has no program "nope" that can be run' } },
    },
    'The engine could not start it: its image has no program "nope" that can be run (exit code 127).',
  ],
  [
    'a command that is not executable',
    {
      code: 126,
      error: 'exec: "/etc": permission denied',
      state: { kind: 'failed-to-start', exitCode: 126, reason: 'exec: …' },
      ending: { refusal: { reason: '"/etc" in its image cannot be executed' } },
    },
    'The engine could not start it: "/etc" in its image cannot be executed (exit code 126).',
  ],
]

/** What else happens to containers. */
const OTHERS: typeof MEASURED = [
  [
    'its own end',
    { events: {} },
    'It ended without an error (exit code 0); nobody had the engine stop it.',
  ],
  ['an end that nobody saw', {}, 'It ended without an error (exit code 0).'],
  [
    'a general error',
    { code: 1, events: {} },
    'It ended with exit code 1, with which programs report a general error.',
  ],
  [
    'a code of its program',
    { code: 42 },
    'It ended with exit code 42, an error code of its own program.',
  ],
  [
    'a shell that found no command',
    { code: 127 },
    'It ended with exit code 127, with which a shell says that it did not find a command.',
  ],
  [
    'a shell that could not execute one',
    { code: 126 },
    'It ended with exit code 126, with which a shell says that it cannot execute a command.',
  ],
  [
    'code 125',
    { code: 125 },
    'It ended with exit code 125, with which tools that start other programs say that they failed themselves.',
  ],
  [
    'code 255',
    { code: 255 },
    'It ended with exit code 255: its program failed, or the engine lost it, as when its machine went down.',
  ],
  [
    'Ctrl+C',
    { code: 130 },
    'It ended with exit code 130, which stands for SIGINT, as from Ctrl+C.',
  ],
  [
    'an abort',
    { code: 134 },
    'It ended with exit code 134, which stands for SIGABRT: its program gave up on an error that it found itself.',
  ],
  [
    'a crash',
    { code: 139 },
    'It ended with exit code 139, which stands for SIGSEGV: it crashed on memory that it may not use.',
  ],
  [
    'a SIGTERM that nobody saw',
    { code: 143 },
    'It ended with exit code 143, which stands for SIGTERM: something asked it to end.',
  ],
  [
    'a SIGTERM past the engine',
    { code: 143, events: {} },
    'It ended with exit code 143, which stands for SIGTERM: something asked it to end; nobody had the engine send it.',
  ],
  [
    'a code that would be a signal of no program',
    { code: 200 },
    'It ended with exit code 200, an error code of its own program.',
  ],
  [
    'a SIGKILL that nobody saw',
    { code: 137 },
    'It ended with exit code 137, which stands for SIGKILL; what sent that is not known.',
  ],
  [
    'a SIGKILL past the engine',
    { code: 137, events: {} },
    'It ended with exit code 137, which stands for SIGKILL; nobody had the engine send it.',
  ],
  [
    'a stop that it heeded',
    { events: { signals: signals([15, 68]), stopped: true } },
    'It was stopped: it ended 68 ms after SIGTERM, without an error (exit code 0).',
  ],
  [
    'a stop that ended it',
    { code: 143, events: { signals: signals([15, 68]), stopped: true } },
    'It was stopped: SIGTERM ended it (exit code 143).',
  ],
  [
    'a stop by another signal that it answered with an error',
    { code: 7, events: { signals: signals([2, 1500]), stopped: true } },
    'It was stopped: it ended 1.5 s after SIGINT, with exit code 7.',
  ],
  [
    'a stop by SIGKILL at once',
    { code: 137, events: { signals: signals([9, 20]), stopped: true } },
    'It was stopped: SIGKILL ended it (exit code 137).',
  ],
  [
    'a signal by request that ended it',
    { code: 143, events: { signals: signals([15, 20]) } },
    'It was ended by SIGTERM (exit code 143): somebody had the engine send it, as "docker kill" does.',
  ],
  [
    'a signal by request that it answered',
    { code: 7, events: { signals: signals([15, 33]) } },
    'It ended with exit code 7, 33 ms after somebody had the engine send it SIGTERM.',
  ],
  [
    'a signal long ago',
    { code: 7, events: { signals: signals([1, 60_000]) } },
    'It ended with exit code 7, an error code of its own program.',
  ],
  [
    'a kill of one that had run out of memory before',
    { code: 137, ...LIMITED, events: { oomBeforeMs: 50_000, signals: signals([9, 20]) } },
    'It was killed by SIGKILL: somebody had the engine send it, as "docker kill" does.',
  ],
  [
    'a stop of one that had lost a process long before',
    {
      ...LIMITED,
      events: { oomBeforeMs: 50_000, signals: signals([15, 100]), stopped: true },
    },
    'It was stopped: it ended 100 ms after SIGTERM, without an error (exit code 0).',
  ],
  [
    'too little memory without a limit',
    { code: 137, oomKilled: true },
    'It ran out of memory: the kernel killed it (SIGKILL, exit code 137).',
  ],
  [
    'Podman’s stop that timed out',
    { code: 137, events: { stopped: true, isWhole: false } },
    'The stop timed out: it did not end in the time that a stop gives it, so the engine killed it (SIGKILL).',
  ],
  [
    'Podman’s kill, whose signal it does not tell',
    { code: 137, events: { signals: [{ beforeMs: 50 }], isWhole: false } },
    'It ended with exit code 137, which stands for SIGKILL, 50 ms after somebody had the engine send it a signal.',
  ],
  [
    'a start that was refused for an unknown reason',
    { code: 128, error: 'odd', state: { kind: 'failed-to-start', exitCode: 128, reason: 'odd' } },
    'The engine could not start it (exit code 128).',
  ],
  [
    'a start that was refused after it had run',
    { code: 128, error: 'in use', ending: { refusal: { reason: 'the port 80 is taken' } } },
    'The engine could not start it again: the port 80 is taken (exit code 128).',
  ],
  [
    'a start that was refused without a word',
    { code: 127, state: { kind: 'failed-to-start', exitCode: 127, reason: '' } },
    'The engine could not start it: the command was not found (exit code 127).',
  ],
  [
    'a loop of restarts',
    { code: 4, state: { kind: 'restarting' }, restartCount: 4, events: {} },
    'It ended with exit code 4, an error code of its own program; the engine has restarted it 4 times, and tries again.',
  ],
  [
    'the first of a loop',
    { code: 4, state: { kind: 'restarting' } },
    'It ended with exit code 4, an error code of its own program; the engine starts it again.',
  ],
  [
    'the end of a loop',
    { code: 4, restartCount: 2 },
    'It ended with exit code 4, an error code of its own program; the engine had restarted it 2 times before.',
  ],
  ['nothing yet', { state: { kind: 'created' } }, 'It was created and has not run yet.'],
  [
    'half a removal',
    { state: { kind: 'dead' } },
    'The engine could not remove all of it, and what is left cannot be started.',
  ],
  ['a removal', { state: { kind: 'removing' } }, 'The engine is removing it.'],
]

describe('one true sentence on', () => {
  test.each([...MEASURED, ...OTHERS])('%s', (_what, given, sentence) => {
    expect(why(given)?.sentence).toBe(sentence)
  })
})

test.each([
  [{ code: 137, ...LIMITED }, 'Give it a higher memory limit, or have it use less.'],
  [{ code: 137 }, /docker kill.*timed out.*memory was short/],
  [{ code: 137, events: {} }, /"kill" in the container/],
  [{ code: 127 }, /log names the command/],
  [{ code: 132 }, /processor/],
  [
    { code: 1, restartCount: 1, state: { kind: 'restarting' } as const },
    /^Stop it to end the loop/,
  ],
])('%j leads on: %s', (given, next) => {
  expect(why(given)?.next).toMatch(next)
})

test('the hint of a refusal is what to do next', () => {
  const refusal = { reason: 'the port 80 is taken', hint: 'Publish another one.' }
  expect(why({ error: 'in use', ending: { refusal } })?.next).toBe('Publish another one.')
})

test('what somebody wanted is no failure', () => {
  const stop = { signals: signals([15, 50]), stopped: true }
  expect(why({ code: 143, events: stop })?.tone).toBeUndefined()
  expect(why({ code: 0 })?.tone).toBeUndefined()
  expect(why({ code: 1 })?.tone).toBe('failure')
})

test('a health check that had failed is told with the end', () => {
  const health: LastHealth = { failing: true, streak: 3, exitCode: 1, output: '' }
  expect(why({ code: 2, ending: { finishedAt: 1, health } })?.sentence).toBe(
    'It ended with exit code 2, with which many programs report that they were called wrongly; its health check had failed 3 times in a row.',
  )
  const well = { ...health, failing: false }
  expect(why({ code: 2, ending: { finishedAt: 1, health: well } })?.sentence).not.toContain(
    'health',
  )
})

test('what is told of another run explains nothing', () => {
  const events = { ...WHOLE, stopped: true, signals: signals([15, 1]) }
  expect(why({ code: 1, ending: { finishedAt: 2, events } })?.sentence).toBe(
    'It ended with exit code 1, with which programs report a general error.',
  )
})

test.each(['running', 'paused'] as const)('one that is %s has not stopped', (kind) => {
  expect(why({ state: { kind } })).toBeUndefined()
})

test.each([
  ['exited', 'Why it stopped'],
  ['created', 'Why it does not run'],
] as const)('one that is %s is explained under "%s"', (kind, title) => {
  const state = kind === 'exited' ? { kind, exitCode: 0 } : { kind }
  expect(why({ state })?.title).toBe(title)
})
