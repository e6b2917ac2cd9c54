import { setImmediate as nextTurn } from 'node:timers/promises'
import { EngineError } from '#shared/errors.ts'
import { KINDS, NO_LINK, type LayerTable } from './layer-table.ts'
import type { PathTable } from './path-table.ts'

/** What a layer does with a path. `way`: a folder that only leads to what is in it. */
export const CHANGE = { way: 0, added: 1, changed: 2, twice: 3 } as const

/** A path that a layer deletes, with all that was below it. */
export interface Removal {
  readonly path: number
  readonly isFolder: boolean
  readonly bytes: number
  /** The layers that still hold it, from 0. */
  readonly layers: readonly number[]
}

/** The entries of all layers, one behind the other, and what became of each. */
export interface Stack {
  readonly paths: PathTable
  readonly layers: readonly (LayerTable | undefined)[]
  /** Where the entries of each layer begin; one more, at the end of all. */
  readonly begins: readonly number[]
  /** One of `CHANGE`. */
  readonly change: Uint8Array
  /** The number of the layer that put an end to it; 0 where it is there in the image. */
  readonly ended: Uint16Array
  /** A file whose name is gone and whose content has another one. */
  readonly kept: Uint8Array
  readonly removals: readonly (readonly Removal[])[]
  /** By path: the entry that is there in the image; `NOBODY` where there is none. */
  readonly top: Int32Array
}

export const NOBODY = -1

/** After so many entries others have their turn. */
const TURN = 8192

/** The same layer may stand in the stack several times, and is only read once. */
const MAX_STACKED = 4_000_000

const FOLDER = KINDS.indexOf('folder')

/** Puts the layers upon each other, the lowest first, as an engine does when it runs the image. */
export async function stackLayers(
  paths: PathTable,
  tables: readonly (LayerTable | 'unread')[],
  signal: AbortSignal,
): Promise<Stack> {
  const layers = tables.map((table) => (table === 'unread' ? undefined : table))
  const begins = [0]
  for (const table of layers) begins.push((begins.at(-1) ?? 0) + (table?.path.length ?? 0))
  const count = begins.at(-1) ?? 0
  if (count > MAX_STACKED) {
    throw new EngineError({ code: 'bad-answer', message: 'The image has too many files' })
  }
  const change = new Uint8Array(count)
  const ended = new Uint16Array(count)
  const kept = new Uint8Array(count)
  const top = new Int32Array(paths.size).fill(NOBODY)
  const removals: Removal[][] = layers.map(() => [])
  const links: { readonly link: number; readonly file: number }[] = []
  const sizes = new Float64Array(count)
  let steps = 0

  const layerOf = (entry: number) => {
    let layer = layers.length - 1
    while ((begins[layer] ?? 0) > entry) layer -= 1
    return layer
  }

  /** Ends what is there of a path and below it; tells what that was. */
  function remove(path: number, layer: number): Removal | undefined {
    let bytes = 0
    let any = false
    let isFolder = false
    const holders = new Set<number>()
    for (const one of paths.tree(path)) {
      const entry = top[one] ?? NOBODY
      if (entry === NOBODY) continue
      ended[entry] = layer + 1
      top[one] = NOBODY
      any = true
      isFolder ||= one !== path
      const size = sizes[entry] ?? 0
      bytes += size
      if (size > 0 || one === path) holders.add(layerOf(entry))
    }
    if (!any) return undefined
    return { path, isFolder, bytes, layers: [...holders].toSorted((a, b) => a - b) }
  }

  async function breathe() {
    steps += 1
    if (steps % TURN !== 0) return
    await nextTurn()
    signal.throwIfAborted()
  }

  async function takeAway(table: LayerTable, layer: number): Promise<Map<number, Removal>> {
    const gone = new Map<number, Removal>()
    const note = (path: number) => {
      const entry = top[path] ?? NOBODY
      const wasFolder = entry !== NOBODY && kindOf(entry) === FOLDER
      const removal = remove(path, layer)
      if (removal) gone.set(path, { ...removal, isFolder: wasFolder || removal.isFolder })
    }
    for (let at = 0; at < table.emptied.length; at += 1) {
      for (const child of paths.children(table.emptied.at(at))) note(child)
      await breathe()
    }
    for (let at = 0; at < table.removed.length; at += 1) {
      note(table.removed.at(at))
      await breathe()
    }
    return gone
  }

  function kindOf(entry: number): number {
    const layer = layerOf(entry)
    return layers[layer]?.kind.at(entry - (begins[layer] ?? 0)) ?? 0
  }

  function isSameFolder(before: number, table: LayerTable, at: number): boolean {
    const layer = layerOf(before)
    const [below, index] = [layers[layer], before - (begins[layer] ?? 0)]
    return (
      below !== undefined &&
      below.kind.at(index) === FOLDER &&
      below.mode.at(index) === table.mode.at(at) &&
      below.uid.at(index) === table.uid.at(at) &&
      below.gid.at(index) === table.gid.at(at)
    )
  }

  function put(table: LayerTable, layer: number, at: number, gone: Map<number, Removal>): void {
    const begin = begins[layer] ?? 0
    const entry = begin + at
    const path = table.path.at(at)
    const isFolder = table.kind.at(at) === FOLDER
    const before = top[path] ?? NOBODY
    sizes[entry] = table.size.at(at)
    if (before >= begin) {
      // The archive has it twice, and the later one counts; the other one is stored by nobody.
      change[entry] = change[before] ?? CHANGE.added
      change[before] = CHANGE.twice
      ended[before] = layer + 1
    } else if (before !== NOBODY) {
      const isWay = isFolder && isSameFolder(before, table, at)
      change[entry] = isWay ? CHANGE.way : CHANGE.changed
      if (!isFolder && kindOf(before) === FOLDER) remove(path, layer)
      ended[before] = layer + 1
    } else {
      change[entry] = gone.delete(path) ? CHANGE.changed : CHANGE.added
    }
    top[path] = entry
    const linkTo = table.linkTo.at(at)
    const file = linkTo === NO_LINK ? NOBODY : (top[linkTo] ?? NOBODY)
    if (file >= begin && file !== entry) links.push({ link: entry, file })
  }

  for (const [layer, table] of layers.entries()) {
    if (!table) continue
    const gone = await takeAway(table, layer)
    for (let at = 0; at < table.path.length; at += 1) {
      put(table, layer, at, gone)
      await breathe()
    }
    removals[layer] = [...gone.values()]
  }
  // Links of links lead to the file in the end, for a link stands behind what it leads to.
  for (const { link, file } of links.toReversed()) {
    if (ended[link] === 0 || kept[link] === 1) kept[file] = 1
  }
  return { paths, layers, begins, change, ended, kept, removals, top }
}
