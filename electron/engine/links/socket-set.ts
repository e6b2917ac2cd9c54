import { once } from 'node:events'
import type { Socket } from 'node:net'
import { cancelled } from '../call-limits.ts'

/** The sockets of one link: each stands alone, and all end with it. */
export interface SocketSet {
  /** Begins a connection; resolves when it carries bytes, and gives it back when it never does. */
  connect(
    begin: () => Socket,
    ready: 'connect' | 'secureConnect',
    signal: AbortSignal,
  ): Promise<Socket>
  close(): Promise<void>
}

/** An empty set. */
export function createSocketSet(): SocketSet {
  const open = new Set<Socket>()
  let isClosed = false
  return {
    async connect(begin, ready, signal) {
      signal.throwIfAborted()
      if (isClosed) throw cancelled()
      const socket = begin()
      open.add(socket)
      socket.once('close', () => open.delete(socket))
      // An error between two owners must not end the app; whoever holds the stream sees its end.
      socket.on('error', () => {})
      try {
        await once(socket, ready, { signal })
        return socket
      } catch (cause) {
        socket.destroy()
        throw cause
      }
    },
    async close() {
      isClosed = true
      for (const socket of open) socket.destroy(cancelled())
    },
  }
}
