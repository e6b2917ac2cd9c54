import {
  ClipboardCopy,
  Download,
  Eye,
  FileLock,
  FolderDown,
  FolderOpen,
  PencilLine,
  Trash2,
  type LucideIcon,
} from 'lucide-react'
import { plural } from '#lib/plural.ts'
import { MAX_CHOSEN } from '#shared/contract/files.ts'
import { parentOf } from '#shared/posix-path.ts'
import { menuEntries, type MenuAction, type MenuEntry } from '#ui/menu-entry.ts'
import { engine } from '../../ipc/client.ts'
import { changeMode, removeFiles, renameFile } from './change-files.tsx'
import { download, extract } from './download.ts'
import type { FileRow } from './file-rows.ts'
import type { FilesTarget } from './files-place.ts'

/** What can be done to a row, and what comes of it. */
export interface FileHands {
  readonly target: FilesTarget
  /** Why a program inside cannot change anything; nothing where it can. */
  readonly whyNot: string | undefined
  open(row: FileRow): void
  /** The folder is no longer as it was; `path`, where there is something to be shown now. */
  changed(path?: string): void
}

/** What can be done to several rows of a folder at once: their menu and the bar under the list. */
export function severalActions(
  rows: readonly FileRow[],
  { target, whyNot, changed }: FileHands,
): readonly SeveralAction[] {
  const folder = parentOf(rows[0]?.path ?? '/')
  const only = rows.map(({ name }) => name)
  const tooMany = unless(rows.length > MAX_CHOSEN ? TOO_MANY : undefined)
  return [
    {
      id: 'extract',
      label: 'Download…',
      icon: FolderDown,
      ...tooMany,
      run: () => void extract(target, folder, only),
    },
    {
      id: 'tar',
      label: 'Download as tar…',
      icon: Download,
      ...tooMany,
      run: () => void download(target, folder, { as: 'tar', only }),
    },
    {
      id: 'remove',
      label: 'Remove…',
      icon: Trash2,
      shortcut: 'Delete',
      danger: true,
      ...unless(whyNot),
      run: () => void removeFiles(target, rows).then((isDone) => isDone && changed()),
    },
  ]
}

type SeveralAction = MenuAction & {
  readonly icon: LucideIcon
  readonly blocked: string | undefined
}

function unless(blocked: string | undefined) {
  return { blocked, disabled: blocked !== undefined }
}

const TOO_MANY = `At most ${MAX_CHOSEN.toLocaleString('en')} at once: download the folder that they are in`

/** The menu of several rows. */
export function severalMenu(rows: readonly FileRow[], hands: FileHands): readonly MenuEntry[] {
  const actions = severalActions(rows, hands)
  const why = actions.find(({ blocked }) => blocked !== undefined)?.blocked
  const title = { id: 'count', label: `${plural(rows.length, 'item')} selected`, disabled: true }
  return [
    { ...title, run: () => {} },
    'separator',
    ...menuEntries(actions),
    ...(why === undefined ? [] : [{ id: 'why-not', label: why, disabled: true, run: () => {} }]),
  ]
}

type Grouped = MenuAction & { readonly group: string }

/** Everything that can be done to a row. What cannot be done just now is greyed, and says why. */
export function fileMenu(row: FileRow, hands: FileHands): readonly MenuEntry[] {
  const { whyNot } = hands
  const copy: Grouped = {
    group: 'copy',
    id: 'copy-path',
    label: 'Copy path',
    icon: ClipboardCopy,
    run: () => void engine.desktop.copyText({ text: row.path }),
  }
  // It is only remembered.
  if (!row.entry) return [copy]
  const entries = menuEntries([...openActions(row, hands), copy, ...changeActions(row, hands)])
  if (whyNot === undefined) return entries
  return [...entries, { id: 'why-not', label: whyNot, disabled: true, run: () => {} }]
}

function openActions(row: FileRow, { target, open }: FileHands): readonly Grouped[] {
  const { path, entry } = row
  const isFolder = entry?.kind === 'folder'
  const shared = { group: 'open' }
  return [
    {
      ...shared,
      id: 'open',
      label: 'Open',
      icon: isFolder ? FolderOpen : Eye,
      shortcut: 'Enter',
      run: () => open(row),
    },
    ...(isFolder
      ? [
          {
            ...shared,
            id: 'extract',
            label: 'Download folder…',
            icon: FolderDown,
            run: () => void extract(target, path),
          },
          {
            ...shared,
            id: 'tar',
            label: 'Download as tar…',
            icon: Download,
            run: () => void download(target, path, { as: 'tar' }),
          },
        ]
      : [
          {
            ...shared,
            id: 'download',
            label: 'Download…',
            icon: Download,
            disabled: entry?.kind === 'other',
            run: () => void download(target, path, { as: 'file' }),
          },
        ]),
  ]
}

function changeActions(row: FileRow, hands: FileHands): readonly Grouped[] {
  const { whyNot, changed, target } = hands
  const shared = { group: 'change', disabled: whyNot !== undefined }
  return [
    {
      ...shared,
      id: 'rename',
      label: 'Rename…',
      icon: PencilLine,
      shortcut: 'F2',
      run: () => void renameFile(target, row).then((path) => path !== undefined && changed(path)),
    },
    {
      ...shared,
      id: 'mode',
      label: 'Change mode…',
      icon: FileLock,
      // The mode of what it leads to would be changed.
      disabled: shared.disabled || row.entry?.kind === 'link',
      run: () => void changeMode(target, row).then((isDone) => isDone && changed(row.path)),
    },
    {
      ...shared,
      group: 'end',
      id: 'remove',
      label: 'Remove…',
      icon: Trash2,
      shortcut: 'Delete',
      danger: true,
      run: () => void removeFiles(target, [row]).then((isDone) => isDone && changed()),
    },
  ]
}
