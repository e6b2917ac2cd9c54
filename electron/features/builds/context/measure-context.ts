import { lstat, stat } from 'node:fs/promises'
import type { BuilderKind, ContextSize } from '#shared/contract/builds.ts'
import { fewAtOnce } from '../../files/index.ts'
import { explainRead, isMissing } from './explain-read.ts'
import { placeOf, realPathIn } from './place-of.ts'
import { readRules } from './read-rules.ts'
import type { OpenedSource } from './sources.ts'
import { walkContext, type ContextEntry } from './walk-context.ts'

interface Measuring {
  readonly dockerfile: string
  readonly builder: BuilderKind
  readonly signal: AbortSignal
  /** What was counted so far. */
  readonly onStep: (size: ContextSize) => void
}

const MAX_LARGEST = 10

/** Counts what would be sent. */
export async function measureContext(
  source: OpenedSource,
  { dockerfile, builder, signal, onStep }: Measuring,
): Promise<ContextSize> {
  if (source.kind === 'archive') return measureArchive(source.path)
  const root = source.path
  const real = await realPathIn(root, dockerfile)
  const { rules, ignoreFile } = await readRules(root, { dockerfile: real, builder })
  let [files, bytes, ignored] = [0, 0, 0]
  let largest: ContextSize['largest'] = []
  const size = (isWhole: boolean): ContextSize => {
    return {
      files,
      bytes,
      ignored,
      ...(ignoreFile !== undefined && { ignoreFile }),
      largest,
      isWhole,
    }
  }
  const walk = walkContext(root, { rules: [rules], signal, onIgnored: () => (ignored += 1) })
  for await (const batch of walk) {
    const sizes = await sizesOf(root, batch)
    files += sizes.length
    for (const one of sizes) bytes += one.bytes
    largest = [...largest, ...sizes].toSorted((a, b) => b.bytes - a.bytes).slice(0, MAX_LARGEST)
    onStep(size(false))
  }
  return size(true)
}

async function sizesOf(
  root: string,
  batch: readonly ContextEntry[],
): Promise<ContextSize['largest']> {
  const files = batch.filter(({ kind }) => kind !== 'folder')
  const sizes = await fewAtOnce(files, ({ path, kind }) => {
    return kind === 'link' ? Promise.resolve({ path, bytes: 0 }) : sizeOf(root, path)
  })
  return sizes.filter((one) => one !== undefined)
}

async function sizeOf(root: string, path: string) {
  try {
    return { path, bytes: (await lstat(placeOf(root, path))).size }
  } catch (cause) {
    if (isMissing(cause)) return undefined
    throw explainRead(path, cause)
  }
}

/** It is sent as it is. */
async function measureArchive(path: string): Promise<ContextSize> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw explainRead(path, cause)
  })
  return { files: 1, bytes: size, ignored: 0, largest: [], isWhole: true }
}
