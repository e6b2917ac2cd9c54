import { isAbsolute } from 'node:path'
import { EngineError } from '#shared/errors.ts'
import type { SshDestination } from '../address.ts'
import { engineLine } from '../engine-text.ts'

/** How the system's ssh is run. */
export interface SshSettings {
  readonly program: string
  /** More arguments for it. */
  readonly args: readonly string[]
  /** Whether several ssh processes can share one login. */
  readonly canShare: boolean
}

/** Shorter than the deadline of a call, so that ssh gives the reason before the call gives up. */
const CONNECT_TIMEOUT_S = 8

/** A dead link shows after two unanswered questions, 9 s: the heartbeat has noticed by then. */
const ALIVE_INTERVAL_S = 3
const ALIVE_COUNT = 2

/**
 * What wins over the person's own configuration. Nothing prompts; nothing of theirs is forwarded,
 * which also keeps their `LocalForward` lines from opening a TCP port of ours; their own
 * multiplexing neither takes our connection nor lends theirs. Which host keys count stays theirs.
 */
const FIXED_OPTIONS: Readonly<Record<string, string | number>> = {
  BatchMode: 'yes',
  ClearAllForwardings: 'yes',
  ConnectTimeout: CONNECT_TIMEOUT_S,
  ControlPersist: 'no',
  ForwardAgent: 'no',
  ForwardX11: 'no',
  PermitLocalCommand: 'no',
  RemoteCommand: 'none',
  RequestTTY: 'no',
  ServerAliveCountMax: ALIVE_COUNT,
  ServerAliveInterval: ALIVE_INTERVAL_S,
  Tunnel: 'no',
}

/** How one ssh process takes part in the connection that several share. */
export type Sharing =
  | { readonly role: 'master' | 'client'; readonly controlPath: string }
  | { readonly role: 'alone' }

/**
 * The arguments of every ssh process of ours. Of two words on one option ssh takes the first, so
 * ours come before `extra`. It speaks as at `-v`: only there does it say which fingerprint an
 * unknown host key has, and that holds through jump hosts and aliases.
 */
export function sshArguments(
  destination: SshDestination,
  extra: readonly string[],
  sharing: Sharing,
): readonly string[] {
  const { host, user, port, identity } = destination
  const options = { ...FIXED_OPTIONS, ...sharingOptions(sharing) }
  return [
    '-v',
    ...Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]),
    ...(user === undefined ? [] : ['-l', user]),
    ...(port === undefined ? [] : ['-p', String(port)]),
    ...(identity === undefined ? [] : identityArguments(identity)),
    ...extra,
    '--',
    host,
  ]
}

/**
 * The key that is named comes first, then those that the person's configuration names for the host.
 * What else the agent or `~/.ssh` holds is not offered: a server turns away who offers too many.
 */
function identityArguments(identity: string): readonly string[] {
  // As a line of a configuration, in which a percent sign can be kept from meaning something; what
  // follows `-i` is first looked for as it stands, and then read as such a line.
  const path = identity.replaceAll(/["\\]/g, '\\$&').replaceAll('%', '%%')
  return ['-o', `IdentityFile="${path}"`, '-o', 'IdentitiesOnly=yes']
}

function sharingOptions(sharing: Sharing) {
  if (sharing.role === 'alone') return { ControlMaster: 'no', ControlPath: 'none' }
  const ControlMaster = sharing.role === 'master' ? 'yes' : 'no'
  return { ControlMaster, ControlPath: sharing.controlPath }
}

/** What a person types to reach the same machine by hand. */
export function terminalCommand({ host, user, port, identity }: SshDestination): string {
  const key = identity === undefined ? [] : ['-i', shellQuote(identity)]
  const at = port === undefined ? [] : ['-p', port]
  return ['ssh', ...key, ...at, user === undefined ? host : `${user}@${host}`].join(' ')
}

/** The destination as an error names it. */
export function describeDestination({ host, user, port }: SshDestination): string {
  const where = user === undefined ? host : `${user}@${host}`
  return engineLine(port === undefined ? where : `${where}:${port}`)
}

/** What ssh itself refuses in names since 9.6: they reach shells through `ProxyCommand`. */
const UNSAFE_NAME = /^-|[\s\u0000-\u001f\u007f'`"$\\;&<>|(){}]/

/** ssh would expand "%" and "$" in a path, as the person's home or the like. */
const FORWARDABLE_PATH = /^\/[^\u0000-\u001f\u007f%$]+$/

/** ssh would put in a variable of the environment, and nothing keeps it from that. */
const UNSAFE_KEY_FILE = /[\u0000-\u001f\u007f]|\$\{/

/** Throws where a destination would be read as something else than what it says. */
export function checkDestination({ host, user, socketPath, identity }: SshDestination): void {
  if (!host || UNSAFE_NAME.test(host)) throw unusable('host name', host)
  if (user !== undefined && (!user || UNSAFE_NAME.test(user))) throw unusable('user name', user)
  if (socketPath !== undefined && !FORWARDABLE_PATH.test(socketPath)) {
    throw unusable('socket path', socketPath)
  }
  // A relative one would be looked for in the folder that the app happens to be in.
  if (identity !== undefined && (!isAbsolute(identity) || UNSAFE_KEY_FILE.test(identity))) {
    throw unusable('key file', identity)
  }
}

function unusable(what: string, value: string): EngineError {
  return new EngineError({
    code: 'unreachable',
    message: `ssh cannot be given the ${what} "${engineLine(value)}"`,
    hint: 'Correct it in the connection, or make an alias in ~/.ssh/config and use that.',
  })
}

/** One argument of a POSIX shell, whatever it holds. */
export function shellQuote(text: string): string {
  return /^[\w./:=@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
