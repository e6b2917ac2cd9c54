import type { ReactNode } from 'react'
import type { StatsSample } from '#shared/contract/stats.ts'
import type { Column } from '#ui/data-grid/data-grid.tsx'
import type { ShownContainer } from './shown-container.ts'
import {
  BlockCell,
  CpuCell,
  GroupBlockCell,
  GroupCpuCell,
  GroupMemoryCell,
  GroupNetCell,
  GroupPidsCell,
  MemoryCell,
  NetCell,
  PidsCell,
} from './stats-cells.tsx'
import { containerStats } from './stats-store.ts'

type ContainerColumn = Column<ShownContainer>

interface FigureColumn extends Pick<
  ContainerColumn,
  'id' | 'title' | 'hint' | 'width' | 'optional' | 'renderGroup'
> {
  readonly draw: (container: ShownContainer) => ReactNode
  /** What it is sorted by; nothing where the cell shows nothing. */
  readonly figureOf: (sample: StatsSample) => number | undefined
}

/** A column of what running containers use: each of its cells follows its own container. */
function figureColumn({ draw, figureOf, ...column }: FigureColumn): ContainerColumn {
  const known = (container: ShownContainer) => {
    const sample = sampleOf(container)
    return sample && figureOf(sample)
  }
  return {
    ...column,
    align: 'end',
    render: (container) => runs(container) && draw(container),
    compare: (a, b) => (known(a) ?? 0) - (known(b) ?? 0),
    firstDirection: 'descending',
    isUnknown: (container) => known(container) === undefined,
  }
}

/** CPU and memory. */
export const USUAL_FIGURES: readonly ContainerColumn[] = [
  figureColumn({
    id: 'cpu',
    optional: 'shown',
    title: 'CPU',
    width: '68px',
    draw: (container) => <CpuCell container={container} />,
    renderGroup: (rows) => <GroupCpuCell containers={rows} />,
    figureOf: ({ cpuPercent }) => cpuPercent,
  }),
  figureColumn({
    id: 'memory',
    optional: 'shown',
    title: 'Memory',
    width: '88px',
    draw: (container) => <MemoryCell container={container} />,
    renderGroup: (rows) => <GroupMemoryCell containers={rows} />,
    figureOf: ({ memoryBytes }) => memoryBytes,
  }),
]

/** What the same samples tell besides, for those who choose to see it. */
export const OTHER_FIGURES: readonly ContainerColumn[] = [
  figureColumn({
    id: 'net',
    optional: 'hidden',
    title: 'Net I/O',
    hint: 'Bytes a second: received, sent',
    width: '176px',
    draw: (container) => <NetCell container={container} />,
    renderGroup: (rows) => <GroupNetCell containers={rows} />,
    figureOf: ({ receivedPerS, sentPerS }) => both(receivedPerS, sentPerS),
  }),
  figureColumn({
    id: 'block',
    optional: 'hidden',
    title: 'Block I/O',
    hint: 'Bytes a second: read, written',
    width: '176px',
    draw: (container) => <BlockCell container={container} />,
    renderGroup: (rows) => <GroupBlockCell containers={rows} />,
    figureOf: ({ readPerS, writtenPerS }) => both(readPerS, writtenPerS),
  }),
  figureColumn({
    id: 'pids',
    optional: 'hidden',
    title: 'PIDs',
    hint: 'Processes, threads included',
    width: '64px',
    draw: (container) => <PidsCell container={container} />,
    renderGroup: (rows) => <GroupPidsCell containers={rows} />,
    figureOf: ({ pids }) => pids,
  }),
]

/** Columns whose order changes with every sample. */
export const LIVE_COLUMNS: ReadonlySet<string> = new Set(
  [...USUAL_FIGURES, ...OTHER_FIGURES].map(({ id }) => id),
)

/** Sorted by the two together. */
function both(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined && other === undefined ? undefined : (one ?? 0) + (other ?? 0)
}

function runs({ state }: ShownContainer): boolean {
  return state.kind === 'running'
}

function sampleOf(container: ShownContainer): StatsSample | undefined {
  const { connection, id } = container
  return runs(container) ? containerStats.latest(connection, id) : undefined
}
