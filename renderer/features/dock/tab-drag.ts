import type { PointerEvent } from 'react'
import { create } from 'zustand'
import { dropAt, type Drop, type GroupBoxes } from './drop-place.ts'
import { hasRoomToSplit, keepFocus } from './dock-elements.ts'
import { useDock, type TabPlace } from './dock-store.ts'
import { groupWith } from './dock-tree.ts'

/** A hand that clicks moves less than this. */
const DRAG_PX = 5
const PRIMARY_BUTTON = 0

interface TabDrag {
  /** The tab that is being dragged. */
  readonly tab: string | undefined
  /** Where it would go if it was let go now. */
  readonly drop: Drop | undefined
}

const NONE: TabDrag = { tab: undefined, drop: undefined }

/** What is being dragged. */
export const useTabDrag = create<TabDrag>()(() => NONE)

/** Drags a tab from where the pointer went down on it; Escape lets it stay where it was. */
export function startTabDrag(tabId: string, down: PointerEvent<HTMLElement>): void {
  if (down.button !== PRIMARY_BUTTON) return
  const { currentTarget: tab, pointerId } = down
  const ending = new AbortController()
  const options = { signal: ending.signal }
  const end = () => {
    ending.abort()
    useTabDrag.setState(NONE)
  }
  const move = ({ clientX: x, clientY: y }: globalThis.PointerEvent) => {
    const isDragged = useTabDrag.getState().tab !== undefined
    if (!isDragged && Math.hypot(x - down.clientX, y - down.clientY) < DRAG_PX) return
    // Not sooner: a click must stay one of what is under the pointer.
    if (!isDragged) tab.setPointerCapture(pointerId)
    useTabDrag.setState({ tab: tabId, drop: possible(tabId, dropAt({ x, y }, groupsOnScreen())) })
  }
  const letGo = () => {
    const { drop } = useTabDrag.getState()
    end()
    if (drop) keepFocus(() => useDock.getState().move(tabId, drop.place))
  }
  const cancelByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || useTabDrag.getState().tab === undefined) return
    event.preventDefault()
    event.stopPropagation()
    end()
  }
  window.addEventListener('pointermove', move, options)
  window.addEventListener('pointerup', letGo, options)
  window.addEventListener('pointercancel', end, options)
  window.addEventListener('keydown', cancelByKey, { ...options, capture: true })
}

/** What would change nothing, or make a group that is too small, is no place to go. */
function possible(tabId: string, drop: Drop | undefined): Drop | undefined {
  return drop && isPossible(tabId, drop.place) ? drop : undefined
}

function isPossible(tabId: string, place: TabPlace): boolean {
  const own = groupWith(useDock.getState().layout, tabId)
  const isOwn = own?.id === place.group
  if ('index' in place) {
    const at = own?.tabs.indexOf(tabId)
    return !isOwn || (place.index !== at && place.index - 1 !== at)
  }
  if (isOwn && own.tabs.length === 1) return false
  const isBeside = place.edge === 'left' || place.edge === 'right'
  return hasRoomToSplit(place.group, isBeside ? 'row' : 'column')
}

function groupsOnScreen(): readonly GroupBoxes[] {
  return Array.from(document.querySelectorAll<HTMLElement>('[data-dock-group]'), (group) => ({
    id: group.dataset['dockGroup'] ?? '',
    bar: boxOf(group.querySelector('[data-dock-bar]')),
    tabs: Array.from(group.querySelectorAll('[data-dock-tab]'), boxOf),
    body: boxOf(group.querySelector('[data-dock-body]')),
  }))
}

function boxOf(element: Element | null): DOMRect {
  return element?.getBoundingClientRect() ?? new DOMRect()
}
