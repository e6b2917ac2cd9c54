import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A way to an engine over tcp, on loopback, that breaks as networks do. */
export interface TamperingProxy {
  /** `tcp://127.0.0.1:PORT` */
  readonly endpoint: string
  /** Cuts every connection where it stands. New ones pass. */
  cut(): void
  /** From now on bytes vanish, in both directions, and no packet ever says so. */
  swallow(): void
  /** New connections pass again; those whose bytes were swallowed stay dead, as after a NAT. */
  restore(): void
  close(): Promise<void>
}

interface Link {
  readonly client: Socket
  readonly engine: Socket
  silent: boolean
}

/** Opens one in front of an engine's socket. */
export async function startTamperingProxy(socketPath: string): Promise<TamperingProxy> {
  const links = new Set<Link>()
  let swallowing = false
  const server = createServer((client) => {
    const link: Link = { client, engine: connect(socketPath), silent: false }
    links.add(link)
    client.once('close', () => links.delete(link))
    join(link)
    if (swallowing) silence(link)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  function cut(): void {
    for (const { client } of links) client.destroy()
  }

  return {
    endpoint: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    swallow() {
      swallowing = true
      links.forEach(silence)
    },
    restore: () => void (swallowing = false),
    close() {
      cut()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function join(link: Link): void {
  const { client, engine } = link
  for (const end of [client, engine]) end.on('error', () => {})
  client.pipe(engine).pipe(client)
  client.once('close', () => engine.destroy())
  engine.once('close', () => link.silent || client.destroySoon())
}

function silence(link: Link): void {
  link.silent = true
  link.client.unpipe().resume()
  link.engine.unpipe().resume()
}
