import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { PrivateEngine } from '../scripts/engine/private-engine.mjs'

const PROGRAM = fileURLToPath(new URL('../scripts/engine/open-registry.mjs', import.meta.url))

/** Free in an engine's room. */
const PORT = 5002

/** A registry beside an engine, which takes what is pushed to it. */
export interface OpenRegistry {
  /** The name of an image there. */
  readonly name: (image: string) => string
  /** Has it do what the word says (`scripts/engine/open-registry.mjs`); answers with what it says. */
  readonly tell: (word: 'slow' | 'fast' | 'break' | 'mend' | 'open') => Promise<string>
  readonly close: () => Promise<void>
}

/** Opens a registry in the network of an engine's room. */
export async function openRegistry({ room }: PrivateEngine): Promise<OpenRegistry> {
  const program = room.spawnBeside(process.execPath, [PROGRAM, String(PORT)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(program, 'exit')
  const lines = createInterface({ input: program.stdout as Readable })
  const told = async () => String((await once(lines, 'line'))[0])
  await told()
  return {
    name: (image) => `127.0.0.1:${PORT}/${image}`,
    async tell(word) {
      const answer = told()
      program.stdin?.write(`${word}\n`)
      return answer
    },
    async close() {
      program.stdin?.end()
      await ended
    },
  }
}
