import type { PrivateEngine } from '../scripts/engine/private-engine.mjs'

/** The objects of one test, made with the docker CLI: the second client of every test. */
export interface World {
  /** Begins every name of this test. */
  readonly prefix: string
  /** The full name of this test's object. */
  readonly name: (short: string) => string
  /** Runs the docker CLI on the engine, and returns what it printed. */
  readonly docker: (...args: string[]) => Promise<string>
  /** `docker run -d`; answers with the container's id. */
  readonly run: (short: string, options?: RunOptions) => Promise<string>
  /** `docker create`; answers with the container's id. */
  readonly create: (short: string, options?: RunOptions) => Promise<string>
  /** One field of an object, as a Go template of `docker inspect`. */
  readonly inspect: (short: string, template: string) => Promise<string>
  /** Removes all that carries the prefix. */
  readonly remove: () => Promise<void>
}

interface RunOptions {
  readonly image?: string
  readonly flags?: readonly string[]
  readonly command?: readonly string[]
}

/** Idles, and ends at once on SIGTERM: a shell as process 1 would ignore it for 10 s. */
const IDLE = ['sh', '-c', "trap 'exit 0' TERM; while :; do sleep 1 & wait $!; done"]

/** Opens a test's own corner of the engine. */
export function createWorld(engine: PrivateEngine, prefix: string): World {
  const name = (short: string) => `${prefix}-${short}`
  const docker = (...args: string[]) => engine.docker(...args)
  const make =
    (...verb: string[]) =>
    (short: string, { image = 'busybox:local', flags = [], command = IDLE }: RunOptions = {}) =>
      docker(...verb, '--name', name(short), ...flags, image, ...command)

  return {
    prefix,
    name,
    docker,
    run: make('run', '--detach'),
    create: make('create'),
    inspect: (short, template) => docker('inspect', '--format', template, name(short)),
    async remove() {
      await removeListed(docker, ['ps', '--all', '--quiet'], ['rm', '--force', '--volumes'], prefix)
      await removeListed(docker, ['volume', 'ls', '--quiet'], ['volume', 'rm'], prefix)
      await removeListed(docker, ['network', 'ls', '--quiet'], ['network', 'rm'], prefix)
      await removeImages(docker, prefix)
    },
  }
}

async function removeListed(
  docker: World['docker'],
  list: readonly string[],
  remove: readonly string[],
  prefix: string,
): Promise<void> {
  const ids = words(await docker(...list, '--filter', `name=${prefix}`))
  if (ids.length > 0) await docker(...remove, ...ids)
}

async function removeImages(docker: World['docker'], prefix: string): Promise<void> {
  const listing = words(await docker('image', 'ls', '--format', '{{.Repository}}:{{.Tag}}'))
  const ours = listing.filter((reference) => reference.startsWith(prefix))
  if (ours.length > 0) await docker('image', 'rm', '--force', ...ours)
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean)
}
