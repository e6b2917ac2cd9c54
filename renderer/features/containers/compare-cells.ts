import { naturalCompare } from '#lib/natural-compare.ts'

/**
 * The order of two cells of an engine's table: numbers by their size, times by their length, and
 * everything else as people order text.
 */
export function compareCells(a: string, b: string): number {
  const [one, other] = [amountIn(a), amountIn(b)]
  return one !== undefined && other !== undefined ? one - other : naturalCompare(a, b)
}

/** A number, or the seconds of a time as `ps` (`2-03:04:05`) or Go (`1h2m3.5s`) writes it. */
export function amountIn(text: string): number | undefined {
  if (/^-?\d+(\.\d+)?%?$/.test(text)) return Number.parseFloat(text)
  return secondsOfPs(text) ?? secondsOfGo(text)
}

function secondsOfPs(text: string): number | undefined {
  const parts = /^(?:(\d+)-)?(?:(\d+):)?(\d+):(\d+)$/.exec(text)
  if (!parts) return undefined
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)
}

/** Longer units first: `ms` is not `m`. */
const GO_UNITS = { ms: 1e-3, µs: 1e-6, ns: 1e-9, h: 3600, m: 60, s: 1 } as const

function secondsOfGo(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|µs|ns|h|m|s))+$/.test(text)) return undefined
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|µs|ns|h|m|s)/g)]
  return parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * GO_UNITS[unit as keyof typeof GO_UNITS],
    0,
  )
}
