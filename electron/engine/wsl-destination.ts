import type { WslDestination } from './address.ts'

/** A distribution's name is the name of a folder, and never an option of `wsl.exe`. */
const WSL = /^wsl:\/\/([a-z0-9][\w.-]*)(\/\P{Cc}+)?\/?$/iu

/** Reads `wsl://Ubuntu/run/user/1000/docker.sock`; undefined when it is not one. */
export function parseWslDestination(endpoint: string): WslDestination | undefined {
  const [, distribution, socketPath] = WSL.exec(endpoint) ?? []
  if (distribution === undefined) return undefined
  return { distribution, ...(socketPath !== undefined && { socketPath }) }
}
