import type { OnReadOpts } from 'node:net'
import type { Duplex } from 'node:stream'

/**
 * How byte streams to one engine are made. Each HTTP exchange and each raw stream dials one of its
 * own, whatever carries it: a socket, TLS, or a channel of an ssh connection.
 */
export interface Link {
  /**
   * A new stream to the engine. Rejects with an `EngineError` or with the system's own error;
   * what was begun for a dial whose signal aborts is given back. With `reading`, a link that dials
   * sockets of its own reads into that one buffer, and its streams have no `data`; others have.
   */
  dial(signal: AbortSignal, reading?: OnReadOpts): Promise<Duplex>
  /** Ends what all streams share (an ssh process); streams that are open break off. */
  close(): Promise<void>
}
