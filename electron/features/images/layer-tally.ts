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
const FETCHED = /^(Verifying Checksum|Download complete|Extracting|Pull complete)/

/** Adds up what an engine says of the layers of an image. */
export function createLayerTally(): {
  readonly add: (line: PullLine) => Omit<PullProgress, 'image'>
} {
  const layers = new Map<string, Layer>()
  return {
    add({ id, status = '', progressDetail = {} }) {
      if (id !== undefined && OF_A_LAYER.test(status)) {
        layers.set(id, next(layers.get(id), status, progressDetail))
      }
      return sum([...layers.values()])
    },
  }
}

function next(
  before: Layer = { bytes: 0, total: 0, isDone: false },
  status: string,
  { current = 0, total = 0 }: NonNullable<PullLine['progressDetail']>,
): Layer {
  // The figures of unpacking are of another size than those of the download.
  if (status.startsWith('Downloading')) return { ...before, bytes: current, total }
  if (FETCHED.test(status)) return { ...before, bytes: before.total, isDone: DONE.test(status) }
  return { ...before, isDone: DONE.test(status) }
}

function sum(layers: readonly Layer[]): Omit<PullProgress, 'image'> {
  return {
    layers: layers.length,
    layersDone: layers.filter(({ isDone }) => isDone).length,
    bytes: layers.reduce((all, { bytes }) => all + bytes, 0),
    totalBytes: layers.reduce((all, { total }) => all + total, 0),
  }
}
