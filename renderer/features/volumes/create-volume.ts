import { errorText } from '#lib/error-text.ts'
import { askForm } from '#ui/form-dialog.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { queryClient } from '../../query-client.ts'
import { volumesKey } from './queries.ts'

/** The engine's own rule (`names.RestrictedNamePattern`). */
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/

/** What is wrong with a volume's name, if anything. */
export function volumeNameProblem(name: string): string | undefined {
  if (NAME.test(name)) return undefined
  return 'Use at least two letters, digits, "_", "." or "-", and begin with a letter or a digit'
}

/** Asks for a name and a driver, and makes the volume. */
export async function createVolume(connection: string): Promise<void> {
  await askForm({
    title: 'Create volume',
    verb: 'Create volume',
    fields: [
      { kind: 'text', name: 'name', label: 'Name', validate: volumeNameProblem },
      { kind: 'text', name: 'driver', label: 'Driver', initial: 'local' },
    ],
    async submit({ name, driver }) {
      try {
        await engine.volumes.create({
          connection,
          name: String(name),
          driver: String(driver) || 'local',
          labels: {},
        })
      } catch (cause) {
        return errorText(cause)
      }
      toast({ kind: 'success', text: `Created volume "${String(name)}"` })
      await queryClient.invalidateQueries({ queryKey: volumesKey(connection) })
      return undefined
    },
  })
}
