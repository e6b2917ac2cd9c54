import type { PullProgress } from '#shared/contract/running.ts'

/** One line of a pull: of one layer where it has an id. */
export interface PullLine {
  readonly id?: string
  readonly status?: string
  readonly progressDetail?: { readonly current?: number; readonly total?: number }
  readonly error?: string
  readonly errorDetail?: { readonly message?: string }
}

interface Layer {
  readonly bytes: number
  readonly total: number
  readonly isDone: boolean
}

/** The words of one layer; the tag has lines with an id as well. */
const OF_A_LAYER =
  /^(Pulling fs layer|Waiting|Downloading|Verifying Checksum|Download complete|Extracting|Pull complete|Already exists|Retrying)/
const DONE = /^(Pull complete|Already exists)/
/** Podman does not tell of unpacking. */
const DONE_ON_PODMAN = /^(Download complete|Already exists)/
const BEGINS = /^(Pulling fs layer|Already exists)/
const FETCHED = /^(Verifying Checksum|Download complete|Extracting|Pull complete)/

/** Adds up what an engine says of the layers of an image. */
export function createLayerTally(isPodman = false): {
  readonly add: (line: PullLine) => Omit<PullProgress, 'image'>
} {
  const layers = new Map<string, Layer>()
  const done = isPodman ? DONE_ON_PODMAN : DONE
  return {
    add({ id, status = '', progressDetail = {} }) {
      // The last line of some engines has the id of the image.
      const isKnown = id !== undefined && (layers.has(id) || !isPodman || BEGINS.test(status))
      if (isKnown && OF_A_LAYER.test(status)) {
        layers.set(id, next(layers.get(id), status, progressDetail, done))
      }
      return sum([...layers.values()])
    },
  }
}

function next(
  before: Layer = { bytes: 0, total: 0, isDone: false },
  status: string,
  { current = 0, total = 0 }: NonNullable<PullLine['progressDetail']>,
  done: RegExp,
): Layer {
  // The figures of unpacking are of another size than those of the download.
  if (status.startsWith('Downloading')) return { ...before, bytes: current, total }
  if (FETCHED.test(status)) return { ...before, bytes: before.total, isDone: done.test(status) }
  return { ...before, isDone: done.test(status) }
}

function sum(layers: readonly Layer[]): Omit<PullProgress, 'image'> {
  return {
    layers: layers.length,
    layersDone: layers.filter(({ isDone }) => isDone).length,
    bytes: layers.reduce((all, { bytes }) => all + bytes, 0),
    totalBytes: layers.reduce((all, { total }) => all + total, 0),
  }
}
