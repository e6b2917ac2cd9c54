import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { PrivateEngine } from '../scripts/engine/private-engine.mjs'

const PROGRAM = fileURLToPath(new URL('../scripts/engine/tiny-registry.mjs', import.meta.url))

/** Free in an engine's room. */
const PORT = 5001

/** A registry beside an engine, with one image. */
export interface TinyRegistry {
  readonly image: string
  /** Another image takes the place of the one that is there. */
  readonly pushAnother: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Opens a registry in the engine's room. */
export async function openTinyRegistry({ room }: PrivateEngine): Promise<TinyRegistry> {
  const program = room.spawn(process.execPath, [PROGRAM, String(PORT)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(program, 'exit')
  const told = () => once(program.stdout as Readable, 'data')
  await told()
  return {
    image: `127.0.0.1:${PORT}/tiny:1`,
    async pushAnother() {
      const pushed = told()
      program.stdin?.write('\n')
      await pushed
    },
    async close() {
      program.stdin?.end()
      await ended
    },
  }
}
