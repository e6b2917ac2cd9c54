import { posix } from 'node:path'
import { readTar, type TarEntry } from '../../files/index.ts'
import type { LayerTable } from './layer-table.ts'
import { createPathTable } from './path-table.ts'
import { readLayer, type Shelf } from './read-layer.ts'
import { openBlob } from './unpack-blob.ts'

/** What a saved image holds, by the names in its archive: which of it matters is known at the end. */
export interface SavedImage {
  readonly shelf: Shelf
  /** Texts of JSON. */
  readonly documents: ReadonlyMap<string, string>
  readonly layers: ReadonlyMap<string, LayerTable | 'unread'>
  /** Other names of layers: engines save the same one once. */
  readonly links: ReadonlyMap<string, string>
}

/** Of one image. With their paths they are about 80 MB: a larger one is shown in part. */
export const MAX_ENTRIES = 400_000

/** The settings of an image are some KB; a bill of materials beside it may be more, and is not needed. */
const MAX_DOCUMENT_BYTES = 4 * 1024 * 1024
const MAX_DOCUMENTS_BYTES = 16 * 1024 * 1024

/** An archive has about four files a layer, and 127 layers. */
const MAX_NAMES = 4096

/**
 * Reads what `docker save` writes, of any engine: layers as `<id>/layer.tar` or `<digest>.tar`, or as
 * blobs, packed or not, in any order and with what tells of them before or behind.
 */
export async function readSavedImage(
  archive: AsyncIterable<Uint8Array>,
  maxEntries = MAX_ENTRIES,
): Promise<SavedImage> {
  const shelf: Shelf = { paths: createPathTable(maxEntries), entriesLeft: maxEntries }
  const documents = new Map<string, string>()
  const layers = new Map<string, LayerTable | 'unread'>()
  const links = new Map<string, string>()
  let documentBytes = 0

  async function take(entry: TarEntry, name: string): Promise<void> {
    const { size } = entry.header
    const blob = await openBlob(entry.content())
    switch (blob.kind) {
      case 'layer':
        return void layers.set(name, await readLayer(blob.bytes, shelf))
      case 'json': {
        documentBytes += size
        if (size > MAX_DOCUMENT_BYTES || documentBytes > MAX_DOCUMENTS_BYTES) return
        return void documents.set(name, await textOf(blob.bytes))
      }
      case 'zstd':
        return void layers.set(name, 'unread')
      case 'unknown':
        return
      default:
        return blob satisfies never
    }
  }

  for await (const entry of readTar(archive)) {
    const { kind, path, target } = entry.header
    const name = posix.normalize(path)
    if (documents.size + layers.size + links.size >= MAX_NAMES) continue
    if (kind === 'file') await take(entry, name)
    if (kind === 'link') links.set(name, posix.join(posix.dirname(name), target))
    if (kind === 'hard link') links.set(name, posix.normalize(target))
  }
  return { shelf, documents, layers, links }
}

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  return Buffer.concat(parts).toString()
}
