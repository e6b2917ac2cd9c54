import * as z from 'zod'
import { feed, pipe, request, type } from '../ipc/define.ts'
import type { EngineErrorShape } from '../errors.ts'
import { FilePath } from './files.ts'
import type { HistoryStep, LayerContent, LayerFilesPart, LayersStep } from './image-layers.ts'
import { ListInput, ObjectRef, OnConnection, Reference } from './references.ts'
import type { PullStep } from './running.ts'

export interface ImageSummary {
  /** `sha256:…` */
  readonly id: string
  /** `repository:tag`, sorted; empty for a dangling image. */
  readonly tags: readonly string[]
  readonly digests: readonly string[]
  readonly origin: ImageOrigin
  /** Bytes, layers shared with other images included. */
  readonly sizeBytes: number
  readonly createdAt: number
  readonly labels: Readonly<Record<string, string>>
}

/**
 * Where an image comes from: a registry has it, for it was pulled or pushed; or nobody but this
 * engine, for it was built or loaded. Podman and Docker's containerd store do not tell.
 */
export type ImageOrigin = 'registry' | 'local' | 'untold'

/** How much of an image other images have too: what stays when it goes. */
export interface SharedSize {
  readonly id: string
  readonly bytes: number
}

/** What the engine did: names that are gone, and layers that were deleted. */
export interface ImageRemoval {
  readonly untagged: readonly string[]
  readonly deleted: readonly string[]
  /** Why the image is still there though its last name is gone; told where `imageId` was. */
  readonly stays?: EngineErrorShape
}

/** More than any engine keeps. */
const MAX_REMOVED = 20_000

/**
 * The ids of the containers made from an image that a person was shown: on Podman, which takes them
 * with it, `force` is refused where there are others.
 */
const Users = z.array(Reference).max(MAX_REMOVED).optional()

/** A name of an image that is to go, or an image without one, as it was listed. */
const ImageTarget = z.object({
  reference: Reference,
  imageId: Reference,
  force: z.boolean(),
  users: Users,
})
export type ImageTarget = z.output<typeof ImageTarget>

/** What a registry has under the name of an image. */
export type Newness =
  | { readonly kind: 'newest' }
  | { readonly kind: 'newer'; readonly digest: string }
  /** The engine has it already, under the same name. */
  | { readonly kind: 'newer-here' }
  /** It was built or loaded, so no registry has it. */
  | { readonly kind: 'not-pulled' }

/** From 1: the lowest. */
const LayerNumber = z.int().min(1)
/** What a layer itself has, or what is there once it is put upon those below it. */
const LayerExtent = z.enum(['changed', 'all'])
/** More in one file nobody finds again. */
export const MAX_SAVED = 100

