import { queryClient } from '../../query-client.ts'
import type { CommandContext } from '../../shell/object-page.tsx'
import { accessFor, engineElsewhere } from '#features/connections'
import { errorText } from '#lib/error-text.ts'
import { confirm } from '#ui/confirm.tsx'
import { toast } from '#ui/toast.tsx'
import { actionQuestion } from './action-question.ts'
import { act, type ContainerAction } from './container-actions.ts'
import { findVanishing } from './find-vanishing.ts'
import type { ShownState } from './pending-containers.ts'
import type { ShownContainer } from './shown-container.ts'

type Containers = readonly ShownContainer[]

/**
 * Acts on those that it applies to. It asks first on a connection that confirms everything, and
 * where a container would be gone by it.
 */
export async function perform(
  { access }: CommandContext<ShownContainer>,
  action: ContainerAction,
  containers: Containers,
  applies: (state: ShownState) => boolean,
): Promise<void> {
  const targets = containers.filter(({ state }) => applies(state))
  const allowed = accessFor(access, targets)
  await carryOut(action, targets, allowed.kind === 'open' && allowed.confirmAll)
}

/** Acts on those that it applies to, once the person has said that they mean it. */
export async function performAfterAsking(
  action: ContainerAction,
  containers: Containers,
  applies: (state: ShownState) => boolean,
): Promise<void> {
  const targets = containers.filter(({ state }) => applies(state))
  await carryOut(action, targets, true)
}

async function carryOut(action: ContainerAction, targets: Containers, asks: boolean) {
  const vanishing = action.ends ? await findVanishing(targets) : NONE
  if ((asks || vanishing.size > 0) && !(await isMeant(action, targets, vanishing))) return
  const reverse = action.undo?.()
  await act(queryClient, action, targets, (done) => {
    const left = done.filter((container) => !vanishing.has(container))
    return reverse && left.length > 0 ? () => void takeBack(reverse, left) : undefined
  })
}

const NONE: ReadonlySet<ShownContainer> = new Set()

/** What takes a start back is a stop, before which there may be a question too. */
async function takeBack(reverse: ContainerAction, targets: Containers) {
  try {
    await carryOut(reverse, targets, false)
  } catch (cause) {
    toast({ kind: 'error', text: errorText(cause) })
  }
}

async function isMeant(
  action: ContainerAction,
  targets: Containers,
  vanishing: ReadonlySet<ShownContainer>,
) {
  return (await confirm(actionQuestion(action, targets, vanishing, engineElsewhere))) === 'yes'
}
