import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { aCall } from '../../electron/features/fake-world.ts'
import type { World } from '../world.ts'
import type { Peer } from './peer.ts'

const run = promisify(execFile)

/** The answer of inspect. */
export type Inspect = Readonly<Record<string, unknown>> & { readonly Id: string }

/** Has bash run a line with the docker CLI of the engine; answers with what it printed. */
export async function inBash(peer: Peer, line: string): Promise<string> {
  const { stdout } = await run('bash', ['-c', line], { env: peer.private.env })
  return stdout.trim()
}

/** The line for this test's own objects, and created where it would wait for its end. */
export function lineFor(world: World, line: string): string {
  const ours = line.replaceAll('corner-', `${world.prefix}-`)
  return isDetached(line) ? ours : ours.replace('docker run', 'docker create')
}

export function isDetached(line: string): boolean {
  return line.startsWith('docker run -d')
}

export async function inspect(peer: Peer, id: string): Promise<Inspect> {
  const [found] = JSON.parse(
    await peer.private.docker('inspect', '--type', 'container', id),
  ) as Inspect[]
  if (!found) throw new Error(`there is no container ${id}`)
  return found
}

/** Removed with its volumes that have no name, so that another can take its name and its ports. */
export async function removeNow(peer: Peer, id: string): Promise<void> {
  await peer.containers.remove({ ...peer.ref(id), force: true, volumes: true }, aCall())
}

/** What each engine holds, by name: for the comparison before and after. */
export async function holdings(peer: Peer): Promise<readonly string[]> {
  const lists = [
    ['ps', '-a', '--format', '{{.Names}}'],
    ['volume', 'ls', '-q'],
    ['network', 'ls', '--format', '{{.Name}}'],
  ]
  const all = await Promise.all(lists.map((list) => peer.private.docker(...list)))
  return all.flatMap((names) => names.split('\n').toSorted())
}

/** Each container has its own, whatever it was made from. */
const OWN_IN_NETWORKS =
  /^(NetworkID|EndpointID|IPAddress|GlobalIPv6Address|MacAddress|Gateway|IPv6Gateway|IPPrefixLen|GlobalIPv6PrefixLen|DNSNames)$/

/** What two containers made from the same must have in common. */
export function comparable(raw: Inspect): object {
  const { Id, Name, Config, HostConfig, NetworkSettings } = raw
  const { Networks = {} } = NetworkSettings as {
    readonly Networks?: Readonly<Record<string, object>>
  }
  // Links have the name of the container in them, which nobody may have given.
  const own = (text: string) =>
    text.replaceAll(Id.slice(0, 12), '<id>').replaceAll(`:${String(Name)}/`, ':/<name>/')
  const text = JSON.stringify({
    Config: said(Config as object),
    HostConfig: said(HostConfig as object),
    Networks: Object.fromEntries(
      Object.entries(Networks).map(([name, endpoint]) => [
        name,
        said(
          Object.fromEntries(
            Object.entries(endpoint).filter(([field]) => !OWN_IN_NETWORKS.test(field)),
          ),
        ),
      ]),
    ),
  })
  return JSON.parse(own(text)) as object
}

/** The CLI sends what our request leaves out: nothing, in so many words. */
function said(fields: object): object {
  return Object.fromEntries(
    Object.entries(fields)
      .map(([field, value]) => [field, inOneWay(field, value)] as const)
      .filter(([field, value]) => isSaid(value) && !/^(ConsoleSize|ContainerIDFile)$/.test(field))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )
}

function isSaid(value: unknown): boolean {
  if (value === null || value === undefined) return false
  return !['false', '0', '""', '[]', '{}'].includes(JSON.stringify(value))
}

/** The docker CLI itself mixes these: it keeps them in a map. */
const WITHOUT_ORDER: ReadonlySet<string> = new Set(['Aliases', 'Binds', 'Env', 'Ulimits'])

/** The CLI says nothing in so many words within these too. */
const NESTED: ReadonlySet<string> = new Set(['Mounts', 'DeviceRequests'])

/** Not to restart is said by a word or by none. */
function inOneWay(field: string, value: unknown): unknown {
  if (WITHOUT_ORDER.has(field) && Array.isArray(value)) {
    return value.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  }
  if (NESTED.has(field)) return deeplySaid(value)
  const { Name = '' } = (field === 'RestartPolicy' ? value : {}) as { readonly Name?: string }
  return field === 'RestartPolicy' && (Name === '' || Name === 'no') ? undefined : value
}

function deeplySaid(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deeplySaid)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).map(([field, inner]) => [
    field,
    // The kinds of a capability are a list in a list.
    field === 'Capabilities'
      ? (inner as string[][] | null)?.map((kinds) => kinds.toSorted())
      : deeplySaid(inner),
  ])
  return said(Object.fromEntries(fields) as object)
}
