import {
  CornerLeftUp,
  FileUp,
  FolderPlus,
  FolderSearch,
  FolderUp,
  RotateCw,
  Upload,
} from 'lucide-react'
import { IconButton } from '#ui/icon-button.tsx'
import { MenuButton } from '#ui/menu.tsx'
import { SearchField } from '#ui/search-field.tsx'
import styles from './files-tab.module.css'

interface FilesBarProps {
  readonly isRoot: boolean
  readonly filter: string
  /** Why nothing may be changed; nothing where it may. */
  readonly blocked: string | undefined
  onUp(): void
  onFilter(text: string): void
  onGoTo(): void
  onReadAgain(): void
  onNewFolder(): void
  onUpload(what: 'files' | 'folder'): void
}

/** What can be done with the folder that is shown. */
export function FilesBar({ isRoot, filter, blocked, ...on }: FilesBarProps) {
  return (
    <div className={styles.bar}>
      <IconButton
        icon={CornerLeftUp}
        label="Up one folder"
        shortcut="Backspace"
        aria-disabled={isRoot}
        onClick={on.onUp}
      />
      <div className={styles.filter}>
        <SearchField label="Filter files" value={filter} onChange={on.onFilter} />
      </div>
      <div className={styles.tools}>
        <IconButton icon={FolderSearch} label="Go to path" onClick={on.onGoTo} />
        <IconButton icon={RotateCw} label="Read again" onClick={on.onReadAgain} />
        <IconButton
          icon={FolderPlus}
          label="New folder"
          hint={blocked ?? 'New folder'}
          aria-disabled={blocked !== undefined}
          onClick={on.onNewFolder}
        />
        <MenuButton
          align="end"
          trigger={
            <IconButton
              icon={Upload}
              label="Upload"
              hint={blocked ?? 'Upload'}
              disabled={blocked !== undefined}
            />
          }
          entries={[
            {
              id: 'files',
              label: 'Upload files…',
              icon: FileUp,
              run: () => on.onUpload('files'),
            },
            {
              id: 'folder',
              label: 'Upload folder…',
              icon: FolderUp,
              run: () => on.onUpload('folder'),
            },
          ]}
        />
      </div>
    </div>
  )
}
