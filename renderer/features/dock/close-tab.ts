import { focusList } from '../../shell/use-object-list.ts'
import { tabElement } from './dock-elements.ts'
import { activeTab, useDock } from './dock-store.ts'

/** Closes a tab; the focus goes to the tab that takes its place, or back to the list. */
export function closeTab(tabId: string): void {
  const hadFocus = document.activeElement?.closest('[data-region="dock"]') !== null
  useDock.getState().close(tabId)
  if (!hadFocus) return
  requestAnimationFrame(() => {
    const next = activeTab(useDock.getState())
    if (next) tabElement(next.id)?.focus()
    else focusList()
  })
}
