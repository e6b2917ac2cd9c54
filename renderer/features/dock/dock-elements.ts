/** Half of a group must show a tab's name and some columns, or its row of tabs and some lines. */
export const MIN_GROUP_PX = { row: 160, column: 90 } as const

/** Whether a group that is on screen is large enough to be two. */
export function hasRoomToSplit(groupId: string, direction: 'row' | 'column'): boolean {
  const element = document.querySelector(`[data-dock-group="${groupId}"]`)
  if (!element) return false
  const { width, height } = element.getBoundingClientRect()
  return (direction === 'row' ? width : height) >= 2 * MIN_GROUP_PX[direction]
}

/** The group in which this element is. */
export function groupAround(target: EventTarget | null): string | undefined {
  if (!(target instanceof Element)) return undefined
  return target.closest<HTMLElement>('[data-dock-group]')?.dataset['dockGroup']
}

/** The button of a tab. */
export function tabElement(tabId: string): HTMLElement | null {
  return document.querySelector(`[data-dock-tab="${tabId}"]`)
}

/** Moves tabs: what had the focus loses it on the way, and has it again. */
export function keepFocus(move: () => void): void {
  const focused = document.activeElement
  const tab = focused?.closest<HTMLElement>('[data-dock-tab]')?.dataset['dockTab']
  move()
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return
    if (tab !== undefined) tabElement(tab)?.focus()
    else if (focused instanceof HTMLElement) focused.focus()
  })
}
