import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { TlsPaths } from '#shared/contract/connections.ts'
import type { TlsFiles } from './address.ts'

/** As the docker CLI names them, with `.pem`. */
const NAMES = ['ca', 'cert', 'key'] as const

/**
 * The PEM files that a folder holds; undefined where there is no such folder. Throws when it is
 * there and cannot be read.
 */
export function findTlsFiles(folder: string): TlsFiles | undefined {
  const present = namesIn(folder)
  if (!present) return undefined
  const found = NAMES.filter((name) => present.includes(`${name}.pem`))
  return Object.fromEntries(found.map((name) => [name, join(folder, `${name}.pem`)]))
}

/** Files only where there is one: their presence alone means TLS. */
export function filesOf(tls: TlsPaths | undefined): TlsFiles | undefined {
  const { ca, cert, key } = tls ?? {}
  const files = { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) }
  return Object.keys(files).length > 0 ? files : undefined
}

function namesIn(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw cause
  }
}
