import {
  RANGES,
  slotOf,
  type Figure,
  type Range,
  type StatsHistory,
} from '#shared/stats-history.ts'
import type { ChartKind } from './chart-kinds.ts'
import { memberKey, type StatsMember } from './follower.ts'

/** The slots that a chart shows, the last one being that of now. */
export interface Slots {
  readonly range: Range
  readonly first: number
  readonly count: number
}

/** A value in each slot; null is a gap. */
type Values = readonly (number | null)[]

/** A line of a chart. */
export interface ChartLine {
  readonly key: string
  readonly name: string
  readonly role: 'part' | 'member' | 'others' | 'sum' | 'limit'
  readonly values: Values
}

/** Containers that have a line of their own; the others share one. */
const MAX_MEMBER_LINES = 6

/** A limit that is farther away than this many times what is used says nothing in the picture. */
const NEAR_LIMIT = 4

/** Milliseconds: containers that are sampled seldom still are in the sum of now. */
const HOLD_MS = 60_000

/** The slots of a range up to a moment. */
export function slotsUntil(range: Range, now: number): Slots {
  const { slots } = RANGES[range]
  return { range, first: slotOf(range, now) - slots + 1, count: slots }
}

/** The beginning of each slot, in seconds since the epoch. */
export function timesOf({ range, first, count }: Slots): readonly number[] {
  const { slotMs } = RANGES[range]
  return Array.from({ length: count }, (_, at) => ((first + at) * slotMs) / 1000)
}

type HistoryOf = (member: StatsMember) => StatsHistory | undefined

/** The lines of one container: a part each, and its limit if that is near. */
export function linesOfOne(
  kind: ChartKind,
  history: StatsHistory,
  slots: Slots,
  limit?: number,
): readonly ChartLine[] {
  const parts = kind.parts.map(({ name, figure }): ChartLine => {
    return { key: figure, name, role: 'part', values: read(history, figure, slots) }
  })
  const most = Math.max(0, ...parts.map((line) => summaryOf(line.values)?.max ?? 0))
  if (!limit || limit > most * NEAR_LIMIT) return parts
  const values = Array.from({ length: slots.count }, () => limit)
  return [...parts, { key: 'limit', name: 'Limit', role: 'limit', values }]
}

/** What a figure was last; nothing where the range knows nothing of it. */
export function latestOf(history: StatsHistory, figure: Figure, slots: Slots): number | undefined {
  return summaryOf(read(history, figure, slots))?.latest
}

/** The members that have most on average, in that order; the ones that have a line of their own. */
export function rankMembers(
  kind: ChartKind,
  members: readonly StatsMember[],
  historyOf: HistoryOf,
  slots: Slots,
): readonly string[] {
  const mean = (member: StatsMember) =>
    summaryOf(valuesOf(kind, historyOf(member), slots))?.mean ?? -1
  const means = members.map((member) => ({ key: memberKey(member), mean: mean(member) }))
  const ranked = means.toSorted((a, b) => b.mean - a.mean).map(({ key }) => key)
  return ranked.length <= MAX_MEMBER_LINES ? ranked : ranked.slice(0, MAX_MEMBER_LINES)
}

/** The lines of several containers: the sum, those that rank first, and the others as one. */
export function linesOfMany(
  kind: ChartKind,
  members: readonly StatsMember[],
  ranked: readonly string[],
  historyOf: HistoryOf,
  slots: Slots,
): readonly ChartLine[] {
  const all = new Map(
    members.map((member) => {
      const values = valuesOf(kind, historyOf(member), slots)
      return [memberKey(member), { member, values }] as const
    }),
  )
  const own = ranked.flatMap((key): ChartLine[] => {
    const one = all.get(key)
    return one ? [{ key, name: one.member.name, role: 'member', values: one.values }] : []
  })
  const others = [...all].filter(([key]) => !ranked.includes(key)).map(([, one]) => one)
  const sum = (of: typeof others) =>
    sumOf(of.map(({ member, values }) => (member.isRunning ? held(values, slots) : values)))
  const total: ChartLine = {
    key: 'sum',
    name: `All ${members.length}`,
    role: 'sum',
    values: sum([...all.values()]),
  }
  if (others.length === 0) return [total, ...own]
  const rest = {
    key: 'others',
    name: others.length === 1 ? '1 other' : `${others.length} others`,
    role: 'others',
    values: sum(others),
  } as const
  return [total, ...own, rest]
}

/** What is said of a line in words; nothing where it is all gap. */
export interface Summary {
  readonly latest: number
  readonly min: number
  readonly mean: number
  readonly max: number
}

/** Of the values that are known. */
export function summaryOf(values: Values): Summary | undefined {
  const there = values.filter((value) => value !== null)
  const latest = there.at(-1)
  if (latest === undefined) return undefined
  const sum = there.reduce((total, value) => total + value, 0)
  return { latest, min: Math.min(...there), mean: sum / there.length, max: Math.max(...there) }
}

function valuesOf(kind: ChartKind, history: StatsHistory | undefined, slots: Slots): Values {
  if (!history) return Array.from({ length: slots.count }, () => null)
  return sumOf(kind.parts.map(({ figure }) => read(history, figure, slots)))
}

function read(history: StatsHistory, figure: Figure, { range, first, count }: Slots): Values {
  return Array.from({ length: count }, (_, at) => {
    const value = history.at(range, first + at, figure)
    return Number.isNaN(value) ? null : value
  })
}

/** A sum leaves out what is not known, and is a gap where nothing is. */
function sumOf(all: readonly Values[]): Values {
  const count = all[0]?.length ?? 0
  return Array.from({ length: count }, (_, at) => {
    let sum: number | null = null
    for (const values of all) {
      const value = values[at] ?? null
      if (value !== null) sum = (sum ?? 0) + value
    }
    return sum
  })
}

/** The last value goes on until now, if it is not too old: its next sample only takes its time. */
function held(values: Values, { range }: Slots): Values {
  const last = values.findLastIndex((value) => value !== null)
  const age = (values.length - 1 - last) * RANGES[range].slotMs
  if (last < 0 || age === 0 || age > HOLD_MS) return values
  return values.map((value, at) => (at > last ? (values[last] ?? null) : value))
}
