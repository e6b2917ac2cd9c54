import { composePlace } from '#lib/compose-place.ts'
import { shortId } from '#shared/object-id.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { NamedContainer } from '#shared/contract/containers.ts'
import type { SpecChange } from '#shared/run-spec/diff-specs.ts'
import type { ConfirmOptions } from '#ui/confirm.tsx'
import type { ListedObject } from '#ui/object-list.tsx'
import { namedInFull, type EngineOf } from '../on-engine.ts'
import type { ShownContainer } from '../shown-container.ts'

/** What a person is about to have made anew, and what will be otherwise. */
export interface Recreation {
  readonly container: ShownContainer
  readonly changes: readonly SpecChange[]
  /** What will be the same only in part, or not at all. */
  readonly remarks?: readonly string[]
}

/** The one question before a container is made anew: it shows all that will change. */
export function recreateQuestion(
  { container, changes, remarks = [] }: Recreation,
  engineOf: EngineOf,
): ConfirmOptions {
  return {
    tier: 2,
    question: `Recreate ${namedInFull(container, engineOf)}?`,
    objects: changes.map(inWords),
    verb: 'Recreate',
    consequence: [...stages(container), ...remarks].join(' '),
  }
}

/** What happens to the old one, and what of it the new one has. */
export function stages({ state, labels }: ShownContainer): readonly string[] {
  const runs = state.kind === 'running' || state.kind === 'paused' || state.kind === 'restarting'
  const back = runs
    ? 'It is stopped, and put back as it was if the new one does not stay up.'
    : 'It does not run, and neither will the new one.'
  const volumes =
    'Volumes without a name, networks and names are kept; what was written elsewhere in it is not.'
  const project = composePlace(labels)?.project
  const after =
    project === undefined
      ? 'Then it is in the trash for an hour.'
      : `Then it is removed: Compose project "${visibleText(project)}" owns it, and would take the two for replicas.`
  return [back, volumes, after]
}

/** What becomes of those that live in its network: they are left as they are. */
export function sharersWords(sharers: readonly NamedContainer[]): readonly string[] {
  if (sharers.length === 0) return []
  const names = sharers.map(({ name }) => `"${visibleText(name)}"`).join(', ')
  return sharers.length === 1
    ? [`${names} shares its network and loses it: recreate that one too, on the new container.`]
    : [`${names} share its network and lose it: recreate those too, on the new container.`]
}

function inWords({ what, before, after }: SpecChange): ListedObject {
  return { name: what, detail: `${said(before)} → ${said(after)}` }
}

function said(texts: readonly string[]): string {
  return texts.length === 0 ? 'nothing' : texts.map(visibleText).join(', ')
}

/** The change of the image itself, whose name stays. */
export function imageChange(image: string, before: string, after: string): SpecChange {
  return { what: `image ${image}`, before: [shortId(before)], after: [shortId(after)] }
}
