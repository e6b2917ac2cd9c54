import { connect } from 'node:net'
import type { Link } from './link.ts'
import { createSocketSet } from './socket-set.ts'

/** To a unix socket, or to a Windows pipe. */
export function createSocketLink(path: string): Link {
  const sockets = createSocketSet()
  return {
    dial: (signal, onread) =>
      sockets.connect(() => connect({ path, ...(onread && { onread }) }), 'connect', signal),
    close: () => sockets.close(),
  }
}
