import { formatSize } from '#lib/format-bytes.ts'
import { imagesWords } from '#lib/images-words.ts'
import { plural } from '#lib/plural.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { ConfirmOptions } from '#ui/confirm.tsx'
import type { ListedObject } from '#ui/object-list.tsx'
import { uniqueBytes, type ImageRow, type ImageUser } from './image-rows.ts'

type Rows = readonly ImageRow[]

/** Whether an engine, when it is told to remove an image by force, removes its containers with it. */
export type TakesContainers = (connection: string) => boolean

/**
 * Whether the row's image goes when these rows do: its layers go with its last name, or where the
 * row is the image itself.
 */
export function takesImage({ connection, image, reference }: ImageRow, rows: Rows): boolean {
  if (reference === image.id) return true
  const names = namesByImage(rows).get(keyOf(connection, image.id)) ?? NO_NAMES
  return image.tags.every((tag) => names.has(tag))
}

const NO_NAMES: ReadonlySet<string> = new Set()

/** By the rows: each of them is asked about in turn, and there may be thousands. */
const known = new WeakMap<Rows, ReadonlyMap<string, ReadonlySet<string>>>()

function namesByImage(rows: Rows): ReadonlyMap<string, ReadonlySet<string>> {
  const before = known.get(rows)
  if (before) return before
  const names = new Map<string, Set<string>>()
  for (const { connection, image, reference } of rows) {
    const key = keyOf(connection, image.id)
    names.set(key, (names.get(key) ?? new Set()).add(reference))
  }
  known.set(rows, names)
  return names
}

function keyOf(connection: string, imageId: string): string {
  return `${connection} ${imageId}`
}

/**
 * The engine refuses what a container was made from, unless it is forced. Which name of an image
 * is its last one is known to the engine alone, for they go together: each of them is forced, and
 * all but the last are only names to it.
 */
export function needsForce(row: ImageRow, rows: Rows): boolean {
  return row.usedBy.length > 0 && takesImage(row, rows)
}

/** A name goes with a small question; several, or what is in use, do not. */
export function imageRemovalTier(rows: Rows): 1 | 2 {
  return rows.length > 1 || rows.some((row) => needsForce(row, rows)) ? 2 : 1
}

type Question = Pick<ConfirmOptions, 'tier' | 'question' | 'objects' | 'verb' | 'consequence'>

/** The question before these names and images go. */
export function imageRemovalQuestion(rows: Rows, takesContainers: TakesContainers): Question {
  const asked = wordsFor(rows)
  const verb = rows.length === 1 ? 'Remove' : `Remove ${asked}`
  return toQuestion(rows, takesContainers, { asked, verb })
}

/** An image of which several names go is still one image. */
function wordsFor(rows: Rows): string {
  const isOfSeveral = namesByImage(rows).size < rows.length
  return isOfSeveral ? plural(rows.length, 'image name') : imagesWords(rows.map(({ name }) => name))
}

/** The question before the images of these rows, which are all of their names, go. */
export function wholeRemovalQuestion(rows: Rows, takesContainers: TakesContainers): Question {
  // An image is called by the first of its names.
  const images = new Map(
    rows.toReversed().map((row) => [keyOf(row.connection, row.image.id), row.name]),
  )
  const what = imagesWords([...images.values()])
  const names = rows.length > images.size ? ` with all ${rows.length} names` : ''
  return toQuestion(rows, takesContainers, {
    asked: `${what}${names}`,
    verb: images.size === 1 ? 'Remove image' : `Remove ${what}`,
  })
}

function toQuestion(
  rows: Rows,
  takesContainers: TakesContainers,
  { asked, verb }: { readonly asked: string; readonly verb: string },
): Question {
  const doomed = doomedUsers(rows, takesContainers)
  const also = doomed.length > 0 ? ` and ${plural(doomed.length, 'container')}` : ''
  const images = rows.map((row) => ({ name: row.name, detail: detailOf(row) }))
  return {
    tier: imageRemovalTier(rows),
    question: `Remove ${asked}${also}?`,
    objects: [...images, ...doomed.map(asObject)],
    verb: `${verb}${also}`,
    consequence: consequenceOf(rows, doomed),
  }
}

/** Containers that go with what they were made from, each once. */
function doomedUsers(rows: Rows, takesContainers: TakesContainers): readonly ImageUser[] {
  const forced = rows.filter((row) => takesContainers(row.connection) && needsForce(row, rows))
  const users = forced.flatMap(({ connection, usedBy }) =>
    usedBy.map((user) => [`${connection} ${user.id}`, user] as const),
  )
  return [...new Map(users).values()]
}

function asObject({ name, isAlive }: ImageUser): ListedObject {
  return { name, detail: `container, ${isAlive ? 'running' : 'not running'}` }
}

function detailOf(row: ImageRow): string {
  const { image, usedBy } = row
  const names = usedBy.map(({ name }) => visibleText(name)).join(', ')
  const use = usedBy.length > 0 ? `used by ${names}` : 'not used'
  const unique = uniqueBytes(row)
  const freed = unique === undefined ? [] : [`${formatSize(unique)} of its own`]
  return [formatSize(image.sizeBytes), ...freed, use].join(' · ')
}

function consequenceOf(rows: Rows, doomed: readonly ImageUser[]): string {
  if (doomed.length > 0) {
    return 'Podman removes the containers of an image with it, and all that they have written.'
  }
  if (rows.some((row) => needsForce(row, rows))) {
    return rows.every(({ image }) => image.id === rows[0]?.image.id)
      ? 'Containers still use it. The engine is told to remove it by force: its names go, and the image itself where no running container needs it.'
      : 'Containers still use some of them. The engine is told to remove those by force: their names go, and the images themselves where no running container needs them.'
  }
  if (!rows.some((row) => takesImage(row, rows))) {
    return rows.length === 1
      ? 'Only the name goes: the image keeps its other names.'
      : 'Only the names go: each image keeps another name.'
  }
  return 'You will have to pull or build it again to use it.'
}
