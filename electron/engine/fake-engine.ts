import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CallLimits } from './call-limits.ts'
import { createDocker, type Docker } from './docker.ts'
import { createSocketLink } from './links/socket-link.ts'
import { createTransport } from './transport.ts'

/** Test support: writes raw bytes to whoever connects to a unix socket. */
export interface FakeEngine {
  readonly socketPath: string
  readonly endpoint: string
  /** The first lines of the requests so far: `GET /_ping HTTP/1.1`. */
  readonly requests: readonly string[]
  /** dockerode on our transport, pointed here. */
  docker(limits?: CallLimits): Docker
  close(): Promise<void>
}

/** What happens on a connection once its request line is there, and `first`, all that came with it. */
export type Answer = (socket: Socket, request: string, first: Buffer) => void

/** Starts one; whatever it answers, tests wait for our side. */
export async function startFakeEngine(answer: Answer): Promise<FakeEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'pilothouse-fake-'))
  const socketPath = join(folder, 'docker.sock')
  const endpoint = `unix://${socketPath}`
  const requests: string[] = []
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    // The other side may leave at any time; that is what is tested.
    socket.on('error', () => {})
    socket.once('data', (data: Buffer) => {
      const [line = ''] = data.toString().split('\r\n')
      requests.push(line)
      answer(socket, line, data)
    })
  })
  await listening(server, socketPath)
  const transport = createTransport(createSocketLink(socketPath), endpoint)
  return {
    socketPath,
    endpoint,
    requests,
    docker: (limits = {}) => createDocker(transport, endpoint, limits),
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A whole answer with a length. */
export function respond(status: number, body: string, headers = ''): string {
  const length = Buffer.byteLength(body)
  return `HTTP/1.1 ${status} X\r\n${headers}Content-Length: ${length}\r\n\r\n${body}`
}

/** The head of an answer whose chunks follow. */
export const CHUNKED = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'

/** One chunk of such an answer. */
export function chunk(body: string | Uint8Array): Buffer {
  const bytes = Buffer.from(body)
  return Buffer.concat([
    Buffer.from(`${bytes.length.toString(16)}\r\n`),
    bytes,
    Buffer.from('\r\n'),
  ])
}

/** The end of such an answer. */
export const LAST_CHUNK = '0\r\n\r\n'

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve) => server.listen(path, resolve))
}
