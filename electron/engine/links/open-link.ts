import type { Address } from '../address.ts'
import type { Link } from './link.ts'
import { openDirectLink } from './open-direct-link.ts'
import { createSshLink } from './ssh-link.ts'
import { createWslLink } from './wsl-link.ts'

/** The link that leads to an address. Nothing is dialled yet. */
export function openLink(address: Address): Link {
  switch (address.kind) {
    case 'ssh':
      return createSshLink(address)
    case 'wsl':
      return createWslLink(address)
    default:
      return openDirectLink(address)
  }
}
