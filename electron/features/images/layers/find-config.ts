import { posix } from 'node:path'
import * as z from 'zod'
import { EngineError } from '#shared/errors.ts'
import type { LayerTable } from './layer-table.ts'
import type { SavedImage } from './read-saved-image.ts'

/** What an archive says of its image: its history, and its layers, the lowest first. */
export interface SavedConfig {
  readonly history: readonly ConfigStep[]
  readonly layers: readonly (LayerTable | 'unread')[]
  /** What they are called in the archive. */
  readonly names: readonly string[]
}

/** A step of the history, the lowest first. */
export interface ConfigStep {
  readonly createdBy: string
  readonly createdAt: number
  readonly isEmpty: boolean
}

/** Docker takes 127. */
const MAX_LAYERS = 512
const MAX_STEPS = 2048

/** A step of a build may hold a whole script. */
const MAX_STEP_CHARS = 64 * 1024

const Manifest = z
  .array(z.object({ Config: z.string(), Layers: z.array(z.string()).max(MAX_LAYERS).nullish() }))
  .min(1)

const Descriptor = z.object({ digest: z.string(), mediaType: z.string().optional() })
const Index = z.object({ manifests: z.array(Descriptor) })
const OciManifest = z.object({ config: Descriptor, layers: z.array(Descriptor).max(MAX_LAYERS) })

const Config = z.object({
  history: z
    .array(
      z.object({
        created: z.string().nullish(),
        created_by: z.string().nullish(),
        comment: z.string().nullish(),
        empty_layer: z.boolean().nullish(),
      }),
    )
    .max(MAX_STEPS)
    .nullish(),
})

/** An image as its manifest names its parts. */
interface Parts {
  readonly config: string
  readonly layers: readonly string[]
}

/** Finds the image in what was read. Fails where its archive does not tell of it. */
export function findConfig(saved: SavedImage): SavedConfig {
  for (const { config, layers: named } of [...dockerParts(saved), ...ociParts(saved)]) {
    const names = named.map((name) => followLinks(saved, posix.normalize(name)))
    const layers = names.flatMap((name) => saved.layers.get(name) ?? [])
    const history = readSteps(documentAt(saved, config))
    if (history && layers.length === named.length) return { history, layers, names }
  }
  throw new EngineError({
    code: 'bad-answer',
    message: 'The engine’s archive does not say which layers the image has',
  })
}

/** Docker 20.10 saves a layer that comes twice as a link to the other one. */
const MAX_LINKS = 8

function followLinks({ links }: SavedImage, name: string): string {
  let at = name
  for (let steps = 0; steps < MAX_LINKS; steps += 1) at = links.get(at) ?? at
  return at
}

/** Every engine writes this one, those that save blobs as well. */
function dockerParts(saved: SavedImage): readonly Parts[] {
  const manifest = parse(Manifest, documentAt(saved, 'manifest.json'))
  return (manifest ?? []).map(({ Config: config, Layers }) => ({ config, layers: Layers ?? [] }))
}

/** An index may lead to an index: one of platforms. */
function ociParts(saved: SavedImage): readonly Parts[] {
  const index = parse(Index, documentAt(saved, 'index.json'))
  const first = index?.manifests ?? []
  const nested = first.flatMap(
    ({ digest }) => parse(Index, documentAt(saved, blobName(digest)))?.manifests ?? [],
  )
  return [...first, ...nested].flatMap(({ digest }) => {
    const manifest = parse(OciManifest, documentAt(saved, blobName(digest)))
    if (!manifest) return []
    const layers = manifest.layers.map((layer) => blobName(layer.digest))
    return { config: blobName(manifest.config.digest), layers }
  })
}

function blobName(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`
}

function documentAt({ documents }: SavedImage, name: string): string | undefined {
  return documents.get(posix.normalize(name))
}

function readSteps(text: string | undefined): readonly ConfigStep[] | undefined {
  const config = parse(Config, text)
  return (
    config?.history?.map((step) => ({
      createdBy: (step.created_by ?? step.comment ?? '').slice(0, MAX_STEP_CHARS),
      createdAt: Date.parse(step.created ?? '') || 0,
      isEmpty: step.empty_layer === true,
    })) ??
    (config && [])
  )
}

function parse<Shape extends z.ZodType>(
  shape: Shape,
  text: string | undefined,
): z.output<Shape> | undefined {
  if (text === undefined) return undefined
  try {
    return shape.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
