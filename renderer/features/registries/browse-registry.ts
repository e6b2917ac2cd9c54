import { errorText } from '#lib/error-text.ts'
import { naturalCompare } from '#lib/natural-compare.ts'
import { readReference } from '#shared/image-reference/read-reference.ts'
import { askForm } from '#ui/form-dialog.tsx'
import { engine } from '../../ipc/client.ts'
import { openObject } from '../../shell/route-state.ts'
import { keepRegistries, noteLook } from './known-registries.ts'
import { readHost } from './read-host.ts'

/** Asks which registry to look at, logged in or not, and opens it. */
export async function browseRegistry(connection: string, listed: readonly string[]): Promise<void> {
  const offers = await registriesOfImages(connection)
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

/** Those that the engine has images of; none where it cannot say. */
async function registriesOfImages(connection: string): Promise<readonly string[]> {
  const images = await engine.images.list({ connection }).catch(() => [])
  const names = images.flatMap(({ tags }) => tags)
  const hosts = names.flatMap((name) => readReference(name).reference?.domain ?? [])
  return [...new Set(hosts)].toSorted(naturalCompare)
}
