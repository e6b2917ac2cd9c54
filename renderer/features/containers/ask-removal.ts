import type { QueryClient } from '@tanstack/react-query'
import { agree, engineElsewhere } from '#features/connections'
import { formatAgo } from '#lib/format-ago.ts'
import { plural } from '#lib/plural.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { ConfirmChoice, ConfirmObject, ConfirmOptions } from '#ui/confirm.tsx'
import { isRemovalSilenced, silenceRemoval } from '../../shell/silenced-removal.ts'
import { act, removeAction } from './container-actions.ts'
import { statusWord } from './container-status.ts'
import { namedInFull, onEngine, type EngineOf } from './on-engine.ts'
import { anonymousVolumes, needsForce, removable, removalTier } from './removal.ts'
import type { ShownContainer } from './shown-container.ts'

/** Asks as surely as it must, then removes the containers. */
export async function removeContainers(
  client: QueryClient,
  targets: readonly ShownContainer[],
): Promise<void> {
  const containers = removable(targets)
  if (containers.length === 0) return
  // Nothing that a person was not asked about.
  let withVolumes = false
  const consent = await agree(containers, {
    always: !(await isSilenced(containers)),
    question: () => fullQuestion(containers, (chosen) => (withVolumes = chosen)),
  })
  if (consent) await act(client, removeAction(withVolumes), containers, consent)
}

async function isSilenced(containers: readonly ShownContainer[]) {
  return removalTier(containers) === 1 && (await isRemovalSilenced('container'))
}

/** With what more can be chosen along with it. */
function fullQuestion(
  containers: readonly ShownContainer[],
  chooseVolumes: (chosen: boolean) => void,
): ConfirmOptions {
  const volumes = anonymousVolumes(containers)
  return {
    ...removalQuestion(containers, engineElsewhere),
    ...(volumes.length > 0 && {
      option: {
        label: `Remove ${plural(volumes.length, 'anonymous volume')} with the data in ${itOrThem(volumes)} too`,
        asks: removalWithVolumesQuestion(containers, volumes, engineElsewhere),
        onChange: chooseVolumes,
      },
    }),
    dontAskAgain: {
      label: "Don't ask for single stopped containers",
      onChosen: () => void silenceRemoval('container'),
    },
  }
}

/** The question before these containers go, and every object that it is about. */
export function removalQuestion(
  containers: readonly ShownContainer[],
  engineOf: EngineOf,
): Pick<ConfirmOptions, 'tier' | 'question' | 'objects' | 'verb' | 'consequence'> {
  const [only] = containers
  const single = containers.length === 1 && only
  const what = plural(containers.length, 'container')
  return {
    tier: removalTier(containers),
    question: single ? `Remove ${namedInFull(single, engineOf)}?` : `Remove ${what}?`,
    objects: containers.map((container) => describe(container, engineOf)),
    verb: single ? 'Remove' : `Remove ${what}`,
    consequence: consequenceOf(containers),
  }
}

/** The same with their anonymous volumes, which have no copy: the name, or the count, is typed. */
export function removalWithVolumesQuestion(
  containers: readonly ShownContainer[],
  volumes: readonly string[],
  engineOf: EngineOf,
): ConfirmChoice['asks'] {
  const [only] = containers
  const single = containers.length === 1 && only
  const what = `${plural(containers.length, 'container')} and ${plural(volumes.length, 'volume')}`
  return {
    tier: 3,
    objects: [
      ...containers.map((container) => describe(container, engineOf)),
      ...volumes.map((name) => ({ name, detail: 'anonymous volume' })),
    ],
    verb: single ? 'Remove' : `Remove ${what}`,
    consequence: `${consequenceOf(containers)} The data in ${plural(volumes.length, 'anonymous volume')} is gone for good. There is no copy.`,
    typeToConfirm: single ? single.name : String(containers.length + volumes.length),
  }
}

function itOrThem({ length }: readonly unknown[]): string {
  return length === 1 ? 'it' : 'them'
}

function consequenceOf(containers: readonly ShownContainer[]): string {
  const living = containers.filter(needsForce).length
  const files = 'What was written inside, and not to a volume, is lost.'
  if (living === 0) return files
  if (containers.length === 1) return `It is running and will be killed. ${files}`
  return `${living} of them will be killed. ${files}`
}

function describe(container: ShownContainer, engineOf: EngineOf): ConfirmObject {
  const { name, state, image, createdAt, connection } = container
  const words = [statusWord(state).word, visibleText(image), `created ${formatAgo(createdAt)}`]
  return { name, detail: [...words, ...onEngine(connection, engineOf)].join(' · ') }
}
