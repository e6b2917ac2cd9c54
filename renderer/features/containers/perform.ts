import { queryClient } from '../../query-client.ts'
import type { CommandContext } from '../../shell/object-page.tsx'
import { accessFor } from '#features/connections'
import { plural } from '#lib/plural.ts'
import { visibleText } from '#shared/visible-text.ts'
import { confirm } from '#ui/confirm.tsx'
import { act, type ContainerAction } from './container-actions.ts'
import { statusWord } from './container-status.ts'
import type { ShownState } from './pending-containers.ts'
import type { ShownContainer } from './shown-container.ts'

type Containers = readonly ShownContainer[]

/** Acts on those that it applies to; a connection that confirms everything asks first. */
export async function perform(
  { access }: CommandContext<ShownContainer>,
  action: ContainerAction,
  containers: Containers,
  applies: (state: ShownState) => boolean,
): Promise<void> {
  const targets = containers.filter(({ state }) => applies(state))
  const allowed = accessFor(access, targets)
  const asks = allowed.kind === 'open' && allowed.confirmAll
  if (asks && !(await isMeant(action, targets))) return
  await act(queryClient, action, targets)
}

/** Acts on those that it applies to, once the person has said that they mean it. */
export async function performAfterAsking(
  action: ContainerAction,
  containers: Containers,
  applies: (state: ShownState) => boolean,
): Promise<void> {
  const targets = containers.filter(({ state }) => applies(state))
  if (await isMeant(action, targets)) await act(queryClient, action, targets)
}

async function isMeant({ verb, consequence }: ContainerAction, containers: Containers) {
  const [only] = containers
  const what = plural(containers.length, 'container')
  const single = containers.length === 1 && only
  const answer = await confirm({
    tier: single ? 1 : 2,
    question: single ? `${verb} container "${visibleText(single.name)}"?` : `${verb} ${what}?`,
    objects: containers.map(({ name, state }) => ({ name, detail: statusWord(state).word })),
    verb: single ? verb : `${verb} ${what}`,
    ...(consequence !== undefined && { consequence }),
  })
  return answer === 'yes'
}
