import { visibleText } from '#shared/visible-text.ts'
import { during, type Engine, type Engines } from '../../engine/index.ts'

/** A container of an engine. */
export interface Ref {
  readonly connection: string
  readonly id: string
}

/** Longer paths would make the error a page. */
const MAX_NAMED_CHARS = 200

/** Does something with files of a container: what goes wrong is said of the path and the container. */
export type OnContainer = <T>(
  ref: Ref,
  verb: string,
  what: string,
  run: (engine: Engine) => Promise<T>,
) => Promise<T>

export function createOnContainer(engines: Engines): OnContainer {
  return (ref, verb, what, run) => {
    const engine = engines.get(ref.connection)
    const deed = {
      verb: `${verb} "${visibleText(what).slice(0, MAX_NAMED_CHARS)}" in`,
      kind: 'container',
      name: engine.names.of(ref.id),
    } as const
    return during(deed, engine.names, () => run(engine))
  }
}

/** Where a person is asked about all that is done, or nothing may be, nothing runs unasked. */
export function mayRunIn(engines: Engines, { connection }: Ref): boolean {
  return engines.list().find(({ id }) => id === connection)?.mode === 'full'
}
