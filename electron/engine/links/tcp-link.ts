import { connect } from 'node:net'
import type { Link } from './link.ts'
import { createSocketSet } from './socket-set.ts'

/** To a port that speaks plain HTTP. */
export function createTcpLink(target: { readonly host: string; readonly port: number }): Link {
  const sockets = createSocketSet()
  const { host, port } = target
  return {
    dial: (signal, onread) =>
      sockets.connect(() => connect({ host, port, ...(onread && { onread }) }), 'connect', signal),
    close: () => sockets.close(),
  }
}
