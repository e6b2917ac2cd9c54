/** Something of a folder, as BuildKit is told of it. */
export interface FileFacts {
  /** Inside the folder, with `/`; bytes that are no UTF-8 are U+DC80 to U+DCFF. */
  readonly path: string
  readonly kind: 'file' | 'folder' | 'link'
  /** As Unix has it, without the kind: `0o4755`. */
  readonly mode: number
  readonly size: number
  readonly mtimeMs: number
  /** Where a link leads; of a file, the path under which it was told of already. */
  readonly target?: string
}

/** What BuildKit wants of a folder; all of it, where both are absent. */
export interface Wanted {
  /** Patterns as in an ignore file: what they meet, and what is in it. */
  readonly patterns?: readonly string[]
  /** The same, and what links on the way there lead to. */
  readonly followed?: readonly string[]
}

/** All of a small file, or a large one in pieces: whoever leaves them closes it. */
export type FileContent = Uint8Array | AsyncIterable<Uint8Array>

/** A folder that BuildKit may ask for, and see nothing else of the disk. */
export interface SyncedFolder {
  /**
   * What of it is sent, a few at a time: each folder before what is in it, then its next neighbour by
   * the bytes of the names. More than what is wanted may be told of.
   */
  list(wanted: Wanted, signal: AbortSignal): AsyncIterable<readonly FileFacts[]>
  /** Throws an `EngineError` that names the file. */
  read(path: string): Promise<FileContent>
}
