import { watch } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { Address } from './address.ts'

/** Tells when the socket comes or goes. Returns how to stop; watches nothing where it cannot. */
export function watchSocket(address: Address, onChange: () => void): () => void {
  // Windows has no folder of pipes to watch; the heartbeat finds out.
  if (address.kind !== 'socket' || address.path.startsWith('\\\\')) return () => {}
  const name = basename(address.path)
  try {
    const watcher = watch(dirname(address.path), { persistent: false }, (_event, changed) => {
      if (changed === name) onChange()
    })
    // A folder that goes away is the engine's end, and the heartbeat says so.
    watcher.on('error', () => watcher.close())
    return () => watcher.close()
  } catch {
    return () => {}
  }
}
