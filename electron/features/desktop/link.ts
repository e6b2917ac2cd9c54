import type { Connection } from '#shared/contract/connections.ts'
import { EngineError } from '#shared/errors.ts'

/** C0, DEL and BiDi controls have no place in an address that a person is asked about. */
const HIDDEN_CHARACTERS = /[\u0000-\u0020\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/

/**
 * The address to hand to the system's browser, host in punycode. Throws for everything but plain
 * http and https: other schemes start programs, and a user name before the host hides the host.
 */
export function parseLink(text: string): URL {
  if (HIDDEN_CHARACTERS.test(text) || !URL.canParse(text)) throw refused('is not a web address')
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw refused(`begins with "${url.protocol}", and only http and https are opened`)
  }
  if (url.username || url.password) throw refused('hides its host behind a user name')
  return url
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/

/** Whether an address leads to this machine or an engine's, where published ports are. */
export function leadsToEngine(url: URL, connections: readonly Connection[]): boolean {
  return LOOPBACK.test(url.hostname) || connections.some((one) => hostOf(one) === url.hostname)
}

/** As a web address has it, so that the two can be compared; empty for a socket. */
function hostOf({ endpoint }: Connection): string {
  const [, authority = ''] = /^(?:\w+:\/\/)?([^/]*)/.exec(endpoint) ?? []
  const address = `http://${authority}`
  return URL.canParse(address) ? new URL(address).hostname : ''
}

function refused(why: string): EngineError {
  return new EngineError({ code: 'invalid-input', message: `Cannot open the link: it ${why}` })
}
