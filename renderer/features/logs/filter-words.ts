import { plural } from '#lib/plural.ts'
import type { LogCriteria } from '../../workers/log/log-criteria.ts'
import type { LogLevel } from '../../workers/log/log-level.ts'
import { timeWords, type TimeZone } from './filter-times.ts'

/** Levels as people choose them. */
export const LEVEL_WORDS: Readonly<Record<LogLevel, string>> = {
  trace: 'Trace',
  debug: 'Debug',
  info: 'Info',
  warn: 'Warn',
  error: 'Error',
  fatal: 'Fatal',
  none: 'No level',
}

/** One thing that lines must meet, and what gives it up. */
export interface FilterPart {
  readonly id: 'containers' | 'levels' | 'sources' | 'time'
  readonly words: string
  readonly without: { readonly [Key in keyof LogCriteria]: undefined }
}

/** What lines must meet now, in words. */
export function filterParts(
  { hidden, levels, sources, from, to }: LogCriteria,
  zone: TimeZone,
): readonly FilterPart[] {
  const parts: FilterPart[] = []
  if (hidden) {
    const words = `${plural(hidden.length, 'container')} hidden`
    parts.push({ id: 'containers', words, without: { hidden: undefined } })
  }
  if (levels) {
    const words = levels.map((level) => LEVEL_WORDS[level]).join(', ')
    parts.push({ id: 'levels', words, without: { levels: undefined } })
  }
  if (sources) {
    parts.push({ id: 'sources', words: sources.join(', '), without: { sources: undefined } })
  }
  if (from !== undefined || to !== undefined) {
    const words = rangeWords(from, to, zone)
    parts.push({ id: 'time', words, without: { from: undefined, to: undefined } })
  }
  return parts
}

function rangeWords(from: number | undefined, to: number | undefined, zone: TimeZone): string {
  if (to === undefined) return `from ${timeWords(from ?? 0, zone)}`
  if (from === undefined) return `to ${timeWords(to, zone)}`
  return `${timeWords(from, zone)} to ${timeWords(to, zone)}`
}
