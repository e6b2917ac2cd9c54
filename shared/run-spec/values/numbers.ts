import { BadValue } from './bad-value.ts'

const NANO = 1_000_000_000
const NANO_DIGITS = 9

export function parseInteger(text: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw new BadValue(`"${text}" is no whole number`)
  return Number(text)
}

/** `1.5` as billionths of a CPU. */
export function parseCpus(text: string): number {
  const [, whole, part = ''] = /^(\d*)(?:\.(\d*))?$/.exec(text) ?? []
  if (whole === undefined || whole + part === '') {
    throw new BadValue(`"${text}" is no number of CPUs: write one such as 1.5`)
  }
  if (part.length > NANO_DIGITS)
    throw new BadValue(`"${text}" is too precise: docker takes nine digits`)
  return Number(whole) * NANO + Number(part.padEnd(NANO_DIGITS, '0'))
}

export function cpusText(nanoCpus: number): string {
  const part = String(nanoCpus % NANO)
    .padStart(NANO_DIGITS, '0')
    .replace(/0+$/, '')
  return `${Math.trunc(nanoCpus / NANO)}${part && `.${part}`}`
}

/** What Go's flags take for yes and no. */
export function parseBoolean(text: string): boolean {
  if (/^(1|t|T|true|TRUE|True)$/.test(text)) return true
  if (/^(0|f|F|false|FALSE|False)$/.test(text)) return false
  throw new BadValue(`"${text}" is neither true nor false`)
}
