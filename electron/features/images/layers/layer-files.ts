import type { LayerFile } from '#shared/contract/image-layers.ts'
import { KINDS } from './layer-table.ts'
import { CHANGE, type Removal, type Stack } from './stack-layers.ts'

/** `changed`: what the layer itself does. `all`: what is there once it is put upon those below it. */
export type Extent = 'changed' | 'all'

/** An entry of the table of a layer. */
interface LayerEntry {
  /** From 1. */
  readonly layer: number
  /** Its place in the table. */
  readonly at: number
  /** Its number in the table of paths; never that of the root, which is always there. */
  readonly path: number
}

/** The files of a layer, counted from 1, in the order of its archive. */
export function* layerFiles(
  stack: Stack,
  layer: number,
  extent: Extent,
): Generator<LayerFile, void> {
  for (const entry of layerEntries(stack, layer, extent)) yield toFile(stack, entry, layer)
  if (extent === 'all') return
  for (const removal of stack.removals[layer - 1] ?? []) yield toRemoved(stack, removal)
}

/** The same as they stand in the tables, without what is deleted. */
export function* layerEntries(
  stack: Stack,
  layer: number,
  extent: Extent,
): Generator<LayerEntry, void> {
  if (extent === 'changed') {
    yield* entriesOf(stack, layer, (entry) => stack.change[entry] !== CHANGE.way)
    return
  }
  for (let below = 1; below <= layer; below += 1) {
    yield* entriesOf(stack, below, (entry) => {
      const ended = stack.ended[entry] ?? 0
      return ended === 0 || ended > layer
    })
  }
}

function* entriesOf(
  { layers, begins, change }: Stack,
  layer: number,
  isWanted: (entry: number) => boolean,
): Generator<LayerEntry, void> {
  const table = layers[layer - 1]
  const begin = begins[layer - 1] ?? 0
  for (let at = 0; at < (table?.path.length ?? 0); at += 1) {
    const entry = begin + at
    if (!table || change[entry] === CHANGE.twice || !isWanted(entry)) continue
    const path = table.path.at(at)
    if (path !== 0) yield { layer, at, path }
  }
}

function toFile(
  { layers, begins, change, paths }: Stack,
  { layer, at, path }: LayerEntry,
  seenFrom: number,
): LayerFile {
  const table = layers[layer - 1]
  return {
    path: paths.pathOf(path),
    kind: KINDS[table?.kind.at(at) ?? -1] ?? 'other',
    change: layer === seenFrom ? changeWord(change[(begins[layer - 1] ?? 0) + at]) : 'unchanged',
    bytes: table?.size.at(at) ?? 0,
    layers: [layer],
  }
}

function changeWord(change: number | undefined): LayerFile['change'] {
  if (change === CHANGE.added) return 'added'
  return change === CHANGE.changed ? 'changed' : 'unchanged'
}

function toRemoved({ paths }: Stack, { path, isFolder, bytes, layers }: Removal): LayerFile {
  return {
    path: paths.pathOf(path),
    kind: isFolder ? 'folder' : 'file',
    change: 'deleted',
    bytes,
    layers: layers.map((layer) => layer + 1),
  }
}
