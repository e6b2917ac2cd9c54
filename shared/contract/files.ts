import * as z from 'zod'
import { feed, pipe, request, type } from '../ipc/define.ts'
import { ObjectRef } from './references.ts'

/** What a path may have at most on Linux. */
const MAX_PATH_LENGTH = 4096

/** Absolute, and as it is meant: nothing in it leads back. Bytes that are no UTF-8 are U+DC80 to U+DCFF. */
export const FilePath = z
  .string()
  .max(MAX_PATH_LENGTH)
  .regex(/^\/[^\0]*$/)
  .refine((path) => path === '/' || path.split('/').slice(1).every(isName), 'Not a plain path')

/** Below a folder: one name, or several. */
export const RelativePath = z
  .string()
  .min(1)
  .max(MAX_PATH_LENGTH)
  .refine((path) => path.split('/').every(isName), 'Not a plain path')

/** Of a folder, so many are chosen at once; all of it is one. */
export const MAX_CHOSEN = 1000

/** Those of a folder that are meant. */
const Names = z
  .array(
    z
      .string()
      .max(MAX_PATH_LENGTH)
      .refine((name) => isName(name) && !name.includes('/'), 'Not a name'),
  )
  .min(1)
  .max(MAX_CHOSEN)

function isName(part: string): boolean {
  return part !== '' && part !== '.' && part !== '..' && !part.includes('\0')
}

/** A text that a person reads and changes in the window; larger ones are downloaded. */
export const MAX_TEXT_BYTES = 1024 * 1024

/** What was changed may have grown. */
const MAX_WRITTEN_BYTES = 2 * MAX_TEXT_BYTES

/** A folder with more is better packed first. */
export const MAX_UPLOADED_ENTRIES = 20_000

/** More rows than this nobody looks through. */
export const MAX_LISTED_ENTRIES = 50_000

/** Twelve bits: those of set-user-ID, set-group-ID and sticky, then read, write and execute. */
const Mode = z.int().min(0).max(0o7777)

export type FileKind = 'file' | 'folder' | 'link' | 'other'

/** Something in a folder of a container. */
export interface FileEntry {
  /** One name: bytes that are no UTF-8 are U+DC80 to U+DCFF. */
  readonly name: string
  readonly kind: FileKind
  /** In bytes. */
  readonly size: number
  readonly mode: number
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number
  /** The names inside the container, or the numbers where they are not known; empty where nobody tells. */
  readonly owner: string
  readonly group: string
  /** Where a link leads, as it says. */
  readonly target?: string
}

/** What comes of a folder, in this order; `entries` and `progress` any number of times. */
export type ListingPart =
  | { readonly kind: 'entries'; readonly entries: readonly FileEntry[] }
  /** Bytes of the archive that had to be read so far: the engine packs all that is below the folder. */
  | { readonly kind: 'progress'; readonly bytes: number }
  | {
      readonly kind: 'end'
      /** `too-many`: there are more. `too-long`: the engine was still packing. */
      readonly extent: 'whole' | 'too-many' | 'too-long'
      /** By one of the container's own programs, which sees what is mounted in there too. */
      readonly seenFrom: 'inside' | 'archive'
      /** The container runs, and has no shell. */
      readonly lacksShell: boolean
    }

/** What a path leads to, links followed. */
export interface FileFacts {
  readonly path: string
  readonly kind: Exclude<FileKind, 'link'>
  readonly size: number
}

/** The beginning of a file, and all of it where it is small. */
export interface FileContent {
  /** Where it really is: links are followed. */
  readonly path: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly isWhole: boolean
  readonly size: number
  readonly mode: number
  readonly modifiedAt: number
  /** Stands for what it holds now; absent where it is not whole. */
  readonly version?: string
  /** Only a program inside can see it: it cannot be written from outside. */
  readonly isInside: boolean
}

/** What was put into the person's folder, and what was not. */
export interface Extracted {
  readonly path: string
  readonly files: number
  readonly bytes: number
  /** Links, devices and the like. */
  readonly leftOut: readonly LeftOut[]
  readonly leftOutCount: number
}

export interface LeftOut {
  readonly path: string
  readonly why: 'link' | 'special' | 'name'
}

