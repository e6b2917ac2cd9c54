import { focusList } from '../../shell/use-object-list.ts'
import { useDock } from './dock-store.ts'

/** Closes a tab; the focus goes to the tab that takes its place, or back to the list. */
export function closeTab(tabId: string): void {
  const hadFocus = document.activeElement?.closest('[data-region="dock"]') !== null
  useDock.getState().close(tabId)
  if (!hadFocus) return
  requestAnimationFrame(() => {
    const tab = document.querySelector<HTMLElement>(
      '[data-region="dock"] [role="tab"][aria-selected="true"]',
    )
    if (tab) tab.focus()
    else focusList()
  })
}
