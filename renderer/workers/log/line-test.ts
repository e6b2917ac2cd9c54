import type { LineLevels } from './line-levels.ts'
import type { LogCriteria } from './log-criteria.ts'
import { LOG_LEVELS } from './log-level.ts'
import type { LogLines } from './log-lines.ts'

/** Whether a line meets all criteria. */
export type LineTest = (line: number) => boolean

/** So far back it is looked for the time of a line that has none, such as a note of ours. */
const MAX_TIMELESS = 100

/** What tells of each line whether it passes: the cheap things first. */
export function lineTest(criteria: LogCriteria, log: LogLines, levels: LineLevels): LineTest {
  const tests = [
    ...(criteria.from === undefined && criteria.to === undefined ? [] : [timeTest(criteria, log)]),
    ...(criteria.sources ? [sourceTest(criteria.sources, log)] : []),
    ...(criteria.hidden ? [hiddenTest(criteria.hidden, log)] : []),
    ...(criteria.levels ? [levelTest(criteria.levels, levels)] : []),
  ]
  const [only] = tests
  if (only && tests.length === 1) return only
  return (line) => tests.every((test) => test(line))
}

function sourceTest(sources: NonNullable<LogCriteria['sources']>, log: LogLines): LineTest {
  const wanted = new Set<string>(sources)
  return (line) => wanted.has(log.sourceOf(line))
}

function hiddenTest(members: NonNullable<LogCriteria['hidden']>, log: LogLines): LineTest {
  const hidden = new Set(members)
  return (line) => !hidden.has(log.memberOf(line))
}

function levelTest(wanted: NonNullable<LogCriteria['levels']>, levels: LineLevels): LineTest {
  const codes = Uint8Array.from([0, ...LOG_LEVELS.map((level) => Number(wanted.includes(level)))])
  return (line) => codes[levels.of(line)] === 1
}

function timeTest({ from = -Infinity, to = Infinity }: LogCriteria, log: LogLines): LineTest {
  return (line) => {
    const time = timeOf(log, line)
    return time >= from && time <= to
  }
}

/** That of the line before where it has none itself. */
function timeOf(log: LogLines, line: number): number {
  const last = Math.max(log.first, line - MAX_TIMELESS)
  for (let at = line; at >= last; at--) {
    const time = log.timeOf(at)
    if (time !== undefined) return time
  }
  return -Infinity
}
