import { ChevronDown, ChevronUp, Ellipsis, ListTree, Maximize2, Minimize2 } from 'lucide-react'
import { IconButton } from '#ui/icon-button.tsx'
import type { MenuEntry } from '#ui/menu-entry.ts'
import { menuEntries } from '#ui/menu-entry.ts'
import { MenuButton } from '#ui/menu.tsx'
import { bindCommands } from '../../commands/index.ts'
import { placeCommands } from './dock-commands.ts'
import styles from './dock.module.css'
import { useDock } from './dock-store.ts'
import type { DockTab } from './dock-tab.ts'
import { tabCommands } from './tab-commands.ts'

export interface DockButtonsProps {
  /** The tab that is shown where the person is. */
  readonly tab: DockTab | undefined
  readonly expanded: boolean
  readonly maximised: boolean
}

/** What is done with the whole dock, in its corner. */
export function DockButtons({ tab, expanded, maximised }: DockButtonsProps) {
  return (
    <div className={styles.buttons}>
      <span className={styles.rare}>
        <MenuButton
          align="end"
          trigger={<IconButton small icon={Ellipsis} label="More dock actions" />}
          entries={entriesFor(tab)}
        />
      </span>
      {tab && (
        <span className={styles.rare}>
          <IconButton small icon={ListTree} label="Reveal in list" onClick={() => reveal(tab)} />
        </span>
      )}
      <IconButton
        small
        icon={maximised ? Minimize2 : Maximize2}
        label={maximised ? 'Restore dock' : 'Maximise dock'}
        shortcut="Mod+Shift+M"
        onClick={() => useDock.getState().toggleMaximised()}
      />
      <IconButton
        small
        icon={expanded ? ChevronDown : ChevronUp}
        label={expanded ? 'Collapse dock' : 'Expand dock'}
        shortcut="Mod+`"
        aria-expanded={expanded}
        onClick={() => useDock.getState().toggle()}
      />
    </div>
  )
}

function reveal(tab: DockTab): void {
  bindCommands(tabCommands, [tab])
    .find(({ id }) => id === 'dock.reveal')
    ?.run()
}

function entriesFor(tab: DockTab | undefined): readonly MenuEntry[] {
  return menuEntries([
    ...bindCommands(tabCommands, tab ? [tab] : []),
    ...bindCommands(placeCommands, []),
  ])
}
