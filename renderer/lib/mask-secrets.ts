import { isSecret, MASK } from '#shared/secret-values.ts'

export interface MaskedJson {
  readonly json: string
  /** How many values are hidden. */
  readonly hidden: number
}

/** `NAME=value`, as engines list environment variables, build arguments and options. */
const ASSIGNMENT = /^([A-Za-z_][\w.-]*)=([^]*)$/

/** Pretty-printed JSON with a mask for each text that looks like a secret; not JSON: as it is. */
export function maskSecrets(json: string): MaskedJson {
  let hidden = 0
  const mask = (name: string, value: unknown): unknown => {
    if (typeof value !== 'string') return value
    const [, inner, assigned = ''] = ASSIGNMENT.exec(value) ?? []
    const isInner = inner !== undefined && isSecret(inner, assigned)
    // The places of a list are no names.
    if (!isInner && !isSecret(/^\d+$/.test(name) ? '' : name, value)) return value
    hidden += 1
    return isInner ? `${inner}=${MASK}` : MASK
  }
  try {
    const parsed: unknown = JSON.parse(json, mask)
    return { json: hidden > 0 ? JSON.stringify(parsed, undefined, 2) : json, hidden }
  } catch {
    return { json, hidden: 0 }
  }
}
