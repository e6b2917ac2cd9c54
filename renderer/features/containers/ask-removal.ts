import type { QueryClient } from '@tanstack/react-query'
import { agree, engineElsewhere } from '#features/connections'
import { plural } from '#lib/plural.ts'
import type { ConfirmOptions } from '#ui/confirm.tsx'
import { isRemovalSilenced, silenceRemoval } from '../../shell/silenced-removal.ts'
import { act, removeAction, restoreAction } from './container-actions.ts'
import { findVanishing } from './find-vanishing.ts'
import { takeBack } from './perform.ts'
import { removalQuestion } from './removal-question.ts'
import {
  anonymousVolumes,
  goesForGood,
  removable,
  removalTier,
  takesVolumes,
  type Removal,
} from './removal.ts'
import type { ShownContainer } from './shown-container.ts'

/** Asks as surely as it must, then removes the containers: into the trash, where they have one. */
export async function removeContainers(
  client: QueryClient,
  targets: readonly ShownContainer[],
): Promise<void> {
  const containers = removable(targets)
  if (containers.length === 0) return
  const vanishing = await findVanishing(containers.filter(({ aside }) => !aside))
  // Nothing that a person was not asked about.
  let removal: Removal = { containers, vanishing, atOnce: false, withVolumes: false }
  const consent = await agree(containers, {
    always: !(await isSilenced(removal)),
    question: () => fullQuestion(removal, (chosen) => (removal = chosen)),
  })
  if (!consent) return
  await act(client, removeAction(removal), containers, consent, (done) => {
    const left = done.filter((container) => !goesForGood(container, removal))
    return left.length > 0 ? () => void takeBack(restoreAction, left) : undefined
  })
}

/** What nothing can bring back is always asked about. */
async function isSilenced(removal: Removal) {
  const isSmall = removalTier(removal) === 1
  const { containers } = removal
  if (!isSmall || containers.some((one) => goesForGood(one, removal))) return false
  return isRemovalSilenced('container')
}

const AT_ONCE = 'at-once'
const VOLUMES = 'volumes'

/** With what else can be chosen along with it. */
function fullQuestion(removal: Removal, choose: (removal: Removal) => void): ConfirmOptions {
  const { containers } = removal
  const canBeTrashed = containers.some((one) => !goesForGood(one, removal))
  const kept = anonymousVolumes(containers.filter((one) => !takesVolumes(one, removal)))
  const withData = `with the data in ${kept.length === 1 ? 'it' : 'them'} too`
  const choices = [
    canBeTrashed && { id: AT_ONCE, label: 'Remove at once, not by way of the trash' },
    kept.length > 0 && {
      id: VOLUMES,
      label: `Remove ${plural(kept.length, 'anonymous volume')} ${withData}`,
    },
  ].filter((choice) => choice !== false)
  const chosen = (ids: ReadonlySet<string>): Removal => ({
    ...removal,
    atOnce: ids.has(AT_ONCE),
    withVolumes: ids.has(VOLUMES),
  })
  return {
    ...removalQuestion(removal, engineElsewhere),
    ...(choices.length > 0 && {
      options: {
        choices,
        asks: (ids) => removalQuestion(chosen(ids), engineElsewhere),
        onChange: (ids) => choose(chosen(ids)),
      },
    }),
    ...(canBeTrashed && {
      dontAskAgain: {
        label: "Don't ask for single stopped containers",
        onChosen: () => void silenceRemoval('container'),
      },
    }),
  }
}
