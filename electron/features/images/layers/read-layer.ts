import { readTar, type TarHeader } from '../../files/index.ts'
import { layerPath, meaningOf } from './layer-path.ts'
import { createLayerTable, KINDS, NO_LINK, type LayerTable } from './layer-table.ts'
import type { PathTable } from './path-table.ts'

/** Where the files of an image are put, and for how many there is room. */
export interface Shelf {
  readonly paths: PathTable
  /** Entries of all layers together. */
  entriesLeft: number
}

/** What a column for it can hold. */
const MAX_ID = 0xffff_ffff

/** Reads the archive of a layer: the headers; its contents are passed over. */
export async function readLayer(
  archive: AsyncIterable<Uint8Array>,
  shelf: Shelf,
): Promise<LayerTable> {
  const table = createLayerTable()
  for await (const { header } of readTar(archive)) put(header, table, shelf)
  return table
}

function put(header: TarHeader, table: LayerTable, shelf: Shelf): void {
  const meaning = meaningOf(header.path)
  if (meaning.kind === 'nothing') return
  const bytes = header.kind === 'file' ? header.size : 0
  const path = shelf.entriesLeft > 0 ? shelf.paths.add(meaning.path) : undefined
  if (path === undefined) {
    table.leftOut += 1
    table.leftOutBytes += bytes
    return
  }
  shelf.entriesLeft -= 1
  if (meaning.kind === 'removed') return table.removed.push(path)
  if (meaning.kind === 'emptied') return table.emptied.push(path)
  table.path.push(path)
  table.size.push(bytes)
  table.kind.push(KINDS.indexOf(header.kind === 'hard link' ? 'file' : header.kind))
  table.mode.push(header.mode)
  table.uid.push(column(header.uid))
  table.gid.push(column(header.gid))
  table.linkTo.push(header.kind === 'hard link' ? linkTo(header.target, shelf.paths) : NO_LINK)
}

/** The file comes before its other names. */
function linkTo(target: string, paths: PathTable): number {
  const path = layerPath(target)
  return (path === undefined ? undefined : paths.find(path)) ?? NO_LINK
}

function column(id: number): number {
  return Math.min(Math.max(0, id), MAX_ID)
}
