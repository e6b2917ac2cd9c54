import type { EngineErrorShape } from '#shared/errors.ts'
import type { SshDestination } from '../address.ts'
import { engineLine } from '../engine-text.ts'
import { terminalCommand } from './ssh-command.ts'

type Told = Pick<EngineErrorShape, 'code' | 'message' | 'hint'>

const CHANGED = /REMOTE HOST IDENTIFICATION HAS CHANGED|^Host key for .+ has changed/m
const REVOKED = /REVOKED HOST KEY DETECTED|^Host key .+ is revoked/m
const UNVERIFIED = /^Host key verification failed\.|^No \S+ host key is known for /m

/**
 * The server's host key is not the one on record, or there is none on record; nothing where that
 * is not what ssh says. Both the host and the key may be those of a jump host.
 */
export function explainHostKey(stderr: string, destination: SshDestination): Told | undefined {
  const text = stderr.replaceAll('\r\n', '\n')
  const host = hostAsked(text) ?? engineLine(destination.host)
  const key = keyShown(text)
  const byHand = terminalCommand(destination)
  if (REVOKED.test(text)) {
    return {
      code: 'changed-host-key',
      message: `The host key of ${host}${key} is marked as revoked: do not trust it`,
      hint: 'Ask whoever runs that machine.',
    }
  }
  if (CHANGED.test(text)) {
    return {
      code: 'changed-host-key',
      message: `The host key of ${host} has changed${key}: somebody may stand between you and it`,
      hint: `Ask whoever runs that machine for its fingerprint. Only if it is this one, forget the old key${whereOld(text)}, then accept the new one with "${byHand}" in a terminal.`,
    }
  }
  if (!UNVERIFIED.test(text)) return undefined
  return {
    code: 'unknown-host-key',
    message: `The host key of ${host} is not known yet${key}`,
    hint: `Compare the fingerprint with the machine’s own; to accept it, run "${byHand}" in a terminal and answer "yes".`,
  }
}

/** The last one asked before the end: earlier ones are jump hosts that were found in order. */
function hostAsked(text: string): string | undefined {
  const [, host] = [...text.matchAll(/^debug1: Authenticating to (\S+) as /gm)].at(-1) ?? []
  return host && engineLine(host)
}

/** The key's kind and fingerprint, in brackets and with the space before them. */
function keyShown(text: string): string {
  const [, kind, shown] = [...text.matchAll(/^debug1: Server host key: (\S+) (\S+)/gm)].at(-1) ?? []
  if (kind && shown) return ` (${engineLine(kind)} ${engineLine(shown)})`
  const [, sent] = /key sent by the remote host is\n(\S+?)\.?$/m.exec(text) ?? []
  return sent ? ` (${engineLine(sent)})` : ''
}

/** Which line of which file says otherwise, and how to take it out. */
function whereOld(text: string): string {
  const [, file, line] = /^Offending \S+ key in (.+):(\d+)$/m.exec(text) ?? []
  if (!file) return ''
  const [, name] = /^Host key for (\S+) has changed/m.exec(text) ?? []
  const where = ` (line ${line} of ${engineLine(file)})`
  return name
    ? `${where} with: ssh-keygen -f "${engineLine(file)}" -R "${engineLine(name)}"`
    : where
}
