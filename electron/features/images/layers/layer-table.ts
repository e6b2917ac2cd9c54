import { growingNumbers, type GrowingNumbers } from './growing-numbers.ts'

/** The entries of one layer, in columns: 33 bytes each, and their paths in the table of the image. */
export interface LayerTable {
  readonly path: GrowingNumbers
  /** Bytes of content; 0 of all but files. */
  readonly size: GrowingNumbers
  /** An index of `KINDS`. */
  readonly kind: GrowingNumbers
  readonly mode: GrowingNumbers
  readonly uid: GrowingNumbers
  readonly gid: GrowingNumbers
  /** Of a hard link: the path of the file that it is another name of; else `NO_LINK`. */
  readonly linkTo: GrowingNumbers
  /** Paths that the layer deletes. */
  readonly removed: GrowingNumbers
  /** Folders of which the layer deletes all that was in them. */
  readonly emptied: GrowingNumbers
  /** Entries for which there was no room, and their bytes. */
  leftOut: number
  leftOutBytes: number
}

export const KINDS = ['file', 'folder', 'link', 'other'] as const
export const NO_LINK = -1

/** An empty one. */
export function createLayerTable(): LayerTable {
  return {
    path: growingNumbers(Int32Array),
    size: growingNumbers(Float64Array),
    kind: growingNumbers(Uint8Array),
    mode: growingNumbers(Uint16Array),
    uid: growingNumbers(Uint32Array),
    gid: growingNumbers(Uint32Array),
    linkTo: growingNumbers(Int32Array),
    removed: growingNumbers(Int32Array),
    emptied: growingNumbers(Int32Array),
    leftOut: 0,
    leftOutBytes: 0,
  }
}
