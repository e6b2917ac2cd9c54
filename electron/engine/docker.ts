import Dockerode from 'dockerode'
import { EngineError } from '#shared/errors.ts'
import type { CallLimits } from './call-limits.ts'
import { createModem } from './modem.ts'
import type { Transport } from './transport.ts'

/** dockerode, whose every call goes through our transport with the limits it was made with. */
export type Docker = Dockerode

/** One for each call or few calls: it holds no connection and costs nothing to make. */
export function createDocker(transport: Transport, endpoint: string, limits: CallLimits): Docker {
  const options = { modem: createModem(transport, limits, endpoint) }
  // The constructor takes a modem, which its types leave out.
  return new Dockerode(options as Dockerode.DockerOptions)
}

/** An id or name as one segment of a path; dockerode puts it there as it is. */
export function segment(id: string): string {
  // Engines take an encoded slash for a slash, and then another object is meant.
  if (id === '' || id === '.' || id === '..' || /[/\\]/.test(id)) throw notAnId(id)
  return encodeURIComponent(id)
}

/** An image's reference: its slashes belong to the path. */
export function imagePath(reference: string): string {
  return reference.split('/').map(part).join('/')
}

function part(text: string): string {
  // Engines compare `:` and `@` unescaped.
  return segment(text).replaceAll('%3A', ':').replaceAll('%40', '@')
}

function notAnId(id: string): EngineError {
  return new EngineError({ code: 'invalid-input', message: `"${id}" names no object` })
}
