import { setTimeout as delay } from 'node:timers/promises'
import type { EngineEvent } from '#shared/contract/activity.ts'
import type { CallLimits } from './call-limits.ts'
import type { Docker } from './docker.ts'
import { isPodmanVersion } from './podman-version.ts'

/** How late the window may learn of a network that another client has made. */
const READ_EVERY_MS = 5000

/** The first Podman whose event stream tells of networks that come and go (its pull request 24412). */
const TELLS_SINCE = [5, 4] as const

/** A network as its events name it. */
interface Network {
  readonly Id: string
  readonly Name: string
}

/**
 * Events of networks that came and went, for an engine that tells nothing of them: the list is
 * read over and over. Ends at once where the engine tells itself, and when the signal aborts.
 */
export async function* watchQuietNetworks(
  docker: (limits: CallLimits) => Docker,
  signal: AbortSignal,
): AsyncGenerator<EngineEvent> {
  const client = docker({ signal })
  const read = () => client.listNetworks() as Promise<readonly Network[]>
  if (!isQuiet(await untilAnswered(() => client.version(), signal))) return
  let known = await untilAnswered(read, signal)
  while (!signal.aborted) {
    await delay(READ_EVERY_MS, undefined, { signal })
    // One answer that is lost is made good by the next.
    const now = await read().catch(() => known)
    yield* networkChanges(known, now, Date.now())
    known = now
  }
}

/** A busy engine loses an answer; who does not ask again would follow nothing from then on. */
async function untilAnswered<Answer>(
  ask: () => Promise<Answer>,
  signal: AbortSignal,
): Promise<Answer> {
  for (;;) {
    try {
      return await ask()
    } catch {
      await delay(READ_EVERY_MS, undefined, { signal })
    }
  }
}

/** Whether this engine, by its `/version`, is a Podman that tells nothing of networks. */
export function isQuiet(version: { Version?: string; Components?: unknown }): boolean {
  if (!isPodmanVersion(version)) return false
  const [major = 0, minor = 0] = (version.Version ?? '').split('.').map(Number)
  const [sinceMajor, sinceMinor] = TELLS_SINCE
  return major < sinceMajor || (major === sinceMajor && minor < sinceMinor)
}

/** What dockerd would have told between these two lists; `time` in Unix milliseconds. */
export function networkChanges(
  before: readonly Network[],
  after: readonly Network[],
  time: number,
): readonly EngineEvent[] {
  return [
    ...without(before, after).map((network) => toEvent('destroy', network, time)),
    ...without(after, before).map((network) => toEvent('create', network, time)),
  ]
}

function without(networks: readonly Network[], others: readonly Network[]): readonly Network[] {
  const ids = new Set(others.map(({ Id }) => Id))
  return networks.filter(({ Id }) => !ids.has(Id))
}

function toEvent(action: string, { Id, Name }: Network, time: number): EngineEvent {
  return { kind: 'event', type: 'network', action, id: Id, attributes: { name: Name }, time }
}
