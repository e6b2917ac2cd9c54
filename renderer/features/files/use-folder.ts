import { useEffect, useRef, useState } from 'react'
import type { FileEntry, ListingPart } from '#shared/contract/files.ts'
import type { EngineError } from '#shared/errors.ts'
import { engine } from '../../ipc/client.ts'
import type { FilesTarget } from './files-place.ts'

type End = Extract<ListingPart, { kind: 'end' }>

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

interface Kept extends FolderListing {
  readonly of: string
  /** The question that it is the answer to. */
  readonly ask: string
}

const NOTHING: ReadonlyMap<string, FileEntry> = new Map()
const BEGUN: FolderListing = { entries: NOTHING, bytes: 0, isReading: true, isStopped: false }

/** The hands on a listing. */
export interface FolderHandle {
  readonly listing: FolderListing
  /** Reads it anew; what is shown stays until that is there. */
  readonly refresh: () => void
  readonly stop: () => void
  /** Reads it anew, for as long as it takes. */
  readonly readOn: () => void
}

interface Asking {
  readonly turn: number
  readonly patience: 'short' | 'long'
}

/**
 * A folder as it is read. `phase` tells the runs of a container apart: it is read anew when it starts
 * or stops.
 */
export function useFolder(target: FilesTarget, folder: string, phase: string): FolderHandle {
  const { connection, id } = target
  const [{ turn, patience }, setAsking] = useState<Asking>({ turn: 0, patience: 'short' })
  const of = JSON.stringify([connection, id, folder])
  const ask = JSON.stringify([of, phase, turn])
  const [kept, setKept] = useState<Kept>()
  const stopping = useRef<() => void>(undefined)

  useEffect(() => {
    const found = new Map<string, FileEntry>()
    const show = (patch: Partial<FolderListing>) =>
      setKept((before) => {
        const known = before?.of === of ? listingOf(before, ask) : BEGUN
        // What was shown stays until there is as much of the new one.
        const isFuller = patch.isReading === false || found.size >= known.entries.size
        const entries = isFuller ? new Map(found) : known.entries
        return { ...known, ...patch, entries, of, ask }
      })
    const close = engine.files.list(
      { connection, id, path: folder, patience },
      {
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
      },
    )
    stopping.current = () => {
      close()
      show({ isReading: false, isStopped: true })
    }
    return close
  }, [connection, id, folder, patience, of, ask])

  return {
    listing: kept?.of === of ? listingOf(kept, ask) : BEGUN,
    refresh: () => setAsking({ turn: turn + 1, patience: 'short' }),
    stop: () => stopping.current?.(),
    readOn: () => setAsking({ turn: turn + 1, patience: 'long' }),
  }
}

/** Of an earlier question what is shown stays, and no more. */
function listingOf(kept: Kept, ask: string): FolderListing {
  return kept.ask === ask ? kept : { ...BEGUN, entries: kept.entries }
}