/** What could not be removed, and what the shell said of it. */
export interface NotRemoved {
  readonly path: string
  readonly why: string
}

export const UploadedEntry = z.object({
  path: RelativePath,
  kind: z.enum(['file', 'folder']),
  /** Bytes of its content; 0 of a folder. */
  size: z.int().min(0),
  modifiedAt: z.number(),
})
export type UploadedEntry = z.output<typeof UploadedEntry>

export const files = {
  /** What is in a folder. Closing it ends whatever the engine does for it. */
  list: feed({
    effect: 'read',
    input: ObjectRef.extend({
      path: FilePath,
      /** How long an archive of all that is below the folder may be read. */
      patience: z.enum(['short', 'long']),
    }),
    value: type<ListingPart>(),
  }),
  /** What a path leads to; fails with `not-found`. */
  facts: request({
    effect: 'read',
    input: ObjectRef.extend({ path: FilePath }),
    output: type<FileFacts>(),
  }),
  /** At most `MAX_TEXT_BYTES` of a file. */
  read: request({
    effect: 'read',
    input: ObjectRef.extend({ path: FilePath }),
    output: type<FileContent>(),
  }),
  /**
   * Writes a file anew, with its mode and owner. Fails with `conflict` where it is not as `version`
   * says; `any` writes it in any case. Answers with its version now.
   */
  write: request({
    effect: 'change',
    input: ObjectRef.extend({
      path: FilePath,
      bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= MAX_WRITTEN_BYTES),
      version: z.string().max(128),
    }),
    output: type<string>(),
  }),
  /**
   * Those that begin with `begin` begin a task (`tasks.watch`), and answer with its id. This one writes
   * a file into one that was chosen (`desktop.chooseFile`), or a folder as a tar; `only` these of the
   * folder.
   */
  beginDownload: request({
    effect: 'read',
    input: ObjectRef.extend({
      path: FilePath,
      as: z.enum(['file', 'tar']),
      only: Names.optional(),
      file: z.uuid(),
    }),
    output: type<string>(),
  }),
  /** Writes all files of a container into one that was chosen, as a tar; its volumes are no part of it. */
  beginExport: request({
    effect: 'read',
    input: ObjectRef.extend({ file: z.uuid() }),
    output: type<string>(),
  }),
  /**
   * Puts a folder into one that was chosen (`desktop.chooseSaveFolder`), and nothing outside of it;
   * `only` these of the folder.
   */
  beginExtract: request({
    effect: 'read',
    input: ObjectRef.extend({ path: FilePath, only: Names.optional(), folder: z.uuid() }),
    output: type<string>(),
  }),
  /** Those of the names that are in the folder already. */
  present: request({
    effect: 'read',
    input: ObjectRef.extend({ folder: FilePath, names: z.array(RelativePath).max(1000) }),
    output: type<readonly string[]>(),
  }),
  /** Puts what was chosen (`desktop.chooseSources`) into a folder, as its owner's. */
  beginUpload: request({
    effect: 'change',
    input: ObjectRef.extend({ folder: FilePath, files: z.uuid() }),
    output: type<string>(),
  }),
  /**
   * The same of what was dropped. The pipe takes the contents of the entries, one behind the other and
   * each of the size that it was said to be.
   */
  uploadDropped: pipe({
    effect: 'change',
    input: ObjectRef.extend({
      folder: FilePath,
      entries: z.array(UploadedEntry).min(1).max(MAX_UPLOADED_ENTRIES),
    }),
    outcome: type<void>(),
  }),
  /** Fails with `conflict` where there is something of the name. */
  makeFolder: request({ effect: 'change', input: ObjectRef.extend({ path: FilePath }) }),
  /** Fails with `conflict` where there is something at the new path. */
  rename: request({ effect: 'change', input: ObjectRef.extend({ path: FilePath, to: FilePath }) }),
  /** Folders with all that is in them. Answers with those of several that are still there; one fails. */
  remove: request({
    effect: 'destroy',
    input: ObjectRef.extend({ paths: z.array(FilePath).min(1).max(MAX_CHOSEN) }),
    output: type<readonly NotRemoved[]>(),
  }),
  chmod: request({
    effect: 'change',
    input: ObjectRef.extend({ path: FilePath, mode: Mode, isRecursive: z.boolean() }),
  }),
}
