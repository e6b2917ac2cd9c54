import { BadValue } from './bad-value.ts'

/** Nanoseconds of each unit of Go's durations, longest first. */
const UNITS = [
  ['h', 3_600_000_000_000],
  ['m', 60_000_000_000],
  ['s', 1_000_000_000],
  ['ms', 1_000_000],
  ['us', 1000],
  ['ns', 1],
] as const

const PART = /(\d+(?:\.\d*)?|\.\d+)(h|ms|us|µs|ns|m|s)/g
const WHOLE = /^((\d+(\.\d*)?|\.\d+)(h|ms|us|µs|ns|m|s))+$/

/** `1m30s` in nanoseconds. */
export function parseDuration(text: string): number {
  if (text === '0') return 0
  if (!WHOLE.test(text)) {
    throw new BadValue(`"${text}" is no time: write a number with ms, s, m or h, such as 30s`)
  }
  let total = 0
  for (const [, figure, unit = ''] of text.matchAll(PART)) {
    const [, size = 0] = UNITS.find(([name]) => name === unit.replace('µ', 'u')) ?? []
    total += Number(figure) * size
  }
  return Math.round(total)
}

/** `1m30s` */
export function durationText(nanoseconds: number): string {
  let rest = nanoseconds
  let text = ''
  for (const [unit, size] of UNITS) {
    const count = Math.trunc(rest / size)
    rest -= count * size
    if (count > 0) text += `${count}${unit}`
  }
  return text || '0s'
}
