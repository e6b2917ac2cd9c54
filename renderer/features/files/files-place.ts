import { create } from 'zustand'
import type { FileContent } from '#shared/contract/files.ts'

/** A container whose files are looked at. */
export interface FilesTarget {
  readonly connection: string
  readonly id: string
  readonly name: string
}

/** A text that was changed and not saved, with what it was when it was opened. */
export interface Draft {
  readonly text: string
  readonly content: FileContent
}

/** Where somebody is among the files of a container; they find it so again. */
export interface FilesPlace {
  readonly folder: string
  /** The path of the file that is open. */
  readonly file?: string | undefined
  readonly draft?: Draft | undefined
  /** The path of the row that one comes back to. */
  readonly from?: string | undefined
}

interface FilesPlaces {
  readonly places: Readonly<Record<string, FilesPlace>>
  go(target: FilesTarget, place: FilesPlace): void
}

/** The places of all containers, for as long as the window is open. */
export const useFilesPlaces = create<FilesPlaces>((set) => ({
  places: {},
  go: (target, place) => set(({ places }) => ({ places: { ...places, [keyOf(target)]: place } })),
}))

/** Where one is in this container: at the root, to begin with. */
export function useFilesPlace(target: FilesTarget): FilesPlace {
  return useFilesPlaces(({ places }) => places[keyOf(target)] ?? AT_ROOT)
}

const AT_ROOT: FilesPlace = { folder: '/' }

const keyOf = ({ connection, id }: FilesTarget) => `${connection} ${id}`
