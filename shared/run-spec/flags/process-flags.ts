import type { RunSpec, SpecHealthcheck, SpecVariable } from '../run-spec.ts'
import { BadValue } from '../values/bad-value.ts'
import { durationText, parseDuration } from '../values/duration.ts'
import { parseBoolean, parseInteger } from '../values/numbers.ts'
import { parseRestart, restartText } from '../values/restart-text.ts'
import { toVariable, variableText } from '../values/variable-text.ts'
import { quotePosix } from '../words/quote-posix.ts'
import type { Flag } from './flag.ts'
import { integer, list, loosePairs, single, text, texts, toggle } from './make-flag.ts'

const STREAMS: ReadonlySet<string> = new Set(['stdin', 'stdout', 'stderr'])

/** What it is called, how it runs, and what its program is given. */
export const processFlags: readonly Flag[] = [
  toggle('detach', 'detach', { short: 'd' }),
  toggle('interactive', 'openStdin', { short: 'i' }),
  toggle('tty', 'tty', { short: 't' }),
  list<string>(
    'attach',
    'attach',
    (value) => [parseStream(value)],
    (streams) => streams,
    { short: 'a' },
  ),
  toggle('rm', 'autoRemove'),
  text('name', 'name'),
  text('platform', 'platform'),
  single<string>('pull', 'pull', parsePull, String),
  single<NonNullable<RunSpec['restartPolicy']>>(
    'restart',
    'restartPolicy',
    parseRestart,
    restartText,
  ),
  {
    name: 'init',
    isSwitch: true,
    read: (spec, value) => ({ ...spec, init: parseBoolean(value) }),
    write: ({ init }) => (init === undefined ? [] : [String(init)]),
  },
  {
    name: 'entrypoint',
    read: (spec, value) => ({ ...spec, entrypoint: value === '' ? [] : [value] }),
    // What follows the first word of it comes before the command.
    write: ({ entrypoint }) => (entrypoint ? [entrypoint[0] ?? ''] : []),
  },
  text('user', 'user', { short: 'u' }),
  texts('group-add', 'groupAdd'),
  text('workdir', 'workingDir', { short: 'w' }),
  text('stop-signal', 'stopSignal'),
  integer('stop-timeout', 'stopTimeout'),
  list<SpecVariable>(
    'env',
    'env',
    (value) => [parseVariable(value)],
    (env) => env.map(variableText),
    { short: 'e' },
  ),
  loosePairs('label', 'labels', { short: 'l' }),
  {
    name: 'health-cmd',
    read: (spec, value) => withHealth(spec, { test: ['CMD-SHELL', value] }),
    write: ({ healthcheck }) => healthCommand(healthcheck?.test),
  },
  healthTime('health-interval', 'interval'),
  healthTime('health-timeout', 'timeout'),
  healthTime('health-start-period', 'startPeriod'),
  healthTime('health-start-interval', 'startInterval'),
  {
    name: 'health-retries',
    read: (spec, value) => withHealth(spec, { retries: parseInteger(value) }),
    write: ({ healthcheck }) =>
      healthcheck?.retries === undefined ? [] : [String(healthcheck.retries)],
  },
  {
    name: 'no-healthcheck',
    isSwitch: true,
    read: (spec, value) =>
      parseBoolean(value) ? { ...spec, healthcheck: { test: ['NONE'] } } : spec,
    write: ({ healthcheck }) => (healthcheck?.test?.[0] === 'NONE' ? ['true'] : []),
  },
]

function parseStream(value: string): string {
  const stream = value.toLowerCase()
  if (!STREAMS.has(stream)) throw new BadValue(`"${value}" is none of stdin, stdout and stderr`)
  return stream
}

/** `missing` is what happens without a word. */
function parsePull(value: string): string | undefined {
  if (!['always', 'missing', 'never', 'newer'].includes(value)) {
    throw new BadValue(`"${value}" is none of always, missing and never`)
  }
  return value === 'missing' ? undefined : value
}

function parseVariable(text: string): SpecVariable {
  const variable = toVariable(text)
  if (variable.name === '') throw new BadValue('the name of the variable is missing')
  return variable
}

function withHealth(spec: RunSpec, more: SpecHealthcheck): RunSpec {
  return { ...spec, healthcheck: { ...spec.healthcheck, ...more } }
}

function healthTime(
  name: string,
  field: 'interval' | 'timeout' | 'startPeriod' | 'startInterval',
): Flag {
  return {
    name,
    read: (spec, value) => withHealth(spec, { [field]: parseDuration(value) }),
    write({ healthcheck }) {
      const time = healthcheck?.[field]
      return time === undefined ? [] : [durationText(time)]
    },
  }
}

/** The CLI can only say a check that a shell runs; the words of one without are quoted for it. */
function healthCommand(test: readonly string[] = []): readonly string[] {
  const [kind, ...words] = test
  if (kind === 'CMD-SHELL') return [words.join(' ')]
  return kind === 'CMD' ? [words.map(quotePosix).join(' ')] : []
}
