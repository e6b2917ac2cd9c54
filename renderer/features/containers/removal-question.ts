import { composePlace } from '#lib/compose-place.ts'
import { formatAgo } from '#lib/format-ago.ts'
import { plural } from '#lib/plural.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { ConfirmOptions } from '#ui/confirm.tsx'
import type { ListedObject } from '#ui/object-list.tsx'
import { statusWord } from './container-status.ts'
import { namedInFull, onEngine, type EngineOf } from './on-engine.ts'
import {
  anonymousVolumes,
  goesForGood,
  needsForce,
  removalTier,
  takesVolumes,
  type Removal,
} from './removal.ts'
import type { ShownContainer } from './shown-container.ts'

type Containers = readonly ShownContainer[]
type Asked = Pick<
  ConfirmOptions,
  'tier' | 'question' | 'objects' | 'verb' | 'consequence' | 'typeToConfirm'
>

/** The question before a removal, and every object that goes with it, now or in the end. */
export function removalQuestion(removal: Removal, engineOf: EngineOf): Asked {
  const { containers, withVolumes } = removal
  const [only] = containers
  const single = containers.length === 1 && only
  const volumes = anonymousVolumes(containers.filter((one) => takesVolumes(one, removal)))
  const what = [
    plural(containers.length, 'container'),
    ...(volumes.length > 0 ? [plural(volumes.length, 'volume')] : []),
  ].join(' and ')
  const forGood = containers.every(({ aside }) => aside) ? ' for good' : ''
  return {
    tier: withVolumes ? 3 : removalTier(removal),
    question: `Remove ${single ? namedInFull(single, engineOf) : plural(containers.length, 'container')}${forGood}?`,
    objects: [
      ...containers.map((container) => describe(container, removal, engineOf)),
      ...volumes.map((name) => ({ name, detail: 'anonymous volume' })),
    ],
    verb: single ? 'Remove' : `Remove ${what}`,
    consequence: consequences(removal).join(' '),
    ...(withVolumes && {
      typeToConfirm: single ? single.name : String(containers.length + volumes.length),
    }),
  }
}

function consequences(removal: Removal): readonly string[] {
  const { containers, vanishing } = removal
  const forGood = containers.filter((one) => goesForGood(one, removal))
  const toTrash = containers.filter((one) => !forGood.includes(one))
  const single = containers.length === 1
  const wished = containers.filter((one) => takesVolumes(one, removal) && !vanishing.has(one))
  return [
    ...trashWords(toTrash, single),
    ...vanishingWords(vanishing.size, single),
    ...forGoodWords(
      forGood.filter((one) => !vanishing.has(one)),
      containers.length,
    ),
    ...volumeWords(anonymousVolumes(wished).length, toTrash.length > 0),
    ...composeWords(toTrash, single),
  ]
}

function trashWords(toTrash: Containers, single: boolean): readonly string[] {
  if (toTrash.length === 0) return []
  const living = toTrash.filter(needsForce).length
  if (single) {
    const stopped = living > 0 ? 'It is stopped and goes' : 'It goes'
    return [
      `${stopped} to the trash, and can be restored from there for an hour. Until then it takes up room on the disk.`,
    ]
  }
  const stopped =
    living > 0 ? ` ${living} of them ${living === 1 ? 'is' : 'are'} stopped first.` : ''
  return [
    `They go to the trash, and can be restored from there for an hour.${stopped} Until then they take up room on the disk.`,
  ]
}

function vanishingWords(count: number, single: boolean): readonly string[] {
  if (count === 0) return []
  const whose = single ? 'It was' : count === 1 ? '1 of them was' : `${count} of them were`
  const it = single || count === 1 ? 'it' : 'them'
  return [
    `${whose} made with "--rm": the engine removes ${it} as soon as ${it === 'it' ? 'it stops' : 'they stop'}, with what was written inside and to anonymous volumes. This cannot be undone.`,
  ]
}

function forGoodWords(forGood: Containers, total: number): readonly string[] {
  if (forGood.length === 0) return []
  const living = forGood.filter(needsForce).length
  const killed =
    living === 0
      ? []
      : [total === 1 ? 'It is running and will be killed.' : `${living} of them will be killed.`]
  return [
    ...killed,
    'What was written inside, and not to a volume, is lost. This cannot be undone.',
  ]
}

function volumeWords(count: number, inTheEnd: boolean): readonly string[] {
  if (count === 0) return []
  const when = inTheEnd ? ' when the hour is over' : ''
  return [
    `The data in ${plural(count, 'anonymous volume')} is gone for good${when}. There is no copy.`,
  ]
}

/** Compose finds its containers by their labels, whatever they are called. */
function composeWords(toTrash: Containers, single: boolean): readonly string[] {
  const projects = new Set(
    toTrash.flatMap(({ labels }) => composePlace(labels)?.project ?? []).map(visibleText),
  )
  if (projects.size === 0) return []
  const owner =
    projects.size === 1 ? `Compose project "${[...projects].join('')}"` : 'Compose projects'
  const owns = `${owner} ${projects.size === 1 ? 'owns' : 'own'} ${single ? 'it' : 'some of them'}`
  return [`${owns}: "docker compose up" within the hour starts what is in the trash again.`]
}

function describe(
  container: ShownContainer,
  { vanishing }: Removal,
  engineOf: EngineOf,
): ListedObject {
  const { name, state, image, createdAt, connection } = container
  const words = [statusWord(state).word, visibleText(image), `created ${formatAgo(createdAt)}`]
  const fate = vanishing.has(container) ? ['goes for good'] : []
  return { name, detail: [...words, ...fate, ...onEngine(connection, engineOf)].join(' · ') }
}
