const UNIX = 'unix://'
const PIPE = 'npipe://'

/** How Windows writes the place of its pipes. */
const PIPES_FOLDER = '\\\\.\\pipe\\'

/** The path behind `unix:///…` or `npipe:////./pipe/…`; undefined for what is on a network. */
export function socketPath(endpoint: string): string | undefined {
  if (endpoint.startsWith(UNIX)) return endpoint.slice(UNIX.length)
  if (endpoint.startsWith(PIPE)) return endpoint.slice(PIPE.length).replaceAll('/', '\\')
  return undefined
}

/** Pipes are in no folder: they can be connected to, and not looked at. */
export function isPipe(path: string): boolean {
  return path.startsWith(PIPES_FOLDER)
}

/** What the system keeps for the path of a socket, without the byte that ends it. */
const MAX_PATH_BYTES = process.platform === 'darwin' ? 103 : 107

/** Whether one can connect by this path: Node would cut a longer one, and ask another socket. */
export function isDialable(path: string): boolean {
  return isPipe(path) || Buffer.byteLength(path) <= MAX_PATH_BYTES
}
