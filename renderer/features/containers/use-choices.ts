import { useQuery } from '@tanstack/react-query'
import { naturalCompare } from '#lib/natural-compare.ts'
import { engine } from '../../ipc/client.ts'

/** Names that fields can be completed with. */
export interface Choices {
  readonly images: readonly string[]
  readonly volumes: readonly string[]
  readonly networks: readonly string[]
}

const NONE: Choices = { images: [], volumes: [], networks: [] }

/** A form is open for minutes: names that come up meanwhile can be typed. */
const STALE_MS = 60_000

/** What the engine has, by its names. Until it has told, and where it will not, there are none. */
export function useChoices(connection: string): Choices {
  const { data = NONE } = useQuery({
    queryKey: ['run-form', connection, 'choices'],
    queryFn: ({ signal }) => readChoices(connection, signal),
    staleTime: STALE_MS,
    retry: false,
  })
  return data
}

async function readChoices(connection: string, signal: AbortSignal): Promise<Choices> {
  const [images, volumes, networks] = await Promise.all([
    engine.images.list({ connection }, { signal }),
    engine.volumes.list({ connection }, { signal }),
    engine.networks.list({ connection }, { signal }),
  ])
  return {
    images: images.flatMap(({ tags }) => tags).toSorted(naturalCompare),
    volumes: volumes.map(({ name }) => name).toSorted(naturalCompare),
    networks: networks.map(({ name }) => name).toSorted(naturalCompare),
  }
}
