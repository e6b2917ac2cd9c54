import { posix } from 'node:path'
import { EngineError } from '#shared/errors.ts'
import { readTar } from '../../files/index.ts'
import type { ReadImage } from './analyses.ts'
import { layerPath } from './layer-path.ts'
import { KINDS, NO_LINK, type LayerTable } from './layer-table.ts'
import { openBlob } from './unpack-blob.ts'

/** Where a file lies in what an engine saves of an image. */
export interface FilePlace {
  /** What its layer is called in the archive. */
  readonly layer: string
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** How often the path comes before in the layer: the last one counts. */
  readonly before: number
}

/** Finds a file of a layer, counted from 1. Fails where there is none. */
export function findFile(
  { stack, names }: Pick<ReadImage, 'stack' | 'names'>,
  layer: number,
  path: string,
): FilePlace {
  const table = stack.layers[layer - 1]
  const [id, name] = [stack.paths.find(path), names[layer - 1]]
  const entry = table && id !== undefined ? lastOf(table, id) : undefined
  if (!table || entry === undefined || name === undefined) throw noSuchFile()
  if (KINDS[table.kind.at(entry)] !== 'file') throw noSuchFile()
  // Another name of a file: its content is there under the first one.
  const linkTo = table.linkTo.at(entry)
  if (linkTo !== NO_LINK) return findFile({ stack, names }, layer, stack.paths.pathOf(linkTo))
  return { layer: name, path, size: table.size.at(entry), before: countBefore(table, id, entry) }
}

/** The content of the file, read out of the image once more. */
export async function* fileOfLayer(
  archive: AsyncIterable<Uint8Array>,
  { layer, path, before }: FilePlace,
): AsyncGenerator<Uint8Array, void> {
  for await (const outer of readTar(archive)) {
    if (outer.header.kind !== 'file' || posix.normalize(outer.header.path) !== layer) continue
    const blob = await openBlob(outer.content())
    if (blob.kind !== 'layer') throw noSuchFile()
    let left = before
    for await (const entry of readTar(blob.bytes)) {
      if (layerPath(entry.header.path) !== path) continue
      if (left === 0) return yield* entry.content()
      left -= 1
    }
    throw noSuchFile()
  }
  throw noSuchFile()
}

function lastOf(table: LayerTable, path: number): number | undefined {
  for (let at = table.path.length - 1; at >= 0; at -= 1) if (table.path.at(at) === path) return at
  return undefined
}

function countBefore(table: LayerTable, path: number | undefined, entry: number): number {
  let count = 0
  for (let at = 0; at < entry; at += 1) if (table.path.at(at) === path) count += 1
  return count
}

function noSuchFile(): EngineError {
  return new EngineError({
    code: 'not-found',
    message: 'The layer has no such file',
    hint: 'Links, folders and devices cannot be downloaded.',
  })
}
