import type { FileEntry, ListingPart } from '#shared/contract/files.ts'
import type { EngineError } from '#shared/errors.ts'
import type { FeedListener } from '../../ipc/client.ts'

type End = Extract<ListingPart, { kind: 'end' }>
type Patience = 'short' | 'long'

/** What is known of a folder so far. */
export interface FolderListing {
  readonly entries: ReadonlyMap<string, FileEntry>
  /** Bytes of an archive that were read for it. */
  readonly bytes: number
  readonly isReading: boolean
  /** The person had it stop. */
  readonly isStopped: boolean
  readonly end?: End
  readonly error?: EngineError
}

/** Which folders are looked at. */
export interface Wanted {
  /** The one in the list. It is read at once, and anew when one comes to it. */
  readonly shown: string
  /** Those that are open in the tree: read once, a few at a time. */
  readonly open: readonly string[]
  /** Tells the runs of a container apart: what is shown is read anew when it starts or stops. */
  readonly phase: string
}

/** The listings of the folders of one container, each read once for all who look at it. */
export interface FolderListings {
  /** By path; another map when something is known anew. */
  current(): ReadonlyMap<string, FolderListing>
  subscribe(listener: () => void): () => void
  /** Has these read; of all others the listing is let go. */
  want(wanted: Wanted): void
  /** Reads it anew; what is known of it stays until that is there. */
  refresh(path: string, patience?: Patience): void
  /** The same of the folders below it that are looked at. */
  refreshBelow(path: string): void
  /** Ends the reading, and keeps what has come. */
  stop(path: string): void
  /** Nobody looks for now: what is being read is let go, and what is known stays. */
  rest(): void
}

/** Opens the feed of a folder; answers with what ends it. */
export type OpenListing = (
  path: string,
  patience: Patience,
  listener: FeedListener<ListingPart>,
) => () => void

interface Reading {
  listing: FolderListing
  readonly patience: Patience
  readonly phase: string
  /** Absent while it waits for its turn. */
  close?: () => void
  endedAt?: number
}

const NOTHING: ReadonlyMap<string, FileEntry> = new Map()

/** Of a folder of which nothing has come yet. */
export const BEGUN: FolderListing = {
  entries: NOTHING,
  bytes: 0,
  isReading: true,
  isStopped: false,
}

/** Each costs the engine a program, or an archive that holds the container; the list's own comes first. */
const AT_ONCE = 2

/** Coming back to a folder this soon, in milliseconds, is the same look at it. */
const FRESH_MS = 10_000

/** Nothing is read until something is wanted. */
export function createFolderListings(open: OpenListing): FolderListings {
  const known = new Map<string, Reading>()
  const listeners = new Set<() => void>()
  let current: ReadonlyMap<string, FolderListing> = new Map()
  let wanted: Wanted | undefined

  function tell(): void {
    current = new Map([...known].map(([path, { listing }]) => [path, listing]))
    for (const listener of listeners) listener()
  }

  function begin(path: string, patience: Patience = 'short'): void {
    const before = known.get(path)
    before?.close?.()
    const entries = before?.listing.entries ?? NOTHING
    known.set(path, { listing: { ...BEGUN, entries }, patience, phase: wanted?.phase ?? '' })
  }

  function letGo(path: string): void {
    known.get(path)?.close?.()
    known.delete(path)
  }

  /** Starts those whose turn it is. */
  function pump(): void {
    let running = [...known.values()].filter(isRunning).length
    for (const [path, reading] of known) {
      const isWaiting = reading.listing.isReading && !reading.close
      if (!isWaiting || (path !== wanted?.shown && running >= AT_ONCE)) continue
      running += 1
      read(path, reading)
    }
    tell()
  }

  function read(path: string, reading: Reading): void {
    const found = new Map<string, FileEntry>()
    const show = (patch: Partial<FolderListing>) => {
      if (known.get(path) !== reading) return
      const { listing } = reading
      // What was shown stays until there is as much of the new one; a failure takes nothing away.
      const isFuller =
        found.size >= listing.entries.size || (patch.isReading === false && !patch.error)
      const entries = isFuller ? new Map(found) : listing.entries
      reading.listing = { ...listing, ...patch, entries }
      if (patch.isReading !== false) return tell()
      reading.endedAt = Date.now()
      pump()
    }
    reading.close = open(path, reading.patience, {
      onValue(part) {
        switch (part.kind) {
          case 'entries':
            for (const entry of part.entries) found.set(entry.name, entry)
            return show({})
          case 'progress':
            return show({ bytes: part.bytes })
          case 'end':
            return show({ isReading: false, end: part })
          default:
            return part satisfies never
        }
      },
      onEnd: (error) => error && show({ isReading: false, error }),
    })
  }

  function stop(path: string): void {
    const reading = known.get(path)
    if (!reading?.listing.isReading) return
    reading.close?.()
    const listing = { ...reading.listing, isReading: false, isStopped: true }
    known.set(path, { ...reading, listing })
  }

  function stopPacking(path: string): void {
    if ((known.get(path)?.listing.bytes ?? 0) > 0) stop(path)
  }

  return {
    current: () => current,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    want(next) {
      // An archive holds the container: nobody who has gone on waits for the rest of it.
      if (wanted && next.shown !== wanted.shown) stopPacking(wanted.shown)
      const isNewlyShown = next.shown !== wanted?.shown || next.phase !== wanted.phase
      wanted = next
      const paths = new Set([next.shown, ...next.open])
      for (const path of known.keys()) if (!paths.has(path)) letGo(path)
      for (const path of paths) {
        const reading = known.get(path)
        const isStale = isNewlyShown && path === next.shown && !isFresh(reading, next.phase)
        if (!reading || isStale) begin(path)
      }
      pump()
    },
    refresh(path, patience) {
      // Whoever asks late, after an upload, may have gone elsewhere.
      if (!wanted || !known.has(path)) return
      begin(path, patience)
      pump()
    },
    refreshBelow(path) {
      if (!wanted) return
      const start = path === '/' ? '/' : `${path}/`
      for (const [at, { listing }] of known) {
        if (at !== path && at.startsWith(start) && !listing.isReading) begin(at)
      }
      pump()
    },
    stop(path) {
      stop(path)
      pump()
    },
    rest() {
      wanted = undefined
      for (const [path, reading] of known) {
        // Whoever comes back has done something in the meantime.
        reading.endedAt = 0
        if (reading.listing.isReading) letGo(path)
      }
      tell()
    },
  }
}

function isRunning({ listing, close }: Reading): boolean {
  return listing.isReading && close !== undefined
}

/** It is being read, or was just now, in the same run of the container and to its end. */
function isFresh(reading: Reading | undefined, phase: string): boolean {
  if (reading?.phase !== phase) return false
  const { listing, endedAt = 0 } = reading
  if (listing.isReading) return true
  return listing.end !== undefined && Date.now() - endedAt < FRESH_MS
}
