import { bareId } from '#shared/object-id.ts'
import { parseParkedName } from '#shared/parking/parked-name.ts'
import type { Engine } from './engine.ts'
import { engineLine } from './engine-text.ts'

/** What may stand in the way of a removal. */
export type Used =
  | { readonly imageId: string }
  | { readonly volume: string }
  | { readonly networkId: string }

/** More names than this help nobody. */
const MAX_NAMED = 3

interface RawUser {
  readonly Id: string
  readonly Names?: readonly string[] | null | undefined
  readonly ImageID?: string | null | undefined
  readonly State?: string | null | undefined
}

/** A container in the way of a removal. */
interface User {
  readonly id: string
  readonly name: string
}

/** The names of the containers, running or not, that use something. */
export async function findUsers(
  engine: Engine,
  used: Used,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const users = await listUsers(engine, used, signal)
  return users.map(({ name }) => name).toSorted()
}

/** The same with their ids. */
export async function listUsers(
  engine: Engine,
  used: Used,
  signal: AbortSignal,
): Promise<readonly User[]> {
  const docker = engine.docker({ signal })
  const found: readonly RawUser[] = await docker.listContainers({ all: true, ...filterFor(used) })
  return inTheWay(found, used).map(({ Id, Names }) => {
    const name = Names?.[0]?.replace(/^\//, '') ?? engine.names.of(Id)
    return { id: Id, name: inPlainWords(name) }
  })
}

/** One that is put aside is called by a name that nobody has given it. */
function inPlainWords(name: string): string {
  const parked = parseParkedName(name)
  return parked ? `${parked.name} (in the trash)` : name
}

function inTheWay(found: readonly RawUser[], used: Used): readonly RawUser[] {
  if ('imageId' in used) {
    return found.filter(({ ImageID }) => bareId(ImageID ?? '') === bareId(used.imageId))
  }
  if ('volume' in used) return found
  // A stopped container holds no endpoint; Podman minds it all the same.
  const running = found.filter(({ State }) => State === 'running')
  return running.length > 0 ? running : found
}

/** The filter by image also finds those of images that are built on it. */
function filterFor(used: Used): { filters?: { [key: string]: string[] } } {
  if ('volume' in used) return { filters: { volume: [used.volume] } }
  if ('networkId' in used) return { filters: { network: [used.networkId] } }
  return {}
}

/** `container "cache" uses it`, `containers "a", "b", "c" and 2 more use it`. */
export function describeUsers(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMED).map((name) => `"${engineLine(name)}"`)
  if (shown.length === 1) return `container ${shown.join('')} uses it`
  const rest = names.length - shown.length
  const last = rest > 0 ? `${rest} more` : shown.pop()
  return `containers ${shown.join(', ')} and ${last} use it`
}
