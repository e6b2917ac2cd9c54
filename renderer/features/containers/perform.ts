import { queryClient } from '../../query-client.ts'
import { agree, engineElsewhere } from '#features/connections'
import { errorText } from '#lib/error-text.ts'
import { toast } from '#ui/toast.tsx'
import { actionQuestion } from './action-question.ts'
import { act, type ContainerAction } from './container-actions.ts'
import { findVanishing } from './find-vanishing.ts'
import type { ShownState } from './pending-containers.ts'
import type { ShownContainer } from './shown-container.ts'

type Containers = readonly ShownContainer[]

/** Acts on those that it applies to. It asks first where a container would be gone by it. */
export async function perform(
  action: ContainerAction,
  containers: Containers,
  applies: (state: ShownState) => boolean,
): Promise<void> {
  const targets = containers.filter(({ state }) => applies(state))
  await carryOut(action, targets, false)
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
  const consent = await agree(targets, {
    always: asks || vanishing.size > 0,
    question: () => actionQuestion(action, targets, vanishing, engineElsewhere),
  })
  if (!consent) return
  const reverse = action.undo?.()
  await act(queryClient, action, targets, consent, (done) => {
    const left = done.filter((container) => !vanishing.has(container))
    return reverse && left.length > 0 ? () => void takeBack(reverse, left) : undefined
  })
}

const NONE: ReadonlySet<ShownContainer> = new Set()

/** Does what takes an action back. What takes a start back is a stop, before which there may be a question too. */
export async function takeBack(reverse: ContainerAction, targets: Containers) {
  try {
    await carryOut(reverse, targets, false)
  } catch (cause) {
    toast({ kind: 'error', text: errorText(cause) })
  }
}
