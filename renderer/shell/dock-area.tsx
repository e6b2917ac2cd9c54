import type { ReactNode } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { Dock, useDock } from '#features/dock'
import { classNames } from '#lib/class-names.ts'
import styles from './dock-area.module.css'

/** The page, with the dock of logs and terminals under it while it is open. */
export function DockArea({ children }: { readonly children: ReactNode }) {
  const open = useDock((dock) => dock.open && dock.tabs.length > 0)
  const maximised = useDock((dock) => dock.maximised) && open
  return (
    <Group orientation="vertical" className={styles.area}>
      <Panel
        id="page"
        minSize="120px"
        inert={maximised}
        className={classNames(maximised && styles.under)}
      >
        {children}
      </Panel>
      {open && (
        <>
          <Separator className={styles.separator} aria-label="Height of the dock" />
          <Panel
            id="dock"
            minSize="96px"
            defaultSize="36%"
            groupResizeBehavior="preserve-pixel-size"
            className={classNames(maximised && styles.maximised)}
          >
            <div className={styles.dock} data-region="dock">
              <Dock />
            </div>
          </Panel>
        </>
      )}
    </Group>
  )
}
