/** Why no more of a log is kept on the disk. */
export type SpillTrouble =
  /** The file has the size that a log may have. */
  | 'limit'
  /** The disk is nearly full. */
  | 'no-room'
  /** It could not be made or written. */
  | 'failed'

/** The part of a file that a block of this size takes: its usual size, index included. */
export const SLOT_BYTES = 1280 * 1024

/** A file for what has no room in memory. */
export interface Spill {
  /** Writes the bytes, and says where; nothing where that cannot be, or not yet. */
  put(bytes: Uint8Array<ArrayBuffer>): readonly number[] | undefined
  /** Throws where they cannot be read. */
  read(slots: readonly number[], into: Uint8Array<ArrayBuffer>): void
  free(slots: readonly number[]): void
  /** Room is being asked for: to wait is better than to let something go. */
  readonly isComing: boolean
  readonly trouble: SpillTrouble | undefined
}
