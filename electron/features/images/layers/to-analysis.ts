import { setImmediate as nextTurn } from 'node:timers/promises'
import type {
  EmptyStep,
  ImageLayer,
  LayerAnalysis,
  WastedFile,
} from '#shared/contract/image-layers.ts'
import type { ConfigStep, SavedConfig } from './find-config.ts'
import { CHANGE, NOBODY, type Stack } from './stack-layers.ts'

/** More rows than this nobody looks through. */
const MAX_WASTED = 1000

/** After so many entries others have their turn. */
const TURN = 8192

interface Waste {
  bytes: number
  readonly layers: Set<number>
  endedBy: number
}

/** What the window is told of an image's layers. */
export async function toAnalysis(
  { history, layers: read }: SavedConfig,
  stack: Stack,
  signal: AbortSignal,
): Promise<LayerAnalysis> {
  const { sums, wastes } = await sumUp(stack, signal)
  const steps = joinSteps(history, read.length)
  const stepOf = new Map(steps.flatMap(({ layer, step }) => (layer ? [[layer, step]] : [])))
  const layers = read.map((table, index): ImageLayer => {
    const sum = sums[index]
    const leftOut = table === 'unread' ? 0 : table.leftOut
    const step = stepOf.get(index + 1)
    return {
      number: index + 1,
      createdBy: step?.createdBy ?? '',
      createdAt: step?.createdAt ?? 0,
      sizeBytes: (sum?.bytes ?? 0) + (table === 'unread' ? 0 : table.leftOutBytes),
      added: sum?.added ?? 0,
      changed: sum?.changed ?? 0,
      deleted: stack.removals[index]?.length ?? 0,
      wastedBytes: sum?.wasted ?? 0,
      extent: table === 'unread' ? 'unread' : leftOut > 0 ? 'part' : 'whole',
    }
  })
  return {
    layers,
    steps: steps.map(({ layer, step }) => layer ?? toEmpty(step)),
    sizeBytes: layers.reduce((all, { sizeBytes }) => all + sizeBytes, 0),
    wastedBytes: layers.reduce((all, { wastedBytes }) => all + wastedBytes, 0),
    wasted: largest(stack, wastes),
    wastedCount: wastes.size,
    leftOut: read.reduce((all, table) => all + (table === 'unread' ? 0 : table.leftOut), 0),
  }
}

interface Sum {
  bytes: number
  added: number
  changed: number
  wasted: number
}

async function sumUp(stack: Stack, signal: AbortSignal) {
  const { layers, begins, change, ended, kept } = stack
  const wastes = new Map<number, Waste>()
  const sums: Sum[] = []
  for (const [layer, table] of layers.entries()) {
    const sum: Sum = { bytes: 0, added: 0, changed: 0, wasted: 0 }
    sums.push(sum)
    const begin = begins[layer] ?? 0
    for (let at = 0; at < (table?.path.length ?? 0); at += 1) {
      const entry = begin + at
      const [what, bytes] = [change[entry], table?.size.at(at) ?? 0]
      if (entry % TURN === 0) {
        await nextTurn()
        signal.throwIfAborted()
      }
      if (what === CHANGE.twice) continue
      sum.bytes += bytes
      if (what === CHANGE.added) sum.added += 1
      if (what === CHANGE.changed) sum.changed += 1
      const endedBy = ended[entry] ?? 0
      if (bytes === 0 || endedBy === 0 || kept[entry] === 1) continue
      sum.wasted += bytes
      addWaste(wastes, table?.path.at(at) ?? 0, { bytes, layer: layer + 1, endedBy })
    }
  }
  return { sums, wastes }
}

function addWaste(
  wastes: Map<number, Waste>,
  path: number,
  { bytes, layer, endedBy }: { bytes: number; layer: number; endedBy: number },
): void {
  const waste = wastes.get(path) ?? { bytes: 0, layers: new Set(), endedBy }
  waste.bytes += bytes
  waste.layers.add(layer)
  waste.endedBy = Math.max(waste.endedBy, endedBy)
  wastes.set(path, waste)
}

function largest(stack: Stack, wastes: ReadonlyMap<number, Waste>): readonly WastedFile[] {
  return [...wastes]
    .toSorted(([, a], [, b]) => b.bytes - a.bytes)
    .slice(0, MAX_WASTED)
    .map(([path, { bytes, layers, endedBy }]) => ({
      path: stack.paths.pathOf(path),
      bytes,
      layers: [...layers],
      endedBy,
      how: stack.top[path] === NOBODY ? 'deleted' : 'replaced',
    }))
}

interface JoinedStep {
  readonly step: ConfigStep
  readonly layer: number | undefined
}

/**
 * Which step made which layer: those that are not empty, in their order. A builder that tells of
 * more or fewer of them than there are layers tells nothing of which is which.
 */
function joinSteps(history: readonly ConfigStep[], layers: number): readonly JoinedStep[] {
  const filled = history.filter(({ isEmpty }) => !isEmpty)
  if (filled.length !== layers) {
    const unknown = { createdBy: '', createdAt: 0, isEmpty: false }
    const some = Array.from({ length: layers }, (_, at) => ({ step: unknown, layer: at + 1 }))
    return [...some, ...history.map((step) => ({ step, layer: undefined }))]
  }
  return history.map((step) => ({
    step,
    layer: step.isEmpty ? undefined : filled.indexOf(step) + 1,
  }))
}

function toEmpty({ createdBy, createdAt }: ConfigStep): EmptyStep {
  return { createdBy, createdAt }
}
