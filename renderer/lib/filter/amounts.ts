/** Milliseconds in the units that people write ages in. */
const AGE_UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
  mo: 30 * 86_400_000,
  y: 365 * 86_400_000,
}

/** Bytes, as the docker CLI counts the sizes of images: by thousands, and by 1,024 with an `i`. */
const SIZE_UNITS: Readonly<Record<string, number>> = {
  b: 1,
  k: 1e3,
  kb: 1e3,
  kib: 1024,
  m: 1e6,
  mb: 1e6,
  mib: 1024 ** 2,
  g: 1e9,
  gb: 1e9,
  gib: 1024 ** 3,
  t: 1e12,
  tb: 1e12,
  tib: 1024 ** 4,
}

/** Milliseconds of `90s`, `2d` or `1d12h`; undefined where it is no age. */
export function parseAge(text: string): number | undefined {
  return sumOf(text, AGE_UNITS)
}

/** Bytes of `500mb`, `1.5gib` or `4096`; undefined where it is no size. */
export function parseSize(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : sumOf(text, SIZE_UNITS)
}

function sumOf(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const written = text.toLowerCase()
  if (!/^(\d+(\.\d+)?[a-z]+)+$/.test(written)) return undefined
  const parts = [...written.matchAll(/(\d+(?:\.\d+)?)([a-z]+)/g)]
  return parts.reduce<number | undefined>((sum, [, count, unit = '']) => {
    const size = Object.hasOwn(units, unit) ? units[unit] : undefined
    return sum === undefined || size === undefined ? undefined : sum + Number(count) * size
  }, 0)
}
