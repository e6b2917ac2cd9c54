import { watch, type FSWatcher } from 'node:fs'
import { basename, join, sep } from 'node:path'

/** Watchers of a set of folders that is named anew whenever something changed. */
export interface FolderWatchers {
  readonly size: number
  /** Opens a round: who is not kept in it is closed at its end. */
  begin(): void
  /** Watches a folder for entries of these names; false where there is no such folder. */
  keep(path: string, isOfInterest: (name: string) => boolean): boolean
  finish(): void
  close(): void
}

/** `onEvent` is called at once, for each event. */
export function createFolderWatchers(onEvent: () => void): FolderWatchers {
  const watchers = new Map<string, FSWatcher>()
  let kept = new Set<string>()

  function end(path: string): void {
    watchers.get(path)?.close()
    watchers.delete(path)
  }

  /** A folder that was removed and made again has the same name, and its old watcher is deaf. */
  function endWithin(path: string): void {
    for (const other of watchers.keys()) {
      if (other === path || other.startsWith(path + sep)) end(other)
    }
  }

  function open(path: string, isOfInterest: (name: string) => boolean): boolean {
    try {
      const watcher = watch(path, { persistent: false }, (event, name) => {
        // The folder itself went away, and its watcher with it.
        const isItself = event === 'rename' && name === basename(path)
        // Some systems do not tell which entry it was.
        if (name !== null && !isItself && !isOfInterest(name)) return
        if (isItself) end(path)
        else if (event === 'rename' && name !== null) endWithin(join(path, name))
        onEvent()
      })
      watcher.on('error', () => {
        end(path)
        onEvent()
      })
      watchers.set(path, watcher)
      return true
    } catch {
      return false
    }
  }

  return {
    get size() {
      return kept.size
    },
    begin() {
      kept = new Set()
    },
    keep(path, isOfInterest) {
      const isThere = watchers.has(path) || open(path, isOfInterest)
      if (isThere) kept.add(path)
      return isThere
    },
    finish() {
      for (const path of watchers.keys()) if (!kept.has(path)) end(path)
    },
    close() {
      for (const path of watchers.keys()) end(path)
    },
  }
}
