/** Pixels between the action and what is asked about it, and from the window's edges. */
const GAP_PX = 6
const EDGE_PX = 12

/** Where somebody acts just now: the focused control, or the name of the focused list's active row. */
export function placeOfAction(): DOMRect | undefined {
  const focused = document.activeElement
  if (!focused || focused === document.body) return undefined
  const row = document.getElementById(focused.getAttribute('aria-activedescendant') ?? '')
  const name = row?.querySelector('[data-cell="name"]')
  return (name ?? row ?? focused).getBoundingClientRect()
}

/** The top left corner, in pixels, of something of this size under the place, inside the window. */
export function cornerBeside(
  place: Pick<DOMRect, 'left' | 'top' | 'bottom'>,
  size: { readonly width: number; readonly height: number },
  window: { readonly innerWidth: number; readonly innerHeight: number },
): { readonly left: number; readonly top: number } {
  const below = place.bottom + GAP_PX
  const fitsBelow = below + size.height + EDGE_PX <= window.innerHeight
  const top = fitsBelow ? below : place.top - GAP_PX - size.height
  const right = window.innerWidth - EDGE_PX - size.width
  return {
    left: Math.max(EDGE_PX, Math.min(place.left, right)),
    top: Math.max(EDGE_PX, top),
  }
}
