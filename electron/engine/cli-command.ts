import type { Address } from './address.ts'
import { shellQuote } from './links/ssh-command.ts'

/** A command line in its words; the first one is the program. */
export type Words = readonly [string, ...string[]]

/**
 * The command line by which the docker CLI does this on the engine behind the address, whatever
 * its own context and environment say.
 */
export function cliCommand(address: Address, doing: readonly string[]): Words {
  switch (address.kind) {
    case 'socket':
      return ['docker', '-H', socketUrl(address.path), ...doing]
    case 'tcp':
      return ['docker', '-H', `tcp://${hostAndPort(address)}`, ...doing]
    case 'tls': {
      const { ca = '', cert, key } = address.files
      // Without a word on the authority it would insist on a file of its own.
      const files = [`--tlscacert=${ca}`, ...flag('--tlscert', cert), ...flag('--tlskey', key)]
      return ['docker', '--tlsverify', ...files, '-H', `tcp://${hostAndPort(address)}`, ...doing]
    }
    case 'ssh': {
      const { host, user, port, socketPath, identity } = address
      if (identity !== undefined) return overThere(address, doing)
      const login = user === undefined ? '' : `${user}@`
      const at = port === undefined ? '' : `:${port}`
      return ['docker', '-H', `ssh://${login}${host}${at}${socketPath ?? ''}`, ...doing]
    }
    case 'wsl': {
      const { distribution, socketPath } = address
      const host = socketPath === undefined ? [] : ['-H', socketUrl(socketPath)]
      // After a bare `--` its shell would read the words once more.
      return ['wsl', '-d', distribution, '--exec', 'docker', ...host, ...doing]
    }
    default:
      return address satisfies never
  }
}

/** The CLI cannot tell ssh of a key: so the CLI of the other machine is run, by ssh itself. */
function overThere(address: Address & { kind: 'ssh' }, doing: readonly string[]): Words {
  const { host, user, port, socketPath, identity = '' } = address
  const at = port === undefined ? [] : ['-p', String(port)]
  const engine = socketPath === undefined ? [] : ['-H', socketUrl(socketPath)]
  const remote = ['docker', ...engine, ...doing].map(shellQuote).join(' ')
  const login = user === undefined ? host : `${user}@${host}`
  return ['ssh', '-t', '-i', identity, ...at, login, remote]
}

/** A command line as one types it in a POSIX shell. */
export function typedCommand(words: Words): string {
  return words.map(shellQuote).join(' ')
}

function socketUrl(path: string): string {
  return path.startsWith('\\\\') ? `npipe://${path.replaceAll('\\', '/')}` : `unix://${path}`
}

/** An IPv6 address stands in brackets. */
function hostAndPort({ host, port }: { readonly host: string; readonly port: number }): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}

function flag(name: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [`${name}=${value}`]
}
