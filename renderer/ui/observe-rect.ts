import { observeElementRect, type Rect, type Virtualizer } from '@tanstack/react-virtual'

/** Where nothing is laid out (hidden, or a document without a screen), rows for this much. */
const FALLBACK_RECT: Rect = { width: 1200, height: 640 }

/** Tells a list of any length how much of it there is room for. */
export function observeRect(
  instance: Virtualizer<HTMLElement, Element>,
  report: (rect: Rect) => void,
): void | (() => void) {
  return observeElementRect(instance, (rect) => report(rect.height === 0 ? FALLBACK_RECT : rect))
}
