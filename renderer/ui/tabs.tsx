import { Tabs as BaseTabs } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import styles from './tabs.module.css'

export interface TabItem {
  readonly id: string
  readonly title: string
  /** Drawn only while this tab is chosen. */
  render(): ReactNode
}

export interface TabsProps {
  /** The accessible name of the row of tabs. */
  readonly label: string
  readonly tabs: readonly TabItem[]
  readonly selected: string
  onSelect(id: string): void
}

/** A row of tabs over the chosen one's panel. Arrow keys move, Enter or Space chooses. */
export function Tabs({ label, tabs, selected, onSelect }: TabsProps) {
  return (
    <BaseTabs.Root
      className={styles.tabs}
      value={selected}
      onValueChange={(value) => onSelect(String(value))}
    >
      <BaseTabs.List className={styles.list} aria-label={label}>
        {tabs.map(({ id, title }) => (
          <BaseTabs.Tab key={id} value={id} className={styles.tab}>
            {title}
          </BaseTabs.Tab>
        ))}
      </BaseTabs.List>
      {tabs.map(({ id, render }) => (
        <BaseTabs.Panel key={id} value={id} className={styles.panel}>
          {id === selected && render()}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  )
}
