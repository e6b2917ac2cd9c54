import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { engine } from '../../ipc/client.ts'
import type { FilesTarget } from './files-place.ts'
import {
  BEGUN,
  createFolderListings,
  type FolderListing,
  type FolderListings,
} from './folder-listings.ts'

/** The hands on the listing of the folder in the list. */
export interface FolderHandle {
  readonly listing: FolderListing
  /** Reads it anew; what is shown stays until that is there. */
  readonly refresh: () => void
  readonly stop: () => void
  /** Reads it anew, for as long as it takes. */
  readonly readOn: () => void
}

/** The listings of a container's folders, for as long as they are looked at. */
export function useFolderListings({ connection, id }: FilesTarget): FolderListings {
  const listings = useMemo(
    () =>
      createFolderListings((path, patience, listener) =>
        engine.files.list({ connection, id, path, patience }, listener),
      ),
    [connection, id],
  )
  useEffect(() => () => listings.rest(), [listings])
  return listings
}

/** What is known of them now. */
export function useKnownFolders(listings: FolderListings): ReadonlyMap<string, FolderListing> {
  return useSyncExternalStore(listings.subscribe, listings.current)
}

/** Whether a program inside tells what is in folders, which costs a blink; archives hold the container. */
export function isCheap({ end }: FolderListing): boolean {
  return end?.seenFrom === 'inside'
}

/** One folder of them, and what can be asked for it. */
export function folderHandle(
  listings: FolderListings,
  known: ReadonlyMap<string, FolderListing>,
  folder: string,
): FolderHandle {
  const listing = known.get(folder) ?? BEGUN
  return {
    listing,
    refresh() {
      listings.refresh(folder)
      if (isCheap(listing)) listings.refreshBelow(folder)
    },
    stop: () => listings.stop(folder),
    readOn: () => listings.refresh(folder, 'long'),
  }
}
