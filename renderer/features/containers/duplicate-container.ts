import { visibleText } from '#shared/visible-text.ts'
import { engine } from '../../ipc/client.ts'
import { runContainer } from './run-container.ts'
import type { ShownContainer } from './shown-container.ts'
import { withoutToolLabels } from './tool-labels.ts'

/** Opens the form of a new container with all that this one was made with, but for its name. */
export async function duplicateContainer({ connection, id, name }: ShownContainer): Promise<void> {
  const { spec, notCarried } = await engine.containers.spec({ connection, id })
  await runContainer({
    connection,
    title: `Duplicate container "${visibleText(name)}"`,
    // Compose would take another one with its labels for its own.
    spec: { ...withoutToolLabels(spec), name: `${name}-copy`, detach: true },
    notes: notCarried.map((one) => `Not carried over: ${visibleText(one.name)}, as ${one.why}.`),
  })
}
