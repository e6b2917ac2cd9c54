import { once } from 'node:events'
import { connect as connectHttp, type OutgoingHttpHeaders } from 'node:http2'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import type { BuildFiles } from './file-sync.ts'
import { framePrefix } from './grpc-frames.ts'
import { bytesIn, numberIn, textIn } from './message.ts'
import { serveGrpc } from './serve-grpc.ts'
import { sessionMethods } from './session-methods.ts'
import { readMessage, writeNumber } from './wire.ts'

const SYNC = '/moby.filesync.v1.FileSync/DiffCopy'

/** What is said to BuildKit. */
export interface SaidPacket {
  readonly type: number
  readonly id: number
  readonly data: Uint8Array
  readonly facts: ReturnType<typeof factsIn>
}

/** One look of BuildKit's at a folder. */
export interface Look {
  /** The next that is said; nothing at the end. */
  next(): Promise<SaidPacket | undefined>
  /** Each until that of a type, which comes last. */
  until(type: number): Promise<readonly SaidPacket[]>
  ask(id: number): void
  end(): void
  /** Whatever bytes. */
  write(bytes: Uint8Array): void
  /** Ends it as one who wants no more. */
  leave(): void
  /** How it has ended. */
  readonly ended: Promise<{ readonly status: string; readonly said: string }>
}

/** BuildKit at the other end of a session that gives these files; it does what a test says. */
export async function startFakeBuildKit(files: BuildFiles) {
  const [ours, theirs] = await socketPair()
  const session = serveGrpc(
    ours,
    sessionMethods({ secrets: new Map(), login: async () => undefined, files }),
  )
  const questions = connectHttp('http://localhost', { createConnection: () => theirs })
  questions.on('error', () => {})
  return {
    look(headers: OutgoingHttpHeaders): Look {
      const stream = questions.request({ ':method': 'POST', ':path': SYNC, ...headers })
      let told: Readonly<Record<string, unknown>> = {}
      stream.on('error', () => {})
      stream.on('response', (said) => (told = { ...told, ...said }))
      stream.on('trailers', (said) => (told = { ...told, ...said }))
      const ended = once(stream, 'close').then(() => ({
        status: String(told['grpc-status']),
        said: decodeURIComponent(String(told['grpc-message'])),
      }))
      const packets = packetsIn(stream as AsyncIterable<Buffer>)
      const next = async () => (await packets.next()).value ?? undefined
      const send = (message: Uint8Array) => {
        if (!stream.destroyed) stream.write(Buffer.concat([framePrefix(message.length), message]))
      }
      return {
        next,
        async until(type) {
          const said: SaidPacket[] = []
          for (let one = await next(); one; one = await next()) {
            said.push(one)
            if (one.type === type) return said
          }
          return said
        },
        ask: (id) => send(Buffer.concat([writeNumber(1, 1), writeNumber(3, id)])),
        end: () => send(writeNumber(1, 3)),
        write: (bytes) => stream.write(bytes),
        leave: () => stream.close(),
        ended,
      }
    },
    close() {
      questions.destroy()
      session.destroy()
      ours.destroy()
    },
  }
}

async function socketPair(): Promise<readonly [Socket, Socket]> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const theirs = connect(port, '127.0.0.1')
  const [[ours]] = await Promise.all([once(server, 'connection'), once(theirs, 'connect')])
  server.close()
  return [ours as Socket, theirs]
}

async function* packetsIn(chunks: AsyncIterable<Buffer>): AsyncGenerator<SaidPacket, void> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= 5 && rest.length >= 5 + rest.readUInt32BE(1)) {
      const end = 5 + rest.readUInt32BE(1)
      const packet = readMessage(rest.subarray(5, end))
      rest = rest.subarray(end)
      const [type, id] = [numberIn(packet, 1), numberIn(packet, 3)]
      yield { type, id, data: bytesIn(packet, 4), facts: factsIn(bytesIn(packet, 2)) }
    }
  }
}

function factsIn(bytes: Uint8Array) {
  if (bytes.length === 0) return undefined
  const facts = readMessage(bytes)
  return {
    path: textIn(facts, 1),
    mode: numberIn(facts, 2),
    owners: [numberIn(facts, 3), numberIn(facts, 4)],
    size: numberIn(facts, 5),
    mtime: numberIn(facts, 6),
    target: textIn(facts, 7),
  }
}
