import { recentChoices } from '#lib/recent-choices.ts'
import type { LogSession } from './log-session.ts'
import type { FieldsLook } from './log-state.ts'
import { isMerged, type LogTarget, type MergedTarget } from './log-target.ts'

/** Keys come from containers, and a log may have any number of them. */
const MAX_HIDDEN = 200

const choices = recentChoices<FieldsLook>('log-fields', (kept) => {
  const hidden: unknown = Reflect.get(kept, 'hiddenKeys')
  return {
    fields: Reflect.get(kept, 'fields') === true,
    hiddenKeys: Array.isArray(hidden) ? hidden.filter((key) => typeof key === 'string') : [],
  }
})

/** Lays its lines out by fields or not, and so again when this log is opened the next time. */
export function changeFields(session: LogSession, change: Partial<FieldsLook>): void {
  session.showFields(change)
  const { fields, hiddenKeys } = session.state()
  const hidden = hiddenKeys.slice(0, MAX_HIDDEN)
  choices.keep(nameOf(session.target), { fields, hiddenKeys: hidden })
}

/** Lays its lines out as was chosen for this log before. */
export function recallFields(session: LogSession): void {
  const chosen = choices.of(nameOf(session.target))
  if (chosen) session.showFields(chosen)
}

/** A container that is made anew under its name writes the same fields. */
function nameOf(target: LogTarget | MergedTarget): string {
  if (!isMerged(target)) return `${target.connection} container ${target.name}`
  const { project, containers } = target
  if (project) return `${project.connection} project ${project.name}`
  return containers
    .map(nameOf)
    .toSorted((a, b) => a.localeCompare(b))
    .join(', ')
}
