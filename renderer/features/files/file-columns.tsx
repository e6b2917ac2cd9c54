import {
  File,
  FileCog,
  FilePen,
  FilePlus,
  FileSymlink,
  FileX,
  Folder,
  type LucideIcon,
} from 'lucide-react'
import { classNames } from '#lib/class-names.ts'
import { formatSize } from '#lib/format-bytes.ts'
import { naturalCompare } from '#lib/natural-compare.ts'
import type { FileKind } from '#shared/contract/files.ts'
import { visibleText } from '#shared/visible-text.ts'
import { Age } from '#ui/age.tsx'
import type { Column } from '#ui/data-grid/data-grid.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import type { FileRow } from './file-rows.ts'
import styles from './files-tab.module.css'
import { modeDigits, modeText } from './mode-text.ts'

const ICONS: Readonly<Record<FileKind, LucideIcon>> = {
  file: File,
  folder: Folder,
  link: FileSymlink,
  other: FileCog,
}

const KIND_WORDS: Readonly<Record<FileKind, string>> = {
  file: 'File',
  folder: 'Folder',
  link: 'Link',
  other: 'Device or pipe',
}

const CHANGES = {
  added: { word: 'Added', icon: FilePlus },
  changed: { word: 'Changed', icon: FilePen },
  deleted: { word: 'Deleted', icon: FileX },
} as const

/** The columns of a folder; in a narrow pane the name stays. */
export const FILE_COLUMNS: readonly Column<FileRow>[] = [
  {
    id: 'name',
    title: 'Name',
    width: 'minmax(120px, 1fr)',
    render: Name,
    compare: (a, b) => naturalCompare(a.name, b.name),
  },
  {
    id: 'status',
    title: 'Change',
    width: '92px',
    render: Change,
    compare: (a, b) => orderOf(a) - orderOf(b),
    isUnknown: ({ change }) => change === undefined,
  },
  {
    id: 'size',
    title: 'Size',
    width: '74px',
    align: 'end',
    hideBelow: 300,
    render: ({ entry }) => entry?.kind === 'file' && formatSize(entry.size),
    compare: (a, b) => (a.entry?.size ?? 0) - (b.entry?.size ?? 0),
    isUnknown: ({ entry }) => entry?.kind !== 'file',
    firstDirection: 'descending',
  },
  {
    id: 'modified',
    title: 'Modified',
    width: '84px',
    hideBelow: 380,
    render: ({ entry }) => entry && <Age time={entry.modifiedAt} />,
    compare: (a, b) => (a.entry?.modifiedAt ?? 0) - (b.entry?.modifiedAt ?? 0),
    isUnknown: ({ entry }) => entry === undefined,
    firstDirection: 'descending',
  },
  {
    id: 'mode',
    title: 'Mode',
    width: '96px',
    hideBelow: 480,
    render: ({ entry }) =>
      entry && (
        <span className={styles.mode} data-tooltip={modeDigits(entry.mode)}>
          {modeText(entry.mode)}
        </span>
      ),
  },
  {
    id: 'owner',
    title: 'Owner',
    width: '120px',
    hideBelow: 600,
    render: ({ entry }) => entry?.owner && <SafeText text={`${entry.owner}:${entry.group}`} />,
    compare: (a, b) => naturalCompare(a.entry?.owner ?? '', b.entry?.owner ?? ''),
  },
  {
    id: 'target',
    title: 'Leads to',
    width: 'minmax(80px, 0.7fr)',
    hideBelow: 720,
    render: ({ entry }) =>
      entry?.target !== undefined && (
        <SafeText text={entry.target} className={styles.target} hint={visibleText(entry.target)} />
      ),
  },
]

function Name({ name, entry }: FileRow) {
  const Icon = entry ? ICONS[entry.kind] : FileX
  const to = entry?.target
  const hint = visibleText(to === undefined ? name : `${name} → ${to}`)
  return (
    <span className={classNames(styles.file, !entry && styles.gone)}>
      <Icon
        size={14}
        aria-hidden
        className={entry?.kind === 'folder' ? styles.folder : undefined}
      />
      <SafeText text={name} className={styles.name} hint={hint} />
    </span>
  )
}

/** What it is stands in the icon, and here for those who do not see that. */
function Change({ entry, change }: FileRow) {
  const kind = entry && <span className="visually-hidden">{KIND_WORDS[entry.kind]} </span>
  if (!change) return kind
  const { word, icon: Icon } = CHANGES[change]
  return (
    <>
      {kind}
      <span className={classNames(styles.change, styles[change])}>
        <Icon size={14} aria-hidden />
        {word}
      </span>
    </>
  )
}

function orderOf({ change }: FileRow): number {
  return change ? Object.keys(CHANGES).indexOf(change) : 0
}
