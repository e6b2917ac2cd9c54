import type { FixOffer, Place } from '#shared/contract/places.ts'

/** What the person, or the app, can do. `program` and `args` stay in main. */
export type Fix = CommandFix | RunFix

/** A command to copy. */
export type CommandFix = Extract<FixOffer, { kind: 'command' }>

/** What the app does itself. `program` is one that `findTools` knows, never a path. */
export type RunFix = Extract<FixOffer, { kind: 'run' }> & {
  readonly program: string
  readonly args: readonly string[]
}

/** Which programs are there: a set of their names, or a map from them. */
export interface Tools {
  has(name: string): boolean
}

/** What can be started. */
export type Startable = Pick<Place, 'owner' | 'name' | 'instance'>

/** What the window may know of a fix. */
export function toOffer(fix: Fix): FixOffer {
  switch (fix.kind) {
    case 'command':
      return fix
    case 'run': {
      const { kind, id, title, command } = fix
      return { kind, id, title, command }
    }
    default:
      return fix satisfies never
  }
}
