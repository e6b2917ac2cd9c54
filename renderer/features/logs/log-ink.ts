import type { LogPiece } from './log-piece.ts'

const RESET = '\u001b[0m'
const GREY = '\u001b[90m'
const COLOUR = /\u001b\[[\d;:]*m/g
/** Ends what a line began and did not end: a sequence would take the next lines into it. */
const CANCEL = '\u0018'
const END_LINK = '\u001b]8;;\u001b\\'
const LINK = '\u001b]8;'
const IS_RESET = /^\u001b\[0*m$/

/** A program that never resets its colours would make this grow for ever. */
const MAX_CARRIED = 16

/** Turns pieces into what xterm is given. */
export interface LogInk {
  /** The line break stands before a line, so that the newest line is the last row. */
  inked(piece: LogPiece, stamps: boolean): string
  /** The next line is the first. */
  restart(): void
}

/** Puts line breaks and stamps between lines, and leaves a program's colours as they would be. */
export function createLogInk(): LogInk {
  let isFirst = true
  let carried: readonly string[] = []
  let linked = false

  function carry(text: string): void {
    for (const [colour] of text.matchAll(COLOUR)) {
      carried = IS_RESET.test(colour) ? [] : [...carried, colour].slice(-MAX_CARRIED)
    }
  }

  return {
    inked({ source, stamp, text, starts }, stamps) {
      const lineBreak = starts && !isFirst ? `${CANCEL}${linked ? END_LINK : ''}\n` : ''
      isFirst = false
      if (starts) linked = false
      if (source === 'note') return `${lineBreak}${RESET}${GREY}${text}${RESET}${carried.join('')}`
      const shown =
        starts && stamps && stamp !== ''
          ? `${RESET}${GREY}${shownStamp(stamp)} ${RESET}${carried.join('')}`
          : ''
      if (text.includes('\u001b')) {
        carry(text)
        linked ||= text.includes(LINK)
      }
      return `${lineBreak}${shown}${text}`
    },
    restart() {
      isFirst = true
      carried = []
      linked = false
    },
  }
}

/** `2026-11-23 21:16:41.123` in the time of this place. */
export function shownStamp(stamp: string): string {
  const date = new Date(stamp.replace(/(\.\d{3})\d+/, '$1'))
  if (Number.isNaN(date.getTime())) return stamp
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, -1).replace('T', ' ')
}
