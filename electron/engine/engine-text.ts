import { visibleLines } from '#shared/visible-text.ts'

/** Longer words of an engine help nobody, and may be a whole page of a proxy. */
const MAX_SHOWN_CHARS = 4000

/** Text of an engine with its invisible characters shown, and not too long. */
export function engineText(text: string): string {
  const shown = text.length > MAX_SHOWN_CHARS ? `${text.slice(0, MAX_SHOWN_CHARS)}…` : text
  return visibleLines(shown)
}

/** The same on one line. */
export function engineLine(text: string): string {
  return engineText(text).replaceAll(/\s+/g, ' ').trim()
}
