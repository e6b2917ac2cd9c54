import type { QueryClient } from '@tanstack/react-query'
import { visibleText } from '#shared/visible-text.ts'
import { errorText } from '#lib/error-text.ts'
import { nameProblem } from '#lib/name-problem.ts'
import { promptText } from '#ui/prompt-text.tsx'
import { engine } from '../../ipc/client.ts'
import { containerList } from './container-list.ts'
import type { ShownContainer } from './shown-container.ts'

/** Asks for a new name, and stays open with the engine's words when it refuses. */
export async function renameContainer(
  client: QueryClient,
  { connection, id, name }: ShownContainer,
): Promise<void> {
  await promptText({
    title: `Rename container "${visibleText(name)}"`,
    label: 'New name',
    initial: name,
    verb: 'Rename',
    validate: nameProblem,
    async submit(value, yes) {
      // The engine would refuse: it is taken, by this container itself.
      if (value === name) return undefined
      try {
        await engine.containers.rename({ connection, id, name: value }, yes)
        containerList(client, connection).patch(id, { name: value })
        return undefined
      } catch (cause) {
        return errorText(cause)
      }
    },
  })
}
