import { EngineError, type EngineErrorShape } from '#shared/errors.ts'
import type { SshDestination } from '../address.ts'
import { engineLine, engineText } from '../engine-text.ts'
import { explainHostKey } from './explain-host-key.ts'
import { explainMissingKey } from './explain-missing-key.ts'
import { describeDestination, terminalCommand } from './ssh-command.ts'
import type { CarrierEnd } from './carrier.ts'

type Told = Pick<EngineErrorShape, 'code' | 'message' | 'hint'>

/** What a sentence of OpenSSH means. */
interface Meaning {
  readonly says: RegExp
  /** `at` is the destination as errors name it, `byHand` the command that goes there. */
  readonly told: (found: readonly string[], at: string, byHand: string, identity?: string) => Told
}

const TRY_BY_HAND = (byHand: string) => `To see more, run "${byHand}" in a terminal.`

/** Sentences of OpenSSH 7 to 10, the first that fits wins: what caused others comes before them. */
const MEANINGS: readonly Meaning[] = [
  {
    // Other lines are only warned of.
    says: /^(?!debug\d: )(.+?):? line (\d+): (?:Bad configuration option: (.+)|(.+))$(?=[^]*terminating, \d+ bad)/m,
    told: ([file, line, option, fault], _at, byHand) => ({
      code: 'unreachable',
      message: `Your ssh configuration cannot be read: ${file}, line ${line}: ${option ? `there is no option "${option}"` : fault}`,
      hint: `Correct the line; "${byHand}" in a terminal says whether it is right.`,
    }),
  },
  {
    says: /^Bad owner or permissions on (.+)$/m,
    told: ([file]) => ({
      code: 'no-permission',
      message: `Your ssh configuration is not used: others may write to ${file}`,
      hint: `Take that away with "chmod go-w ${file}".`,
    }),
  },
  {
    says: /^Can't open user config file (.+): (.+)$/m,
    told: ([file, fault]) => ({
      code: 'unreachable',
      message: `The ssh configuration ${file} cannot be opened: ${fault}`,
      hint: 'Check the path.',
    }),
  },
  {
    says: /^stdio forwarding failed$/m,
    told: (_found, at, byHand) => ({
      code: 'unreachable',
      message: `The jump host cannot reach ${at}`,
      hint: `Check that the machine behind it is on. ${TRY_BY_HAND(byHand)}`,
    }),
  },
  {
    says: /Could not resolve hostname (.+?): /,
    told: ([host]) => ({
      code: 'unreachable',
      message: `The host "${host}" is not known`,
      hint: 'Check the name, and that you are on the right network.',
    }),
  },
  {
    says: /connect to host (\S+) port (\d+): Connection refused/,
    told: ([host, port]) => ({
      code: 'unreachable',
      message: `No ssh server listens on ${host}, port ${port}`,
      hint: 'Start it there, or correct the port.',
    }),
  },
  {
    says: /connect to host (\S+) port (\d+): (?:Connection|Operation) timed out|Connection to (\S+) port (\d+) timed out/,
    told: ([host, , other]) => ({
      code: 'timeout',
      message: `${host || other} does not answer to ssh`,
      hint: 'Check that it is on, and that you are on the right network.',
    }),
  },
  {
    says: /connect to host (\S+) port \d+: (.+)/,
    told: ([host, fault]) => ({
      code: 'unreachable',
      message: `${host} cannot be reached: ${fault}`,
      hint: 'Check that it is on, and that you are on the right network.',
    }),
  },
  {
    says: /no matching (.+) found\. Their offer: (.+)/,
    told: ([what, offer]) => ({
      code: 'bad-answer',
      message: `Your ssh and that of the server have no ${what} in common; it offers ${offer}`,
      hint: 'Update ssh on the older of the two machines.',
    }),
  },
  {
    says: /(?:kex_exchange_identification|banner exchange): .*(?:invalid|Connection closed|reset)|Bad remote protocol version/i,
    told: (_found, at, byHand) => ({
      code: 'bad-answer',
      message: `What answers at ${at} ended the connection before it had spoken ssh`,
      hint: `Check the port; a server may also turn away who knocks too often. ${TRY_BY_HAND(byHand)}`,
    }),
  },
  {
    says: /Too many authentication failures/,
    told: (_found, at) => ({
      code: 'no-permission',
      message: `${at} was offered too many keys and turned us away`,
      hint: 'Name the right one for this host in ~/.ssh/config: IdentityFile, and "IdentitiesOnly yes".',
    }),
  },
  {
    says: /signing failed for \S+(?: "?([^"\n]+)"?(?: from agent)?)?: (.+)/,
    told: ([key, fault]) => ({
      code: 'no-permission',
      message: `The key${key ? ` ${key}` : ''} could not be used: ${fault}`,
      hint: 'Unlock the agent or touch the security key when it asks, then connect again.',
    }),
  },
  {
    // Accepted and then not used: it could not be unlocked without asking.
    says: /^debug1: Server accepts key: (.+?) \S+ SHA256:(?:(?!Authenticated )[^])*Permission denied \(/m,
    told: ([key], _at, byHand) => ({
      code: 'no-permission',
      message: `The key ${key} is the right one, and it is locked with a passphrase`,
      hint: `Unlock it for the agent with "ssh-add ${key}", or see what "${byHand}" asks in a terminal.`,
    }),
  },
  {
    says: /UNPROTECTED PRIVATE KEY FILE(?:[^]*?)Permissions \d+ for '(.+)' are too open/,
    told: ([key]) => ({
      code: 'no-permission',
      message: `The key ${key} is not used: others may read it`,
      hint: `Take that away with "chmod 600 ${key}".`,
    }),
  },
  {
    says: /(?:^|\s)(\S+): Permission denied \((.*publickey.*)\)/,
    told: ([who], _at, _byHand, identity) => ({
      code: 'no-permission',
      message:
        identity === undefined
          ? `${who} accepts none of your keys`
          : `${who} does not accept the key ${identity}`,
      hint:
        identity === undefined
          ? 'Check the user name, load your key with "ssh-add", or have it added to ~/.ssh/authorized_keys there.'
          : 'Check the user name, or have the key added to ~/.ssh/authorized_keys there.',
    }),
  },
  {
    says: /(?:^|\s)(\S+): Permission denied \((.+)\)/,
    told: ([who, methods], _at, byHand) => ({
      code: 'no-permission',
      message: `${who} wants to be logged in to by ${methods}, which needs somebody who types`,
      hint: `Let it accept a key instead; "${byHand}" in a terminal shows what it asks.`,
    }),
  },
  {
    says: /^Timeout, server (\S+) not responding/m,
    told: ([host]) => ({
      code: 'unreachable',
      message: `${host} no longer answers`,
      hint: 'Check that it is on, and that you are on the right network.',
    }),
  },
  {
    says: /Connection (?:to|closed by|reset by) .*|client_loop: send disconnect|Received disconnect from/,
    told: (_found, at, byHand) => ({
      code: 'unreachable',
      message: `The ssh connection to ${at} was closed from the other side`,
      hint: `Its server may have been restarted. ${TRY_BY_HAND(byHand)}`,
    }),
  },
]

