import type { Address } from '../address.ts'
import type { Link } from './link.ts'
import { createSocketLink } from './socket-link.ts'
import { createTcpLink } from './tcp-link.ts'
import { createTlsLink } from './tls-link.ts'

/** An address that any thread can dial by itself: nothing is shared between its streams. */
export type DirectAddress = Exclude<Address, { readonly kind: 'ssh' | 'wsl' }>

/** Whether it is one. */
export function isDirect(address: Address): address is DirectAddress {
  return address.kind !== 'ssh' && address.kind !== 'wsl'
}

/** The link that leads to it. Nothing is dialled yet. */
export function openDirectLink(address: DirectAddress): Link {
  switch (address.kind) {
    case 'socket':
      return createSocketLink(address.path)
    case 'tcp':
      return createTcpLink(address)
    case 'tls':
      return createTlsLink(address)
    default:
      return address satisfies never
  }
}
