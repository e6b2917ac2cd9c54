/** What a container was doing before it was put aside. */
export type ParkedState = 'running' | 'paused' | 'stopped'

/** Why a container bears a name of ours. */
export type ParkedKind =
  /** In the trash: a person removed it. */
  | 'removed'
  /** The same, and its volumes without a name are to go with it. */
  | 'removed-with-volumes'
  /** In the trash: another one, which is made, runs in its place. */
  | 'replaced'
  /** Put aside while another one takes its place: that is under way, or was left half-way. */
  | 'replacing'
  /** Made, and not yet in the place of the other. */
  | 'new'

export interface ParkedRestart {
  readonly name: string
  readonly maximumRetryCount?: number
}

/** All that must be known of a container to put it back as it was. Its name alone says it. */
export interface ParkedName {
  /** Its own name. */
  readonly name: string
  readonly kind: ParkedKind
  readonly was: ParkedState
  readonly restart: ParkedRestart
  /** In the trash: until when it is kept. Else: since when. Milliseconds, whole seconds. */
  readonly time: number
  /** The app that did it; see `ownerTag`. */
  readonly owner: string
  /** The one that it makes way for, or that makes way for it: twelve digits of its id. */
  readonly other?: string
}

const KINDS: readonly ParkedKind[] = [
  'removed',
  'removed-with-volumes',
  'replaced',
  'replacing',
  'new',
]

const RESTARTS = ['no', 'always', 'unless-stopped', 'on-failure'] as const

/** Engines take letters, digits and `_.-` in a name, and each of its parts has no dot. */
const PARKED = new RegExp(
  `^(?<name>.+)\\.pilothouse-(?<kind>${KINDS.join('|')})` +
    `\\.(?<was>running|paused|stopped)` +
    `\\.(?<restart>${RESTARTS.join('|')})(?:-(?<retries>\\d{1,9}))?` +
    `\\.(?<time>[0-9a-z]{1,8})\\.(?<owner>[0-9a-f]{8})(?:\\.(?<other>[0-9a-f]{12}))?$`,
)

/** What every such name has in it, for the engine's filter: a regular expression. */
export const PARKED_FILTER = '\\.pilothouse-'

const MS_PER_S = 1000

/** In these digits a time is short. */
const DIGITS = 36

/** The name of a container that is put aside: `web-1.pilothouse-removed.running.always.tg1e8k.3fa9c01b`. */
export function parkedName(parked: ParkedName): string {
  const { name, kind, was, restart, time, owner, other } = parked
  const { name: policy, maximumRetryCount: retries } = restart
  const seconds = Math.round(time / MS_PER_S).toString(DIGITS)
  return [
    `${name}.pilothouse-${kind}`,
    was,
    retries ? `${policy}-${retries}` : policy || 'no',
    seconds,
    owner,
    ...(other === undefined ? [] : [other]),
  ].join('.')
}

/** What such a name says; nothing where a name is not of this form to the last letter. */
export function parseParkedName(text: string): ParkedName | undefined {
  const parts = PARKED.exec(text)?.groups
  if (!parts) return undefined
  const { name = '', kind, was, restart = 'no', retries, time = '', owner = '', other } = parts
  return {
    name,
    kind: kind as ParkedKind,
    was: was as ParkedState,
    restart: {
      name: restart,
      ...(retries !== undefined && { maximumRetryCount: Number(retries) }),
    },
    time: Number.parseInt(time, DIGITS) * MS_PER_S,
    owner,
    ...(other !== undefined && { other }),
  }
}

const SHORT_ID_LENGTH = 12
const OWNER_LENGTH = 8

/** How an id is written in such a name. */
export function otherTag(id: string): string {
  return id.slice(0, SHORT_ID_LENGTH)
}

/** How an installation of the app is written in such a name: it is a UUID. */
export function ownerTag(id: string): string {
  const digits = id.toLowerCase().replaceAll(/[^0-9a-f]/g, '')
  return digits.padEnd(OWNER_LENGTH, '0').slice(0, OWNER_LENGTH)
}

/** What people call a container, also while it bears such a name. */
export function ownName(name: string): string {
  return parseParkedName(name)?.name ?? name
}