/**
 * Why ssh ended, out of what it said on stderr at `-v`. Its own words are kept, without those
 * that only tell what it was doing.
 */
export function explainSsh(
  stderr: string,
  destination: SshDestination,
  { startFailure }: Partial<CarrierEnd> = {},
): EngineError {
  if (startFailure) return explainStartFailure(startFailure)
  const engineMessage = ownWords(stderr) || undefined
  const told =
    explainHostKey(stderr, destination) ??
    explainMissingKey(stderr, destination) ??
    meaningOf(stderr, destination)
  return new EngineError({ ...told, message: engineLine(told.message), engineMessage })
}

function meaningOf(stderr: string, destination: SshDestination): Told {
  const text = stderr.replaceAll('\r\n', '\n')
  const at = describeDestination(destination)
  const byHand = terminalCommand(destination)
  for (const { says, told } of MEANINGS) {
    const found = says.exec(text)
    if (found)
      return told(
        found.slice(1).map((word) => word && engineLine(word)),
        at,
        byHand,
        destination.identity,
      )
  }
  const last = ownWords(stderr).split('\n').at(-1)
  return {
    code: 'unreachable',
    message: `The ssh connection to ${at} ended${last ? `: ${last}` : ''}`,
    hint: TRY_BY_HAND(byHand),
  }
}

/** What `-v` adds: what ssh is doing, which version it is, and its sums at the end. */
const CHATTER =
  /^(?:debug\d: |OpenSSH_|Authenticated to |Transferred: sent |Bytes per second: |Pseudo-terminal will not )/

function ownWords(stderr: string): string {
  const lines = stderr.split(/\r?\n/).filter((line) => line.trim() && !CHATTER.test(line))
  return engineText(lines.join('\n'))
}

function explainStartFailure({ code, message }: NodeJS.ErrnoException): EngineError {
  if (code !== 'ENOENT') {
    return new EngineError({
      code: 'unreachable',
      message: `The program "ssh" of this computer cannot be started: ${engineLine(message)}`,
      hint: 'Check that "ssh" works in a terminal.',
    })
  }
  return new EngineError({
    code: 'unreachable',
    message: 'This computer has no program "ssh"',
    hint: 'Install OpenSSH’s client. On Windows it is one of the optional features.',
    engineMessage: engineLine(message),
  })
}
