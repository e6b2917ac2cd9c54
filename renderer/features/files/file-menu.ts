import {
  ClipboardCopy,
  Download,
  Eye,
  FileLock,
  FolderDown,
  FolderOpen,
  PencilLine,
  Trash2,
} from 'lucide-react'
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
  const size = entry?.kind === 'file' ? { size: entry.size } : {}
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
            run: () => void download(target, path, { as: 'file', ...size }),
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
