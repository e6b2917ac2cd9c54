import type { FileKind } from './files.ts'

/** One line of how an image was made; the engine's own, newest first. */
export interface HistoryStep {
  /** What was run or copied, as the engine keeps it. */
  readonly createdBy: string
  readonly createdAt: number
  readonly comment: string
  /** What it added, in bytes; 0 of those that only say something of the image. */
  readonly sizeBytes: number
  readonly tags: readonly string[]
}

/** Layers are numbered from 1: the lowest. */
export interface ImageLayer {
  readonly number: number
  readonly createdBy: string
  readonly createdAt: number
  /** Bytes of the files that it holds. */
  readonly sizeBytes: number
  readonly added: number
  readonly changed: number
  readonly deleted: number
  /** Bytes of it that a later layer replaces or deletes, and that are still stored. */
  readonly wastedBytes: number
  /** `part`: it has more files than are listed. `unread`: it is compressed in a way that we cannot read. */
  readonly extent: 'whole' | 'part' | 'unread'
}

/** A step of the history that made no layer: it says something of the image. */
export interface EmptyStep {
  readonly createdBy: string
  readonly createdAt: number
}

/** Bytes that every copy of the image carries, and nobody sees. */
export interface WastedFile {
  readonly path: string
  readonly bytes: number
  /** The layers that hold them. */
  readonly layers: readonly number[]
  /** The last layer that put an end to one of them. */
  readonly endedBy: number
  /** Whether the image has such a file now. */
  readonly how: 'replaced' | 'deleted'
}

export interface LayerAnalysis {
  readonly layers: readonly ImageLayer[]
  /** The history, lowest first: a layer's number, or a step that made none. */
  readonly steps: readonly (number | EmptyStep)[]
  readonly sizeBytes: number
  readonly wastedBytes: number
  /** The largest first, of `wastedCount`. */
  readonly wasted: readonly WastedFile[]
  readonly wastedCount: number
  /** Files and folders beyond what we keep of one image: they are counted, and not looked at. */
  readonly leftOut: number
}

/** How far the engine's archive was read, and what it told. */
export type LayersStep =
  | { readonly kind: 'reading'; readonly bytes: number }
  | { readonly kind: 'done'; readonly analysis: LayerAnalysis }

/** Something that a layer adds, changes or deletes; or, where all is asked for, that is there. */
export interface LayerFile {
  readonly path: string
  readonly kind: FileKind
  readonly change: 'added' | 'changed' | 'deleted' | 'unchanged'
  /** Of its content in the layer that holds it; of what was deleted, that of all of it. */
  readonly bytes: number
  /** The layer that holds it; of what was deleted, the layers that still do. */
  readonly layers: readonly number[]
}

export type LayerFilesPart =
  | { readonly kind: 'files'; readonly files: readonly LayerFile[] }
  /** `total` counts those beyond `MAX_LAYER_FILES` too. */
  | { readonly kind: 'done'; readonly total: number }

/** The beginning of a file, and all of it where it is small. */
export interface LayerContent {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly isWhole: boolean
  readonly size: number
}

/** More rows than this nobody looks through. */
export const MAX_LAYER_FILES = 100_000
