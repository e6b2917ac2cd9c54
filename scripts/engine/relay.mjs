// @ts-check
// Joins two sockets. As a program (`relay.mjs SOCKET PORT`) it stands in an engine's room and
// leads from a socket, which can be reached from anywhere, to a port that only exists in there.
import { connect, createServer } from 'node:net'
import { pipeline } from 'node:stream'
import { pathToFileURL } from 'node:url'

/**
 * Leads every connection that arrives at one address to another.
 * @param {import('node:net').ListenOptions} from
 * @param {import('node:net').NetConnectOpts} to
 * @returns {Promise<import('node:net').Server>} listening
 */
export function relay(from, to) {
  const server = createServer((client) => {
    const target = connect(to)
    // Either side may end at any time; the other one then ends as well.
    pipeline(client, target, client, () => {})
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(from, () => resolve(server))
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [path, port] = process.argv.slice(2)
  await relay({ path }, { port: Number(port), host: '127.0.0.1' })
  process.stdout.write('ready\n')
}
