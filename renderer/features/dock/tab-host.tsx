import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import styles from './dock.module.css'
import type { DockTab } from './dock-tab.ts'
import { TabBody, type DrawStats } from './tab-body.tsx'

/** The element of each tab's content. It goes from group to group, and what is in it goes on. */
const hosts = new Map<string, HTMLElement>()

function hostOf(tabId: string): HTMLElement {
  const there = hosts.get(tabId)
  if (there) return there
  const host = document.createElement('div')
  host.className = styles.host ?? ''
  hosts.set(tabId, host)
  return host
}

export interface TabHostProps {
  readonly tab: DockTab
  /** It is the one that its group shows, and the dock is not collapsed. */
  readonly shown: boolean
  readonly focusWish: number | undefined
  readonly stats: DrawStats
}

/**
 * Draws a tab's content into its element, wherever that is. React never sees it move: no log is read
 * anew and no shell loses its screen.
 */
export const TabHost = memo(function TabHost({ tab, shown, focusWish, stats }: TabHostProps) {
  const { id, restored } = tab
  // Twenty logs that came back are twenty readings: each waits until somebody looks.
  const [isAwake, setAwake] = useState(!restored)
  if (shown && !isAwake) setAwake(true)
  useEffect(() => () => void hosts.delete(id), [id])
  return createPortal(
    isAwake && <TabBody tab={tab} stats={stats} focusWish={focusWish} />,
    hostOf(id),
  )
})

/** The place of a tab's content in its group. */
export function TabSlot({ tabId }: { readonly tabId: string }) {
  const slot = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => slot.current?.append(hostOf(tabId)), [tabId])
  return <div ref={slot} className={styles.host} />
}
