import type { SshDestination } from './address.ts'

/**
 * What `ssh` is told must be a name and nothing else: it takes what begins with "-" for an option,
 * and a person's config may put the names into a command line.
 */
const HOST = /^[\p{L}\p{N}_:][\p{L}\p{N}_.:%-]*$/u
const USER = /^[\p{L}\p{N}_][\p{L}\p{N}_.@+\\-]*$/u
const SOCKET_PATH = /^\/[^\p{Cc}]+$/u

/** Reads `ssh://user@host:port/path/to/docker.sock`; undefined when it is not one. */
export function parseSshDestination(endpoint: string): SshDestination | undefined {
  if (!URL.canParse(endpoint)) return undefined
  const url = new URL(endpoint)
  // A password on a command line could be read by everybody on this machine.
  if (url.password || url.search || url.hash) return undefined
  const [host, user, path] = [url.hostname, url.username, url.pathname].map(decoded)
  if (host === undefined || user === undefined || path === undefined) return undefined
  const name = host.replace(/^\[(.*)\]$/, '$1')
  const hasPath = path !== '' && path !== '/'
  if (!HOST.test(name) || (user && !USER.test(user))) return undefined
  if (hasPath && !SOCKET_PATH.test(path)) return undefined
  return {
    host: name,
    ...(user && { user }),
    ...(url.port && { port: Number(url.port) }),
    ...(hasPath && { socketPath: path }),
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
