import { EngineError } from '#shared/errors.ts'
import type { SshDestination } from '../address.ts'
import type { Link } from './link.ts'

/** To the socket of another machine's engine, through the system's `ssh`. */
export function createSshLink(_destination: SshDestination): Link {
  return { dial: () => Promise.reject(notYet()), close: () => Promise.resolve() }
}

function notYet(): EngineError {
  return new EngineError({
    code: 'unreachable',
    message: 'Connections over ssh are not supported yet',
    hint: 'Choose a connection to a local socket, or over TLS.',
  })
}
