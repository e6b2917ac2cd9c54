import type { EngineErrorShape } from '#shared/errors.ts'
import type { SshDestination } from '../address.ts'

type Told = Pick<EngineErrorShape, 'code' | 'message' | 'hint'>

const TURNED_AWAY = /: Permission denied \(/

/**
 * Nobody was let in, and the key that the connection names could not be opened; nothing where that
 * is not what ssh says. Of the keys that only a configuration names, many are not there.
 */
export function explainMissingKey(stderr: string, { identity }: SshDestination): Told | undefined {
  if (identity === undefined || !TURNED_AWAY.test(stderr)) return undefined
  const [, reason] = stderr.split(`no such identity: ${identity}: `)
  if (reason === undefined) return undefined
  return {
    code: 'no-permission',
    message: `The key ${identity} cannot be used: ${reason.split(/\r?\n/)[0]}`,
    hint: 'Put the file back, or correct what names it.',
  }
}
