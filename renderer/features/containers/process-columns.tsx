import type { ContainerProcess, ProcessList } from '#shared/contract/processes.ts'
import type { Column } from '#ui/data-grid/data-grid.tsx'
import { visibleText } from '#shared/visible-text.ts'
import { SafeText } from '#ui/safe-text.tsx'
import { compareCells } from './compare-cells.ts'
import styles from './processes-tab.module.css'

type ProcessColumn = Column<ContainerProcess>

interface Look {
  readonly width: string
  readonly hideBelow?: number
  /** Of most interest where there is most of it. */
  readonly isAmount?: true
  readonly align?: 'end'
}

/** How the columns look that engines are asked for; in a narrow pane the rest makes way. */
const LOOKS: Readonly<Record<string, Look>> = {
  PPID: { width: '76px', hideBelow: 620, align: 'end' },
  USER: { width: '80px', hideBelow: 330 },
  UID: { width: '80px', hideBelow: 330 },
  '%CPU': { width: '66px', isAmount: true },
  C: { width: '48px', isAmount: true },
  RSS: { width: '80px', hideBelow: 520, isAmount: true },
  ELAPSED: { width: '104px', hideBelow: 740, isAmount: true },
  STIME: { width: '80px', hideBelow: 740 },
  TTY: { width: '64px', hideBelow: 840 },
  TIME: { width: '88px', hideBelow: 440, isAmount: true },
}

const OTHER: Look = { width: '88px', hideBelow: 700 }

/** Columns with the engine's own titles. Make them once for the same titles. */
export function processColumns({
  titles,
  pidAt,
  commandAt,
}: Pick<ProcessList, 'titles' | 'pidAt' | 'commandAt'>): readonly ProcessColumn[] {
  return titles.map((title, at) => {
    if (at === pidAt) return pidColumn(title, at)
    return at === commandAt ? commandColumn(title, at) : plainColumn(title, at)
  })
}

function pidColumn(title: string, at: number): ProcessColumn {
  return {
    id: 'name',
    title,
    width: '76px',
    align: 'end',
    render: ({ pid }) => pid,
    compare: byCell(at),
  }
}

/** The number alone says little: the command belongs to the row's name. */
function commandColumn(title: string, at: number): ProcessColumn {
  return {
    id: 'command',
    title: visibleText(title),
    width: 'minmax(120px, 1fr)',
    namesRow: true,
    render: ({ command }) =>
      command !== '' && (
        <SafeText text={command} className={styles.command} hint={visibleText(command)} />
      ),
    compare: byCell(at),
  }
}

function plainColumn(title: string, at: number): ProcessColumn {
  const { width, hideBelow, isAmount, align } = LOOKS[title] ?? OTHER
  return {
    // The grid takes a space in an id for the end of it.
    id: `column-${at}`,
    title: visibleText(title),
    width,
    ...(hideBelow !== undefined && { hideBelow }),
    ...(align && { align }),
    ...(isAmount && { align: 'end', firstDirection: 'descending' }),
    render: ({ cells }) => {
      const text = cells[at] ?? ''
      return (
        text !== '' && <SafeText text={text} className={isAmount ? styles.amount : undefined} />
      )
    },
    compare: byCell(at),
  }
}

function byCell(at: number) {
  return (a: ContainerProcess, b: ContainerProcess) =>
    compareCells(a.cells[at] ?? '', b.cells[at] ?? '')
}
