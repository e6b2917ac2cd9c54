import { formatClock } from '#lib/format-clock.ts'
import type { Aside } from '#shared/contract/containers.ts'
import type { ShownContainer } from './shown-container.ts'

type WithAside = Pick<ShownContainer, 'aside'>

/** Whether a container is put aside. One that is just being made in the place of another is not. */
export function isAside({ aside }: WithAside): boolean {
  return aside !== undefined && aside.kind !== 'new'
}

/**
 * Whether it goes when the trash is emptied: not what another app has put there, nor what was only put
 * aside while another one takes its place.
 */
export function isEmptied({ aside }: WithAside): boolean {
  return aside !== undefined && aside.isOurs && isRemoved(aside.kind)
}

function isRemoved(kind: Aside['kind']): boolean {
  return kind !== 'new' && kind !== 'replacing'
}

/** Why it is put aside, and by whom: `Removed`, `Replaced by another Pilothouse`. */
export function whyAside({ aside }: WithAside): string {
  if (aside === undefined) return ''
  return aside.isOurs ? why(aside) : `${why(aside)} by another Pilothouse`
}

function why(aside: Aside): string {
  switch (aside.kind) {
    case 'removed':
      return 'Removed'
    case 'removed-with-volumes':
      return 'Removed with its volumes'
    case 'replaced':
      return 'Replaced'
    case 'replacing':
      return 'Left half-way'
    case 'new':
      return 'Not finished'
    default:
      return aside.kind satisfies never
  }
}

/** How long it is kept: `until 14:32`. */
export function keptWords({ aside }: WithAside): string {
  if (aside === undefined) return ''
  return aside.until === undefined ? 'until you decide' : `until ${formatClock(aside.until)}`
}

/** How many are in the list itself. */
export function countListed(containers: readonly WithAside[]): number {
  return containers.filter((container) => !isAside(container)).length
}
