import type { EngineEvent } from '#shared/contract/activity.ts'

/** An event as engines send it; Podman leaves some of it out. */
interface RawEvent {
  readonly Type?: string | null | undefined
  readonly Action?: string | null | undefined
  /** The id as older engines say it. */
  readonly id?: string | null | undefined
  readonly Actor?:
    | {
        readonly ID?: string | null | undefined
        readonly Attributes?: Readonly<Record<string, string>> | null | undefined
      }
    | null
    | undefined
  readonly time?: number | null | undefined
  readonly timeNano?: number | null | undefined
  /** Podman's own field. */
  readonly HealthStatus?: string | null | undefined
}

/** Events of these kinds change something that the window lists. */
const TYPES = ['container', 'image', 'volume', 'network', 'daemon'] as const

/** Health checks make three of them every few seconds for each container, and nothing changes. */
const NOISE = /^exec(_|$|ed$)/

/** Podman's words for what dockerd calls otherwise. */
const PODMAN_WORDS: Readonly<Record<string, string>> = { remove: 'destroy', died: 'die' }

/** An image that is removed is another thing to dockerd than one that is destroyed. */
const WITH_PODMAN_WORDS: ReadonlySet<string> = new Set(['container', 'volume', 'network'])

const NS_PER_MS = 1e6
const MS_PER_S = 1000

/** The event as the window uses it, or nothing where nobody needs it. */
export function toEngineEvent(raw: RawEvent): EngineEvent | undefined {
  const [action = '', argument] = (raw.Action ?? '').split(/: ?/, 2)
  if (NOISE.test(action)) return undefined
  const type = TYPES.find((known) => known === raw.Type) ?? 'other'
  const attributes = raw.Actor?.Attributes ?? {}
  return {
    kind: 'event',
    type,
    action: (WITH_PODMAN_WORDS.has(type) && wordOf(action)) || action,
    // Podman's volumes have no id here, and a name alone.
    id: raw.Actor?.ID || raw.id || attributes['name'] || '',
    attributes: action === 'health_status' ? withHealth(attributes, argument, raw) : attributes,
    time: raw.timeNano ? raw.timeNano / NS_PER_MS : (raw.time ?? 0) * MS_PER_S,
  }
}

function wordOf(action: string): string | undefined {
  return Object.hasOwn(PODMAN_WORDS, action) ? PODMAN_WORDS[action] : undefined
}

/** dockerd says `health_status: healthy`; Podman has a field of its own. */
function withHealth(
  attributes: Readonly<Record<string, string>>,
  argument: string | undefined,
  raw: RawEvent,
): Readonly<Record<string, string>> {
  const health = argument ?? raw.HealthStatus ?? attributes['health_status'] ?? ''
  return { ...attributes, health }
}
