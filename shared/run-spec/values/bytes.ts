import { BadValue } from './bad-value.ts'

const UNITS = ['', 'k', 'm', 'g', 't', 'p'] as const
const KIBI = 1024

/** `512m`, `1.5g`, `64MiB`: docker counts all of them by 1024. */
export function parseBytes(text: string): number {
  const [, figure, unit = ''] = /^(\d+(?:\.\d+)?) ?([kmgtp]?)i?b?$/i.exec(text) ?? []
  const power = UNITS.findIndex((one) => one === unit.toLowerCase())
  if (figure === undefined || power < 0) {
    throw new BadValue(`"${text}" is no size: write a number with b, k, m or g, such as 512m`)
  }
  return Math.trunc(Number(figure) * KIBI ** power)
}

/** The same where -1 means "no limit". */
export function parseBytesOrUnlimited(text: string): number {
  return text === '-1' ? -1 : parseBytes(text)
}

/** In the largest unit that says it exactly: `64m`, `1536k`, `1000b`. */
export function bytesText(bytes: number): string {
  if (bytes <= 0) return String(bytes)
  const power = UNITS.findLastIndex((_unit, power) => bytes % KIBI ** power === 0)
  return `${bytes / KIBI ** power}${UNITS[power] || 'b'}`
}
