import type { QueryClient } from '@tanstack/react-query'
import { engineElsewhere } from '#features/connections'
import { visibleText } from '#shared/visible-text.ts'
import { engine } from '../../ipc/client.ts'
import { namedInFull } from './on-engine.ts'
import { recreateWords } from './progress-words.ts'
import { sayRecreated } from './recreate/recreate-container.ts'
import { recreateIt } from './recreate/recreate-it.ts'
import { sharersWords, stages } from './recreate/recreate-question.ts'
import { askRun } from './run-form/run-dialog.tsx'
import type { ShownContainer } from './shown-container.ts'

/** Opens the form of a container, and has it made anew with what was changed in there. */
export async function editContainer(client: QueryClient, container: ShownContainer): Promise<void> {
  const { connection, id } = container
  const [{ spec, notCarried }, sharers] = await Promise.all([
    engine.containers.spec({ connection, id }),
    engine.containers.sharers({ connection, id }),
  ])
  const named = namedInFull(container, engineElsewhere)
  const outcome = await askRun({
    connection,
    title: `Recreate ${named} with changes`,
    verb: 'Recreate',
    // It is the form that shows all that will change, and its button that says yes to it.
    spec: { ...spec, detach: true },
    replaces: id,
    notes: [
      ...stages(container),
      ...sharersWords(sharers),
      ...notCarried.map((one) => `Not carried over: ${visibleText(one.name)}, as ${one.why}.`),
    ],
    perform: ({ spec: wanted }, yes, { signal, onProgress }) =>
      recreateIt(
        { connection, id, spec: wanted },
        yes,
        (progress) => onProgress(recreateWords(progress)),
        signal,
      ),
    takenBack: `Taken back: the old ${named} stays, or is being put back as it was.`,
  })
  if (outcome) await sayRecreated(client, container, outcome.result)
}