export const images = {
  list: request({ effect: 'read', input: ListInput, output: type<readonly ImageSummary[]>() }),
  /** The engine's whole answer, as pretty-printed JSON. */
  inspect: request({ effect: 'read', input: ObjectRef, output: type<string>() }),
  /** What it is for: `linux/arm64/v8`; of one for several platforms, the one that the engine runs. */
  platform: request({ effect: 'read', input: ObjectRef, output: type<string>() }),
  /**
   * Of all images whose sharing the engine tells. Some engines walk through all that they hold for
   * it: never ask this because a list is shown.
   */
  sharedSizes: request({
    effect: 'read',
    input: OnConnection,
    output: type<readonly SharedSize[]>(),
  }),
  /** How it was made, as the engine tells it: the newest step first. */
  history: request({ effect: 'read', input: ObjectRef, output: type<readonly HistoryStep[]>() }),
  /**
   * What each layer does, read from all that the engine saves of the image. Closing the feed, where
   * nobody else waits for the same, lets the engine go.
   */
  layers: feed({ effect: 'read', input: ObjectRef, value: type<LayersStep>() }),
  /** The files of one layer: those that it changes, or all that are there with it. */
  layerFiles: feed({
    effect: 'read',
    input: ObjectRef.extend({ layer: LayerNumber, extent: LayerExtent }),
    value: type<LayerFilesPart>(),
  }),
  /**
   * Those that begin with `begin` begin a task (`tasks.watch`), and answer with its id. This one writes
   * a file of a layer into one that was chosen (`desktop.chooseFile`).
   */
  beginDownload: request({
    effect: 'read',
    input: ObjectRef.extend({ layer: LayerNumber, path: FilePath, file: z.uuid() }),
    output: type<string>(),
  }),
  /** This one a folder as a tar, as it is with a layer, or what of it the layer itself has. */
  beginFolderDownload: request({
    effect: 'read',
    input: ObjectRef.extend({
      layer: LayerNumber,
      path: FilePath,
      extent: LayerExtent,
      file: z.uuid(),
    }),
    output: type<string>(),
  }),
  /** The beginning of a file of a layer, and all of it where it is small: `MAX_TEXT_BYTES`. */
  readFile: request({
    effect: 'read',
    input: ObjectRef.extend({ layer: LayerNumber, path: FilePath }),
    output: type<LayerContent>(),
  }),
  /** Whether the engine, or the image's registry, has another one by now. Nothing is pulled. */
  newer: request({
    effect: 'read',
    input: OnConnection.extend({ reference: Reference, imageId: Reference }),
    output: type<Newness>(),
  }),
  tag: request({
    effect: 'change',
    input: ObjectRef.extend({ repository: Reference, tag: z.string().min(1).max(128) }),
  }),
  /** Has the engine fetch an image; closing the feed ends the pull. */
  pull: feed({
    effect: 'change',
    input: OnConnection.extend({ image: Reference }),
    value: type<PullStep>(),
  }),
  beginPull: request({
    effect: 'change',
    input: OnConnection.extend({ image: Reference }),
    output: type<string>(),
  }),
  /**
   * By its name and tag, to the registry that the name says. With `imageId`, only while the name
   * leads to that one.
   */
  beginPush: request({
    effect: 'change',
    input: OnConnection.extend({ reference: Reference, imageId: Reference.optional() }),
    output: type<string>(),
  }),
  /** Writes images, with these names, into one file that was chosen (`desktop.chooseFile`). */
  beginSave: request({
    effect: 'read',
    input: OnConnection.extend({
      references: z.array(Reference).min(1).max(MAX_SAVED),
      file: z.uuid(),
    }),
    output: type<string>(),
  }),
  /** Has the engine take the images of a file that was chosen (`desktop.chooseSource`). */
  beginLoad: request({
    effect: 'change',
    input: OnConnection.extend({ file: z.uuid() }),
    output: type<string>(),
  }),
  /** Makes an image of the files in an archive that was chosen, as `docker export` writes them. */
  beginImport: request({
    effect: 'change',
    input: OnConnection.extend({ file: z.uuid(), reference: Reference }),
    output: type<string>(),
  }),
  /**
   * Has this engine take images that another one has; both ends go together. What is changed is here:
   * the other one only saves.
   */
  beginCopy: request({
    effect: 'change',
    input: OnConnection.extend({
      from: Reference,
      references: z.array(Reference).min(1).max(MAX_SAVED),
    }),
    output: type<string>(),
  }),
  /** The same as `beginLoad` of a file that was dropped: the pipe takes its bytes, so many. */
  loadDropped: pipe({
    effect: 'change',
    input: OnConnection.extend({ name: z.string().max(1024), size: z.int().min(1) }),
    outcome: type<void>(),
  }),
  /**
   * By tag: only that name goes, and the image with its last name. By id with `force`: all. With
   * `imageId`, only while the name leads to that one, and an id to an image that still has no name.
   */
  remove: request({
    effect: 'destroy',
    input: ObjectRef.extend({ force: z.boolean(), imageId: Reference.optional(), users: Users }),
    output: type<ImageRemoval>(),
  }),
  /**
   * The same for many, one after the other: what was made last goes first, and what is refused is
   * tried again once others are gone. To cancel it ends it after the one that is being removed.
   */
  beginRemoval: request({
    effect: 'destroy',
    input: OnConnection.extend({ targets: z.array(ImageTarget).min(1).max(MAX_REMOVED) }),
    output: type<string>(),
  }),
}
