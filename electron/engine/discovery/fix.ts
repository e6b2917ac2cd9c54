import type { FixOffer, Place } from '#shared/contract/places.ts'
import type { Program } from './program.ts'

/** What the person, or the app, can do. What is run stays in main. */
export type Fix = CommandFix | RunFix

/** A command to copy. */
export type CommandFix = Extract<FixOffer, { kind: 'command' }>

/** What the app does itself; `engine` is the one that it is done to, of `engineKey`. */
export type RunFix = Extract<FixOffer, { kind: 'run' }> & {
  readonly engine: string
  readonly program: Program
}

/** Which programs are there: a set of their names, or a map from them. */
export interface Tools {
  has(name: string): boolean
}

/** What can be started. */
export type Startable = Pick<Place, 'owner' | 'name' | 'instance'>

/** The same for all that starts, stops or restarts one engine: one of these at a time. */
export function engineKey({ owner, instance = '' }: Startable): string {
  return `${owner}:${instance}`
}

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
