/** The ends of a bracketed paste. Within a text they would let it go on as typed keys. */
const PASTE_MARKS = /\x1b\[20[01]~/g

/** The other control characters are keys of their own. Tab and line ends stay. */
const CONTROLS = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g

/** The text as a terminal may be given it: no control characters, every line end as Enter. */
export function cleanPaste(text: string): string {
  return text
    .replace(PASTE_MARKS, '')
    .replace(CONTROLS, '')
    .replace(/\r\n?|\n/g, '\r')
}

/** How many lines a cleaned text has; a line end at its end begins none. */
export function pastedLines(cleaned: string): number {
  return cleaned.replace(/\r$/, '').split('\r').length
}
