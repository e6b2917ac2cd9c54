/** Longer words of an engine help nobody, and may be a whole page of a proxy. */
const MAX_SHOWN_CHARS = 4000

/** C0 controls have pictures in Unicode, in the same order from here on. */
const CONTROL_PICTURES = 0x2400
const DELETE_PICTURE = '\u2421'

/** Tab and line feed are how engines lay out their text; BiDi marks reorder what is read. */
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/** Text of an engine with its control and direction characters made visible, and not too long. */
export function visibleText(text: string): string {
  const shown = text.length > MAX_SHOWN_CHARS ? `${text.slice(0, MAX_SHOWN_CHARS)}…` : text
  return shown.replaceAll(HIDDEN, toPicture)
}

/** The same on one line. */
export function visibleLine(text: string): string {
  return visibleText(text).replaceAll(/\s+/g, ' ').trim()
}

function toPicture(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(CONTROL_PICTURES + code)
  if (code === 0x7f) return DELETE_PICTURE
  return `\\u${code.toString(16).padStart(4, '0')}`
}
