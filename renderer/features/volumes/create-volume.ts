import { errorText } from '#lib/error-text.ts'
import { nameProblem } from '#lib/name-problem.ts'
import { askForm } from '#ui/form-dialog.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { queryClient } from '../../query-client.ts'
import { volumesKey } from './queries.ts'

/** Asks for a name and a driver, and makes the volume. */
export async function createVolume(connection: string): Promise<void> {
  await askForm({
    title: 'Create volume',
    verb: 'Create volume',
    fields: [
      { kind: 'text', name: 'name', label: 'Name', validate: nameProblem },
      { kind: 'text', name: 'driver', label: 'Driver', initial: 'local' },
    ],
    async submit({ name, driver }, yes) {
      try {
        await engine.volumes.create(
          {
            connection,
            name: String(name),
            driver: String(driver) || 'local',
            labels: {},
          },
          yes,
        )
      } catch (cause) {
        return errorText(cause)
      }
      toast({ kind: 'success', text: `Created volume "${String(name)}"` })
      await queryClient.invalidateQueries({ queryKey: volumesKey(connection) })
      return undefined
    },
  })
}
