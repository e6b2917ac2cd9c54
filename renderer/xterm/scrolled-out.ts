import type { Terminal } from '@xterm/xterm'

/** What decides which lines a terminal keeps; the headless one has it too. */
export interface KeepingTerminal {
  readonly rows: number
  readonly options: { readonly scrollback?: number }
  readonly buffer: { readonly active: { readonly type: 'normal' | 'alternate' } }
  readonly parser: Pick<Terminal['parser'], 'registerCsiHandler'>
}

/** Anything that is not printed, does not end a line and is no tab. */
export const NOT_PLAIN = /[^\t\n\r\u0020-\u007e]/g

/**
 * More lines than are kept: the first of them may be printed over what stood on the screen, and it
 * may have become higher. No screen is.
 */
const MORE_LINES = 1000

/** Ends a control sequence that the text may begin within, or is printed. */
const ENDS_SEQUENCE = /[@-~]/

/**
 * Leaves out of a text the lines that are scrolled out by the rest of it: nobody could ever see them,
 * and a flood consists of them. xterm's buffer is the same afterwards as with them.
 */
export function createScrolledOutFilter(
  term: KeepingTerminal,
  moreLines = MORE_LINES,
): (text: string) => string {
  // A part of the screen that scrolls by itself keeps the rows around it.
  let scrollsInPart = false
  term.parser.registerCsiHandler({ final: 'r' }, (params) => {
    const [top, bottom] = params.filter((value) => typeof value === 'number')
    if (term.buffer.active.type === 'normal') {
      scrollsInPart = Number(top) > 1 || (Number(bottom) > 0 && Number(bottom) < term.rows)
    }
    return false
  })

  return (text) => {
    const kept = (term.options.scrollback ?? 0) + moreLines
    if (text.length < 2 * kept || scrollsInPart || term.buffer.active.type !== 'normal') return text
    NOT_PLAIN.lastIndex = 0
    if (NOT_PLAIN.test(text)) return text
    const begin = text.search(ENDS_SEQUENCE) + 1
    const end = startOfLines(text, kept)
    return begin > 0 && begin < end ? text.slice(0, begin) + text.slice(end) : text
  }
}

/** Where the line end stands after which so many lines come; -1 where there are not as many. */
function startOfLines(text: string, count: number): number {
  let at = text.length
  for (let left = count; left > 0 && at > 0; left--) at = text.lastIndexOf('\r\n', at - 1)
  return at
}
