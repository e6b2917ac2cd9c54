import type { NamedContainer } from '#shared/contract/containers.ts'
import { asEngineError } from '#shared/errors.ts'
import { during, LIST_DEADLINE_MS, segment, type Docker, type Engine } from '../../engine/index.ts'
import { inspectEach } from './inspect-each.ts'
import { nameOf, type RawContainer } from './to-summary.ts'

interface RawHost {
  readonly NetworkMode?: string | null | undefined
}

/** Docker's list tells how each is on the network. */
interface RawListed extends RawContainer {
  readonly HostConfig?: RawHost | null | undefined
}

/** Those that were made with `--network container:<this one>`, by their names. */
export async function findSharers(
  engine: Engine,
  id: string,
  signal: AbortSignal,
): Promise<readonly NamedContainer[]> {
  const docker = engine.docker({ signal, deadlineMs: LIST_DEADLINE_MS })
  const deed = { verb: 'find what shares the network of', kind: 'container' as const }
  return during({ ...deed, name: engine.names.of(id) }, engine.names, async () => {
    const listed: readonly RawListed[] = await docker.listContainers({ all: true })
    const holder = listed.find(({ Id }) => Id === id)
    const names = (holder?.Names ?? []).map((name) => name.replace(/^\//, ''))
    const modes = await networkModes(docker, listed)
    return listed
      .filter((one) => isOf(modes.get(one.Id) ?? '', id, names))
      .map(({ Id, Names }) => ({ id: Id, name: nameOf(Names, Id) }))
  })
}

/** What the list does not tell, inspect does. */
async function networkModes(
  docker: Docker,
  listed: readonly RawListed[],
): Promise<ReadonlyMap<string, string>> {
  const modes = new Map(listed.map(({ Id, HostConfig }) => [Id, HostConfig?.NetworkMode ?? '']))
  await inspectEach(listed.filter(isUntold), async ({ Id }) => {
    try {
      const { HostConfig } = await docker.getContainer(segment(Id)).inspect()
      modes.set(Id, HostConfig.NetworkMode ?? '')
    } catch (cause) {
      if (asEngineError(cause).code !== 'not-found') throw cause
    }
  })
  return modes
}

/** Podman's list says `host` of all, and gives one that shares a network those of the other. */
function isUntold({ HostConfig, NetworkSettings }: RawListed): boolean {
  const mode = HostConfig?.NetworkMode ?? ''
  return mode === '' || (mode === 'host' && !Object.hasOwn(NetworkSettings?.Networks ?? {}, 'host'))
}

/** Ids are told in full as a rule, and names where somebody wrote them so. */
function isOf(mode: string, id: string, names: readonly string[]): boolean {
  if (!mode.startsWith('container:')) return false
  const other = mode.slice('container:'.length)
  return names.includes(other) || (/^[0-9a-f]{12,}$/.test(other) && id.startsWith(other))
}
