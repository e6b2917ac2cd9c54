import { respond, type Answer } from '../engine/fake-engine.ts'
import type { Routes } from './fake-world.ts'

/** An image of a fake engine. */
export interface FakeImage {
  readonly id: string
  names: readonly string[]
  readonly created: number
  readonly parent?: string
  /** Of other repositories: they keep it when its last name goes. */
  readonly digests?: readonly string[]
  /** A container that runs has it. */
  readonly isUsed?: boolean
}

/** Test support: routes of an engine that keeps images as dockerd does: a name goes, and the image with its last. */
export function fakeImages(images: FakeImage[]): Routes {
  const find = (key: string) => images.find(({ id, names }) => id === key || names.includes(key))
  const drop = (image: FakeImage) => {
    images.splice(images.indexOf(image), 1)
    const parent = images.find(({ id }) => id === image.parent)
    // What nobody names goes with the last that was built on it.
    if (parent?.names.length === 0) drop(parent)
  }
  const remove = (key: string) => {
    const image = find(key)
    if (!image) return respond(404, '{"message":"No such image"}')
    const isParent = images.some(({ parent }) => parent === image.id)
    const isById = key === image.id
    const conflict = isById && whyNotById(image, isParent)
    if (conflict) return respond(409, JSON.stringify({ message: `conflict: ${conflict}` }))
    image.names = isById ? [] : image.names.filter((name) => name !== key)
    const isKept = isParent || image.isUsed === true || (!isById && image.digests !== undefined)
    const stays = image.names.length > 0 || isKept
    if (!stays) drop(image)
    return respond(200, JSON.stringify([{ Untagged: key }, ...(stays ? [] : [{ Deleted: key }])]))
  }
  const keyIn = (request: string, end: string) =>
    new RegExp(`/images/(.*?)${end}`).exec(request)?.[1] ?? ''
  const inspect = (key: string) => {
    const image = find(key)
    if (!image) return respond(404, '{"message":"No such image"}')
    const inspected = { Id: image.id, RepoTags: image.names, RepoDigests: image.digests }
    return respond(200, JSON.stringify(inspected))
  }
  const list = () =>
    images.map(({ id, names, created }) => ({ Id: id, RepoTags: names, Created: created }))
  const answer =
    (make: (request: string) => string): Answer =>
    (socket, request) =>
      void socket.end(make(request))
  return {
    '/images/json': answer(() => respond(200, JSON.stringify(list()))),
    'DELETE ': answer((request) => remove(keyIn(request, '[? ]'))),
    '/images/': answer((request) => inspect(keyIn(request, '/json'))),
    '/containers/json': images
      .filter(({ isUsed }) => isUsed)
      .map(({ id }) => ({ Id: 'c', Names: ['/user'], ImageID: id })),
  }
}

/** By its id, an image goes together with the one name that it has. */
function whyNotById({ names, isUsed = false }: FakeImage, isParent: boolean): string | undefined {
  if (isParent) return 'image has dependent child images'
  if (names.length > 1) return 'image is referenced in multiple repositories'
  return isUsed ? 'image is being used by stopped container c' : undefined
}
