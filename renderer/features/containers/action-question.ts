import { plural } from '#lib/plural.ts'
import type { ConfirmOptions } from '#ui/confirm.tsx'
import type { ListedObject } from '#ui/object-list.tsx'
import type { ContainerAction } from './container-actions.ts'
import { statusWord } from './container-status.ts'
import { namedInFull, onEngine, type EngineOf } from './on-engine.ts'
import type { ShownContainer } from './shown-container.ts'

type Containers = readonly ShownContainer[]

/** The question before an action. Those that vanish by it come first, and are told from the rest. */
export function actionQuestion(
  { verb, consequence }: Pick<ContainerAction, 'verb' | 'consequence'>,
  containers: Containers,
  vanishing: ReadonlySet<ShownContainer>,
  engineOf: EngineOf,
): ConfirmOptions {
  const [only] = containers
  const single = containers.length === 1 && only
  const what = plural(containers.length, 'container')
  const lost = lossOf(containers, vanishing)
  const consequences = [consequence, lost].filter((text) => text !== undefined)
  return {
    tier: single ? 1 : 2,
    question: single ? `${verb} ${namedInFull(single, engineOf)}?` : `${verb} ${what}?`,
    objects: containers
      .toSorted((a, b) => Number(vanishing.has(b)) - Number(vanishing.has(a)))
      .map((container) => describe(container, vanishing.has(container), engineOf)),
    verb: single ? verb : `${verb} ${what}`,
    ...(consequences.length > 0 && { consequence: consequences.join(' ') }),
  }
}

function describe(
  { name, state, connection }: ShownContainer,
  vanishes: boolean,
  engineOf: EngineOf,
): ListedObject {
  const { word } = statusWord(state)
  const words = [word, ...(vanishes ? ['will be removed'] : []), ...onEngine(connection, engineOf)]
  return { name, detail: words.join(' · ') }
}

function lossOf({ length }: Containers, { size }: ReadonlySet<ShownContainer>) {
  if (size === 0) return undefined
  const files = 'with its anonymous volumes and what was written inside. This cannot be undone.'
  if (length === 1) return `It was made with "--rm": the engine then removes it, ${files}`
  const which = size === 1 ? 'One of them was' : `${size} of them were`
  return `${which} made with "--rm": the engine then removes ${size === 1 ? 'it' : 'each'}, ${files}`
}
