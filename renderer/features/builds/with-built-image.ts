import { runContainer } from '#features/containers'
import { imagesQuery, pushImages } from '#features/images'
import type { Build } from '#shared/contract/builds.ts'
import type { ImageSummary } from '#shared/contract/images.ts'
import { plainSpec } from '#shared/run-spec/run-spec.ts'
import { visibleText } from '#shared/visible-text.ts'
import { toast } from '#ui/toast.tsx'
import { queryClient } from '../../query-client.ts'
import { openObject } from '../../shell/route-state.ts'
import { builtImage, type BuiltImage } from './built-image.ts'

type Images = readonly ImageSummary[]

const GONE = 'The engine has this image no longer'

/** Why nothing can be done with the image of a build, if so. */
export function whyNotUsed(build: Build, images: Images): string | undefined {
  return builtImage(build, images) ? undefined : GONE
}

/** Why the image of a build cannot be pushed, if so. */
export function whyNotPushed(build: Build, images: Images): string | undefined {
  const built = builtImage(build, images)
  if (!built) return GONE
  return built.names.length > 0 ? undefined : lostWords(built)
}

/** Asks how the image of a build is to be run: by its name, while that leads to it, else by its id. */
export async function runBuilt(build: Build): Promise<void> {
  const built = await findBuilt(build)
  if (!built) return
  const [name] = built.names
  const { id: imageId } = built.image
  const spec = { ...plainSpec(name ?? imageId), detach: true }
  const isNameless = name === undefined && built.lost.length > 0
  await runContainer({
    connection: build.connection,
    spec,
    // Another build may take the name while the form is open.
    meant: { name: spec.image, imageId },
    ...(isNameless && { notes: [`${lostWords(built)}. This is the image that was built.`] }),
  })
}

/** Sends the image of a build to the registries of its names, as far as they still lead to it. */
export async function pushBuilt(build: Build): Promise<void> {
  const built = await findBuilt(build)
  if (!built) return
  const { image, names, lost } = built
  if (lost.length > 0) {
    const rest = names.length > 0 ? 'It is not pushed.' : 'Tag the image again to push it.'
    toast({ kind: 'info', text: lostWords(built), detail: rest, key: 'lost-name' })
  }
  const { connection } = build
  if (names.length === 0) return
  await pushImages(names.map((name) => ({ connection, reference: name, name, image })))
}

/** Shows the image of a build among all of its engine. */
export async function openBuilt(build: Build): Promise<void> {
  const built = await findBuilt(build)
  if (!built) return
  const { image, names } = built
  openObject(build.connection, 'images', names[0] ?? image.tags[0] ?? image.id)
}

/** As the engine has it now; says so where it is gone. */
async function findBuilt(build: Build): Promise<BuiltImage | undefined> {
  const images = await queryClient.fetchQuery({ ...imagesQuery(build.connection), staleTime: 0 })
  const built = builtImage(build, images)
  if (!built) toast({ kind: 'info', text: GONE, key: 'blocked' })
  return built
}

function lostWords({ lost }: BuiltImage): string {
  const names = lost.map((name) => `"${visibleText(name)}"`).join(', ')
  return `${names} ${lost.length === 1 ? 'leads' : 'lead'} to this image no longer`
}
