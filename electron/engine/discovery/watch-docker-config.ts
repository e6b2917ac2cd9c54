import { basename, dirname, join, resolve } from 'node:path'
import { existsSync, readdirSync } from 'node:fs'
import { createFolderWatchers } from './folder-watchers.ts'

/** A tool that writes its context touches five files; nobody needs five reports of it. */
const REPORT_EVERY_MS = 200

/** A hundred contexts with TLS have 400; where somebody has more, the rest is not noticed. */
const MAX_FOLDERS = 500

/** What says which contexts there are; the rest of the CLI's folder is busy with other things. */
const OF_INTEREST = new Set(['config.json', 'contexts'])

/**
 * Reports that the docker CLI's folder (`~/.docker`) may say something else now, in config.json or
 * in the context store: after at most 200 ms, and at most every 200 ms. A folder that is missing is
 * noticed when it comes. Returns how to stop.
 */
export function watchDockerConfig(folder: string, onChange: () => void): () => void {
  const root = resolve(folder)
  let report: NodeJS.Timeout | undefined

  const watchers = createFolderWatchers(() => {
    report ??= setTimeout(() => {
      report = undefined
      // First, so that what is written from here on is reported again.
      follow()
      onChange()
    }, REPORT_EVERY_MS)
  })

  function follow(): void {
    watchers.begin()
    watchAbove(root)
    if (watchers.keep(root, (name) => OF_INTEREST.has(name))) watchBelow(join(root, 'contexts'))
    watchers.finish()
  }

  /** The nearest folder above that is there tells when the one below it comes, or goes. */
  function watchAbove(path: string): void {
    const line = foldersAbove(path)
    let depth = line.findLastIndex((above) => existsSync(above))
    for (let above = line[depth]; above !== undefined; above = line[++depth]) {
      const next = basename(line[depth + 1] ?? path)
      // The next one may have come since we looked.
      if (!watchers.keep(above, (name) => name === next)) return
    }
  }

  /** Each folder is watched before its entries are read: what comes later is an event. */
  function watchBelow(path: string): void {
    if (watchers.size >= MAX_FOLDERS || !watchers.keep(path, () => true)) return
    for (const name of foldersIn(path)) watchBelow(join(path, name))
  }

  follow()
  return () => {
    clearTimeout(report)
    watchers.close()
  }
}

/** From the root of the disk down to the parent. */
function foldersAbove(path: string): readonly string[] {
  const parent = dirname(path)
  return parent === path ? [] : [...foldersAbove(parent), parent]
}

function foldersIn(path: string): readonly string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
  } catch {
    // It went away again; the folder above tells.
    return []
  }
}
