import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PrivateEngine } from '../scripts/engine/private-engine.mjs'

/** How often the whole list of containers was asked for, by anybody, since the engine started. */
export async function listCalls(engine: PrivateEngine): Promise<number> {
  return (await calls(engine)).filter(
    (call) => /containers\/json/.test(call) && !/filters=/.test(call),
  ).length
}

/** Every call that the engine took, from its debug log: `GET /v1.41/containers/json?all=1`. */
async function calls(engine: PrivateEngine): Promise<string[]> {
  const log = await readFile(join(engine.folder, 'dockerd.log'), 'utf8')
  return [...log.matchAll(/Calling ([A-Z]+ [^"]+)"/g)].map(([, call = '']) => call)
}
