import type { Address } from '../address.ts'
import type { Link } from './link.ts'
import { createSocketLink } from './socket-link.ts'
import { createSshLink } from './ssh-link.ts'
import { createTcpLink } from './tcp-link.ts'
import { createTlsLink } from './tls-link.ts'
import { createWslLink } from './wsl-link.ts'

/** The link that leads to an address. Nothing is dialled yet. */
export function openLink(address: Address): Link {
  switch (address.kind) {
    case 'socket':
      return createSocketLink(address.path)
    case 'tcp':
      return createTcpLink(address)
    case 'tls':
      return createTlsLink(address)
    case 'ssh':
      return createSshLink(address)
    case 'wsl':
      return createWslLink(address)
    default:
      return address satisfies never
  }
}
