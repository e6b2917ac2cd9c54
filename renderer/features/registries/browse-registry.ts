import { errorText } from '#lib/error-text.ts'
import { askForm } from '#ui/form-dialog.tsx'
import { openObject } from '../../shell/route-state.ts'
import { keepRegistries, noteLook } from './known-registries.ts'
import { imageRegistries } from './image-registries.ts'
import { readHost } from './read-host.ts'

/** Asks which registry to look at, logged in or not, and opens it. */
export async function browseRegistry(connection: string, listed: readonly string[]): Promise<void> {
  const offers = imageRegistries(connection)
  await askForm({
    title: 'Browse a registry',
    verb: 'Browse',
    fields: [
      {
        kind: 'text',
        name: 'host',
        label: 'Server',
        placeholder: 'registry.example',
        offers: offers.filter((host) => !listed.includes(host)),
        validate: (written) => readHost(written).problem,
      },
      { kind: 'check', name: 'keep', label: 'Keep it in the list when Pilothouse ends' },
    ],
    async submit({ host: written, keep }) {
      const { host = '' } = readHost(String(written))
      try {
        if (keep === true) await keepRegistries([host])
      } catch (cause) {
        return errorText(cause)
      }
      noteLook(host)
      openObject(connection, 'registries', host, 'repositories')
      return undefined
    },
  })
}
