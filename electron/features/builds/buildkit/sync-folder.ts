import { framePrefix } from './grpc-frames.ts'
import { GrpcRefusal, INVALID_ARGUMENT, UNKNOWN } from './grpc-refusal.ts'
import {
  END_PACKET,
  LAST_FACTS,
  MAX_DATA_BYTES,
  readPacket,
  writeDataStart,
  writeFacts,
} from './packet.ts'
import { createRequests, type Requests } from './requests.ts'
import type { GrpcCall } from './serve-grpc.ts'
import type { FileContent, SyncedFolder, Wanted } from './synced-folder.ts'

interface Syncing {
  readonly wanted: Wanted
  /** Bytes of files, each time that some have been taken. */
  readonly onSent: (bytes: number) => void
}

/** So many files are read ahead of their turn: small ones, a few megabytes together. */
const AHEAD = 24

/** Small files are sent together: each write costs the same. */
const TOGETHER_BYTES = 256 * 1024

/**
 * Tells BuildKit of a folder, and sends the files that it asks for while it is told: those that it has
 * not, or not so. Ends when BuildKit says that it has all.
 */
export async function syncFolder(
  call: GrpcCall,
  folder: SyncedFolder,
  { wanted, onSent }: Syncing,
): Promise<void> {
  const ending = new AbortController()
  const signal = AbortSignal.any([call.signal, ending.signal])
  const requests = createRequests(signal)
  const working = [
    tellOf(folder.list(wanted, signal), requests, send),
    sendFiles(folder, requests, createParcel(send, onSent)),
    hear(call, requests),
  ]

  async function send(parts: readonly Uint8Array[]) {
    signal.throwIfAborted()
    await call.send(parts)
  }

  try {
    await Promise.all(working)
    await send(framed(END_PACKET))
  } finally {
    // Of the others, each ends when it is to send or hear something.
    ending.abort()
  }
}

type Send = GrpcCall['send']

async function tellOf(
  batches: ReturnType<SyncedFolder['list']>,
  requests: Requests,
  send: Send,
): Promise<void> {
  for await (const batch of batches) {
    // Before they are told of: the answer may be quick.
    for (const { path, kind, target } of batch) {
      requests.offer(kind === 'file' && target === undefined ? path : undefined)
    }
    await send(batch.flatMap((facts) => framed(writeFacts(facts))))
  }
  requests.offerNoMore()
  await send(framed(LAST_FACTS))
}

async function hear(call: GrpcCall, requests: Requests): Promise<void> {
  for await (const message of call.messages()) {
    const packet = readPacket(message)
    switch (packet.kind) {
      case 'request':
        requests.take(packet.id)
        break
      case 'failed':
        throw new GrpcRefusal(UNKNOWN, packet.message)
      case 'end':
        requests.end()
        return
      default:
        packet satisfies never
    }
  }
  throw new GrpcRefusal(INVALID_ARGUMENT, 'the folder was not taken to its end')
}

async function sendFiles(folder: SyncedFolder, requests: Requests, parcel: Parcel): Promise<void> {
  const underWay: Promise<Read>[] = []
  for (;;) {
    for (const wanted of requests.next(AHEAD - underWay.length)) {
      const reading = folder.read(wanted.path).then((content) => ({ id: wanted.id, content }))
      // It is heard of when its turn comes.
      reading.catch(() => {})
      underWay.push(reading)
    }
    const read = await underWay.shift()
    if (read) await sendFile(parcel, read)
    else {
      await parcel.send()
      if (!(await requests.more())) return
    }
  }
}

interface Read {
  readonly id: number
  readonly content: FileContent
}

async function sendFile(parcel: Parcel, { id, content }: Read): Promise<void> {
  if (content instanceof Uint8Array) await parcel.add(id, content)
  else for await (const piece of content) await parcel.add(id, piece)
  parcel.close(id)
}

/** What is sent at once. */
interface Parcel {
  /** Settles when more is wanted. */
  add(id: number, content: Uint8Array): Promise<void>
  close(id: number): void
  send(): Promise<void>
}

function createParcel(sendParts: Send, onSent: Syncing['onSent']): Parcel {
  let parts: Uint8Array[] = []
  let bytes = 0

  async function send() {
    if (parts.length === 0) return
    const [sending, sent] = [parts, bytes]
    parts = []
    bytes = 0
    await sendParts(sending)
    if (sent > 0) onSent(sent)
  }

  return {
    async add(id, content) {
      for (let at = 0; at < content.length; at += MAX_DATA_BYTES) {
        const piece = content.subarray(at, at + MAX_DATA_BYTES)
        const start = writeDataStart(id, piece.length)
        parts.push(framePrefix(start.length + piece.length), start, piece)
      }
      bytes += content.length
      if (bytes >= TOGETHER_BYTES) await send()
    },
    close(id) {
      parts.push(...framed(writeDataStart(id, 0)))
    },
    send,
  }
}

function framed(message: Uint8Array): readonly Uint8Array[] {
  return [framePrefix(message.length), message]
}
