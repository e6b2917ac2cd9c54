/** Control characters, and those that turn the direction of text or are not seen at all. */
const INVISIBLE =
  // oxlint-disable-next-line no-control-regex -- these are what we look for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g

const LAYOUT: ReadonlySet<string> = new Set(['\t', '\n'])

/** U+2400 has a picture for each of the first 32 control characters, in their order. */
const CONTROL_PICTURES = 0x2400
const DELETE_PICTURE = '\u2421'
const DELETE = 0x7f
const FIRST_PRINTABLE = 0x20

/** The text with a visible mark for each invisible character: a right-to-left override between a and b reads `a⟨202E⟩b`. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, mark)
}

/** The same for text of several lines: tabs and line feeds are how they are laid out. */
export function visibleLines(text: string): string {
  return text.replace(INVISIBLE, (character) =>
    LAYOUT.has(character) ? character : mark(character),
  )
}

function mark(character: string): string {
  const code = character.charCodeAt(0)
  if (code < FIRST_PRINTABLE) return String.fromCharCode(CONTROL_PICTURES + code)
  if (code === DELETE) return DELETE_PICTURE
  return `⟨${code.toString(16).toUpperCase().padStart(4, '0')}⟩`
}
