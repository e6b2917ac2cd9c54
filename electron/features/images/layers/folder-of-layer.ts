import { posix } from 'node:path'
import { EngineError } from '#shared/errors.ts'
import { nameOf } from '#shared/posix-path.ts'
import { padding, readTar, TAR_END, tarHeader, type TarEntry } from '../../files/index.ts'
import type { ReadImage } from './analyses.ts'
import { layerEntries, type Extent } from './layer-files.ts'
import { layerPath } from './layer-path.ts'
import { NO_LINK, type LayerTable } from './layer-table.ts'
import { openBlob } from './unpack-blob.ts'

/** A folder as it is with a layer, counted from 1, or what of it the layer itself has. */
export interface FolderPlace {
  readonly layer: number
  readonly path: string
  readonly extent: Extent
}

/** What becomes of an entry of a layer: it is packed as it is, or as another name of a file. */
interface Packing {
  /** How often its path comes before in the layer: the last one counts. */
  readonly before: number
  /** Its name in our tar. */
  readonly as: string
  /** Already packed under this name of our tar. */
  readonly linkTo?: string
}

/** What is packed of each layer, by its name in the archive and by the path there. */
export type FolderPlan = ReadonlyMap<string, ReadonlyMap<string, Packing>>

/** Finds what a folder holds. Fails where that is nothing, and where not all of it is known. */
export function planFolder(
  { stack, names }: Pick<ReadImage, 'stack' | 'names'>,
  { layer, path, extent }: FolderPlace,
): FolderPlan {
  const wanted = new Map<number, number[]>()
  for (const entry of layerEntries(stack, layer, extent)) {
    if (!isIn(stack.paths.pathOf(entry.path), path)) continue
    const known = wanted.get(entry.layer)
    if (known) known.push(entry.at)
    else wanted.set(entry.layer, [entry.at])
  }
  if (wanted.size === 0) throw noSuchFolder()
  refuseParts(stack.layers.slice(extent === 'all' ? 0 : layer - 1, layer))
  const plan = new Map<string, Map<string, Packing>>()
  for (const [number, entries] of wanted) {
    const [table, name] = [stack.layers[number - 1], names[number - 1]]
    if (!table || name === undefined) throw noSuchFolder()
    const packings = plan.get(name) ?? new Map<string, Packing>()
    plan.set(name, packings)
    const pathOf = (id: number) => stack.paths.pathOf(id)
    planLayer(table, entries, { packings, pathOf, nameFor: (one) => nameIn(path, one) })
  }
  return plan
}

interface LayerPlan {
  readonly packings: Map<string, Packing>
  readonly pathOf: (id: number) => string
  readonly nameFor: (path: string) => string
}

function planLayer(table: LayerTable, entries: readonly number[], plan: LayerPlan): void {
  const { packings, pathOf, nameFor } = plan
  const places = lastPlaces(table)
  const taken = new Set(entries.map((at) => table.path.at(at)))
  for (const at of entries) {
    const [own, file] = [table.path.at(at), fileOf(table, at, places)]
    const as = nameFor(pathOf(own))
    const before = places.get(own)?.before ?? 0
    const content = packings.get(pathOf(file))
    if (file === own || !places.has(file)) packings.set(pathOf(own), { before, as })
    else if (taken.has(file)) {
      packings.set(pathOf(own), { before, as, linkTo: nameFor(pathOf(file)) })
    } else if (content) packings.set(pathOf(own), { before, as, linkTo: content.as })
    // The file itself is no more, or lies elsewhere: its content comes under this name.
    else packings.set(pathOf(file), { before: places.get(file)?.before ?? 0, as })
  }
}

interface LastPlace {
  readonly at: number
  readonly before: number
}

/** Of each path the last entry, and how many came before it. */
function lastPlaces(table: LayerTable): ReadonlyMap<number, LastPlace> {
  const places = new Map<number, LastPlace>()
  for (let at = 0; at < table.path.length; at += 1) {
    const path = table.path.at(at)
    places.set(path, { at, before: (places.get(path)?.before ?? -1) + 1 })
  }
  return places
}

/** The path that has the content of an entry: its own, or that of the file that it names once more. */
function fileOf(table: LayerTable, entry: number, places: ReadonlyMap<number, LastPlace>): number {
  let at = entry
  // No longer chain is there than entries.
  for (let steps = 0; steps < table.path.length; steps += 1) {
    const linkTo = table.linkTo.at(at)
    const next = linkTo === NO_LINK ? undefined : places.get(linkTo)
    if (next === undefined || next.at === at) return table.path.at(at)
    at = next.at
  }
  return table.path.at(entry)
}

/** The folder as a tar, read out of the image once more. */
export async function* folderOfLayers(
  archive: AsyncIterable<Uint8Array>,
  plan: FolderPlan,
): AsyncGenerator<Uint8Array, void> {
  const left = new Map(plan)
  for await (const outer of readTar(archive)) {
    const name = posix.normalize(outer.header.path)
    const packings = outer.header.kind === 'file' ? left.get(name) : undefined
    if (!packings) continue
    left.delete(name)
    const blob = await openBlob(outer.content())
    if (blob.kind !== 'layer') throw noSuchFolder()
    const seen = new Map<string, number>()
    for await (const entry of readTar(blob.bytes)) {
      const path = layerPath(entry.header.path)
      const packing = path === undefined ? undefined : packings.get(path)
      if (path === undefined || !packing) continue
      const before = seen.get(path) ?? 0
      seen.set(path, before + 1)
      if (before === packing.before) yield* pack(entry, packing)
    }
    if (left.size === 0) return yield TAR_END
  }
  throw noSuchFolder()
}

async function* pack(entry: TarEntry, { as, linkTo }: Packing): AsyncGenerator<Uint8Array, void> {
  const { header } = entry
  const { kind, size } = header
  // Devices and pipes are nothing that a person could open.
  if (kind === 'other') return
  if (linkTo !== undefined) {
    yield tarHeader({ ...header, path: as, kind: 'hard link', size: 0, target: linkTo })
  } else if (kind === 'file') {
    yield tarHeader({ ...header, path: as, kind })
    yield* entry.content()
    yield padding(size)
  } else if (kind !== 'hard link') yield tarHeader({ ...header, path: as, kind, size: 0 })
}

function isIn(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`)
}

/** In the tar everything lies in a folder of the name of the one that was asked for. */
function nameIn(folder: string, path: string): string {
  return folder === '/' ? path.slice(1) : `${nameOf(folder)}${path.slice(folder.length)}`
}

/** A part of a folder that looks like all of it would be worse than none. */
function refuseParts(layers: readonly (LayerTable | undefined)[]): void {
  if (layers.every((table) => table?.leftOut === 0)) return
  throw new EngineError({
    code: 'refused',
    message: 'not all of its files could be read',
    hint: 'Save the image, or copy the folder out of a container.',
  })
}

function noSuchFolder(): EngineError {
  return new EngineError({
    code: 'not-found',
    message: 'the layer has nothing of such a folder',
    hint: 'Choose a folder from the list.',
  })
}
