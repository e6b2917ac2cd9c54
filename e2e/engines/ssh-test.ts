import { request, type IncomingMessage } from 'node:http'
import { dirname } from 'node:path'
import type { Duplex } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { SshDestination } from '../../electron/engine/address.ts'
import type { Link } from '../../electron/engine/links/link.ts'
import { createSshLink } from '../../electron/engine/links/ssh-link.ts'
import { childrenOf, commandLineOf } from '../../scripts/engine/process-table.mjs'
import { startSshServer, type SshServer } from '../../scripts/engine/ssh-server.mjs'
import { expect, test as base } from '../app.ts'

type ServerOptions = NonNullable<Parameters<typeof startSshServer>[0]>

interface LinkOptions extends Partial<SshDestination> {
  /** A client's configuration; that with the right key and host key when left out. */
  readonly config?: string
  readonly canShare?: boolean
}

export const test = base.extend<{
  /** Starts an ssh server; it ends with the test. */
  readonly serve: (options?: ServerOptions) => Promise<SshServer>
  /** Makes a link to a server; it is closed with the test. */
  readonly linkTo: (server: SshServer, options?: LinkOptions) => Link
}>({
  serve: async ({}, use) => {
    const servers: SshServer[] = []
    await use(async (options) => {
      const server = await startSshServer(options)
      servers.push(server)
      return server
    })
    for (const server of servers) await server.stop()
  },
  linkTo: async ({}, use) => {
    const links: Link[] = []
    await use((server, { config = server.clientConfig, canShare = true, ...rest } = {}) => {
      const destination = { host: server.host, port: server.port, user: server.user, ...rest }
      const settings = { program: server.client, args: ['-F', config], canShare }
      const link = createSshLink(destination, settings)
      links.push(link)
      return link
    })
    for (const link of links) await link.close()
    await expect.poll(sshProcesses).toEqual([])
  },
})

export { expect }

/** A process of the system's ssh, with its arguments. */
export interface Carrier {
  readonly pid: number
  readonly words: readonly string[]
}

/** The ssh processes that a process has started. */
export function sshProcesses(parent = process.pid): readonly Carrier[] {
  return childrenOf(parent)
    .map((pid) => ({ pid, words: commandLineOf(pid) }))
    .filter(({ words }) => words.includes('BatchMode=yes'))
}

/** Kills them as a crash would. */
export async function endSsh(): Promise<void> {
  for (const { pid } of sshProcesses()) process.kill(pid, 'SIGKILL')
  await expect.poll(sshProcesses).toEqual([])
}

/** The folder of the process that others share. */
export function folderOf(master: Carrier | undefined): string {
  const word = master?.words.find((word) => word.startsWith('ControlPath=')) ?? ''
  return dirname(word.slice('ControlPath='.length))
}

/** How often somebody has logged in, by the server's log. */
export function logins(log: string): number {
  return log.match(/Accepted publickey/g)?.length ?? 0
}

/** A stream to the engine. */
export function dial(link: Link): Promise<Duplex> {
  return link.dial(AbortSignal.timeout(20_000))
}

/** The engine's answer to a ping over a stream of its own. */
export async function ping(link: Link): Promise<string> {
  return text(await get(await dial(link), '/_ping'))
}

/** One HTTP exchange over a stream. */
export function get(stream: Duplex, path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { host: 'docker', connection: 'close' }
    const outgoing = request({ path, headers, createConnection: () => stream })
    outgoing.once('response', resolve).once('error', reject).end()
  })
}
