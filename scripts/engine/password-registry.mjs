// @ts-check
import { once } from 'node:events'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { buildOnce } from '../setup/cache-folder.mjs'
import { release, requireRootAndApt, unpackPackages } from '../setup/unpacked-packages.mjs'

/** Counts the changes to what is unpacked, so that a cached one of before is not used. */
const RECIPE = 1

/** It ends with its input, which ends with us. */
const SCRIPT = '"$0" serve "$1" & registry=$!; cat >/dev/null; kill $registry; wait $registry'

/** Free in an engine's room. */
const PORT = 5055

/** Who may log in. bcrypt is all that the registry reads, and Node has none. */
const LOGIN = { user: 'dev', password: 's3cret-Pa55' }
const HTPASSWD = 'dev:$2y$05$abcdefghijklmnopqrstuuaa.ADHinTr43GDnwh7WUO1YHHk1hS02\n'

/**
 * Returns the program of the distribution's registry, unpacked beside the system and not installed
 * in it: an installed one would start to listen.
 */
export async function prepareRegistryProgram() {
  requireRootAndApt('A registry for tests')
  const folder = await buildOnce(`registry-${release()}-${RECIPE}`, (draft) =>
    unpackPackages(draft, { packages: ['docker-registry'], purpose: 'a registry' }),
  )
  return join(folder, 'usr/bin/docker-registry')
}

/**
 * Starts a real registry that wants a password beside an engine, on its loopback, where engines ask
 * for no TLS. It lets manifests be deleted.
 * @param {import('./private-engine.mjs').PrivateEngine} engine
 */
export async function startPasswordRegistry({ folder: home, room }) {
  const program = await prepareRegistryProgram()
  const folder = join(home, 'registry')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'htpasswd'), HTPASSWD)
  const config = join(folder, 'config.json')
  await writeFile(config, JSON.stringify(configOf(folder)))
  const registry = room.spawnBeside('sh', ['-c', SCRIPT, program, config], {
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  const lines = createInterface({
    input: /** @type {import('node:stream').Readable} */ (registry.stderr),
  })
  for await (const line of lines) if (line.includes('listening on')) break
  registry.stderr?.resume()
  const ended = once(registry, 'exit')
  return {
    ...LOGIN,
    host: `127.0.0.1:${PORT}`,
    port: PORT,
    async close() {
      registry.stdin?.end()
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** JSON is YAML as well. @param {string} folder */
function configOf(folder) {
  return {
    version: '0.1',
    log: { level: 'info', accesslog: { disabled: true } },
    storage: {
      filesystem: { rootdirectory: join(folder, 'data') },
      delete: { enabled: true },
    },
    http: { addr: `127.0.0.1:${PORT}` },
    auth: { htpasswd: { realm: 'test', path: join(folder, 'htpasswd') } },
  }
}
