import type { PullProgress } from '#shared/contract/running.ts'
import type { TaskPart, TaskProgress } from '#shared/contract/tasks.ts'

/** One line of what an engine says while it works on an image: of one layer where it has an id. */
export interface ImageLine {
  readonly id?: string
  readonly status?: string
  readonly progressDetail?: { readonly current?: number; readonly total?: number }
  /** What a load says, a sentence or a part of it. */
  readonly stream?: string
  readonly error?: string
  readonly errorDetail?: { readonly message?: string }
  /** What a push ends with. */
  readonly aux?: { readonly Tag?: string; readonly Digest?: string }
}

/** Which words of an engine are of a layer, and what they say of it. */
interface Verb {
  /** The tag has lines with an id as well. */
  readonly ofLayer: RegExp
  /** Its figures are those of the bytes that are carried. */
  readonly carried: RegExp
  /** All of it has been carried. */
  readonly whole: RegExp
  readonly done: RegExp
  /** A layer is not known by other words. */
  readonly begins?: RegExp
}

const PULL: Verb = {
  ofLayer:
    /^(Pulling fs layer|Waiting|Downloading|Verifying Checksum|Download complete|Extracting|Pull complete|Already exists|Retrying)/,
  // The figures of unpacking are of another size than those of the download.
  carried: /^Downloading/,
  whole: /^(Verifying Checksum|Download complete|Extracting|Pull complete)/,
  done: /^(Pull complete|Already exists)/,
}

export const VERBS = {
  pull: PULL,
  /** Podman does not tell of unpacking, and its last line has the id of the image. */
  pullOnPodman: {
    ...PULL,
    done: /^(Download complete|Already exists)/,
    begins: /^(Pulling fs layer|Already exists)/,
  },
  push: {
    ofLayer: /^(Preparing|Waiting|Pushing|Pushed|Layer already exists|Mounted from|Retrying)/,
    carried: /^Pushing/,
    whole: /^Pushed/,
    done: /^(Pushed|Layer already exists|Mounted from)/,
  },
} satisfies Readonly<Record<string, Verb>>

/** Adds up what an engine says of the layers of an image. */
export interface LayerTally {
  add(line: ImageLine): Omit<PullProgress, 'image'>
  parts(): readonly TaskPart[]
  /** Of all parts; the total only where it is known of each. */
  progress(): TaskProgress
}

export function createLayerTally(verb: Verb = VERBS.pull): LayerTally {
  const layers = new Map<string, TaskPart>()
  const all = () => [...layers.values()]
  return {
    add({ id, status = '', progressDetail = {} }) {
      const isKnown = id !== undefined && (layers.has(id) || (verb.begins?.test(status) ?? true))
      if (isKnown && verb.ofLayer.test(status)) {
        const before = layers.get(id) ?? { id, words: '', done: 0, isDone: false }
        layers.set(id, next(before, status, progressDetail, verb))
      }
      return sum(all())
    },
    parts: all,
    progress: () => progressOf(all()),
  }
}

function next(
  before: TaskPart,
  words: string,
  { current = 0, total = 0 }: NonNullable<ImageLine['progressDetail']>,
  verb: Verb,
): TaskPart {
  const isDone = verb.done.test(words)
  const part = { ...before, words, isDone }
  if (verb.carried.test(words)) {
    // Some say at first how much there is, and of compressed bytes more than that.
    const known = Math.max(total, before.total ?? 0)
    return known === 0 ? { ...part, done: current } : withTotal(part, current, known)
  }
  if (before.total !== undefined && verb.whole.test(words)) return { ...part, done: before.total }
  return part
}

function withTotal(part: TaskPart, current: number, total: number): TaskPart {
  return { ...part, done: Math.min(current, total), total }
}

function sum(layers: readonly TaskPart[]): Omit<PullProgress, 'image'> {
  return {
    layers: layers.length,
    layersDone: layers.filter(({ isDone }) => isDone).length,
    bytes: layers.reduce((all, { done }) => all + done, 0),
    totalBytes: layers.reduce((all, { total = 0 }) => all + total, 0),
  }
}

function progressOf(parts: readonly TaskPart[]): TaskProgress {
  const { bytes, totalBytes } = sum(parts)
  const isKnown = parts.every(({ total, isDone }) => isDone || total !== undefined)
  return { done: bytes, ...(isKnown && totalBytes > 0 && { total: totalBytes }) }
}
