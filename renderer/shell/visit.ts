import { useDock } from '#features/dock'
import { goTo, type Place } from './navigation.ts'

/** A page whose list is not there by then shows something else. */
const ARRIVAL_MS = 2000

/** Where the focus goes when details cover the list. */
const DETAILS = '[data-region="detail"] [role="tab"][aria-selected="true"]'

/**
 * Goes to a place as keys do: the focus goes along, to the list with this title, or to what the page has in its place. Resolves when it
 * has arrived.
 */
export async function visit(place: Place, title: string): Promise<void> {
  if (useDock.getState().maximised) useDock.setState({ maximised: false })
  goTo(place)
  await arrive(`[data-region="list"] :is([role="grid"], [data-page])[aria-label="${title}"]`)
}

async function arrive(selector: string): Promise<void> {
  const deadline = performance.now() + ARRIVAL_MS
  // A palette that has just closed first gives the focus back to where it came from.
  await nextFrame()
  do {
    // oxlint-disable-next-line no-await-in-loop -- it waits for the page
    await nextFrame()
    const list = document.querySelector<HTMLElement>(selector)
    if (list) return focusVisible(list)
  } while (performance.now() < deadline)
}

function focusVisible(list: HTMLElement): void {
  const isCovered = list.closest('[inert]') !== null
  const target = isCovered ? document.querySelector<HTMLElement>(DETAILS) : list
  target?.focus({ preventScroll: true })
}

function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve))
}
