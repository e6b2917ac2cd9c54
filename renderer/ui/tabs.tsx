import { Tabs as BaseTabs } from '@base-ui/react/tabs'
import { useEffect, useRef, type ReactNode } from 'react'
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
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => keepSelectedInView(list.current), [])
  return (
    <BaseTabs.Root
      className={styles.tabs}
      value={selected}
      onValueChange={(value) => onSelect(String(value))}
    >
      <BaseTabs.List ref={list} className={styles.list} aria-label={label}>
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

/** A pane that opens is narrow for a moment: the chosen tab is scrolled for that, and then stays so. */
function keepSelectedInView(list: HTMLElement | null): (() => void) | undefined {
  if (!list) return undefined
  const observer = new ResizeObserver(() => {
    const chosen = list.querySelector('[aria-selected="true"]')
    chosen?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })
  observer.observe(list)
  return () => observer.disconnect()
}
