type Base = 1000 | 1024

const UNITS: Readonly<Record<Base, readonly string[]>> = {
  1000: ['B', 'kB', 'MB', 'GB', 'TB', 'PB'],
  1024: ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'],
}

/** Memory as the engine counts it, in powers of 1024: `937 MiB`. */
export function formatMemory(bytes: number): string {
  return format(bytes, 1024)
}

/** Image and disk sizes as the docker CLI writes them, in powers of 1000: `184 MB`. */
export function formatSize(bytes: number): string {
  return format(bytes, 1000)
}

function format(bytes: number, base: Base): string {
  if (!Number.isFinite(bytes)) return '—'
  const units = UNITS[base]
  let value = Math.max(0, bytes)
  let unit = 0
  // Rounded first: 1023.9 KiB is 1 MiB.
  while (rounded(value) >= base && unit < units.length - 1) {
    value /= base
    unit += 1
  }
  return `${rounded(value)} ${units[unit]}`
}

/** Three digits say enough: 1.25 GiB, 61.2 MiB, 937 MiB. */
const SIGNIFICANT_DIGITS = 3

function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(SIGNIFICANT_DIGITS))
}
