import type { Budget } from './budget.ts'

/** Titles, links and colours take far less; xterm would keep 10 MB of one. */
export const MAX_STRING_CHARS = 64 * 1024

/** Longer than any real colour sequence. */
const MAX_CSI_CHARS = 256

export interface FilterOptions {
  /** Lets colours, links and lines through and nothing else: for logs, where text only flows. */
  readonly textOnly: boolean
  /** Each link that a program makes takes one; without them its text stays plain. */
  readonly links: Budget
}

/** No script stacks more in one cell, and flags have seven; 200,000 took the page 19 s to draw. */
export const MAX_MARKS = 8

/** Gives what of the text may go to xterm. It keeps an unfinished sequence for the next call. */
export type SequenceFilter = (text: string) => string

/** Where ordinary text ends: ESC, and the C1 characters that begin sequences by themselves. */
const OPENER = /[\u001b\u0080-\u009f]/g
/** What ends a string for xterm; BEL ends only an OSC. */
const STRING_END = /[\u0018\u001a\u001b\u0080-\u009f]/g
const OSC_END = /[\u0007\u0018\u001a\u001b\u0080-\u009f]/g
/** Controls that xterm carries out within a sequence, which goes on after them. */
const WITHIN = /[\u0000-\u0017\u0019\u001c-\u001f\u007f]/
/** All controls but backspace, tab, line feed and carriage return. */
const NO_TEXT = /[\u0000-\u0007\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f]/g

/** Drawn over the character before them, in the same cell: accents, joiners, and what is not seen. */
const MARKS = /[\p{M}\p{Cf}]+/gu
const ASCII_ONLY = /^[\u0000-\u007f]*$/

const ESC = '\u001b'
const STRING_TERMINATOR = `${ESC}\\`
/** An OSC 8 without an address, which ends the link before it. */
const NO_LINK = `${ESC}]8;;`
const STRINGS = new Set(['P', ']', 'X', '^', '_'])

type State = 'text' | 'escape' | 'csi' | 'string'

/**
 * Drops control strings (OSC, DCS, APC, PM, SOS) beyond a size, counts links, and for logs drops
 * all that would move the cursor. It follows xterm's own parser, however the text is cut.
 */
export function createSequenceFilter({ textOnly, links }: FilterOptions): SequenceFilter {
  let state: State = 'text'
  /** The unfinished sequence, from its first character. */
  let held = ''
  let stringKind = ''
  let tooLong = false
  /** xterm has the string, and the escape that ends it is still held. */
  let unended = false
  let out = ''
  /** Marks at the end of the text so far. After a sequence xterm draws them into no cell before. */
  let marks = 0

  function enter(next: State, from: string): void {
    state = next
    held = from
    tooLong = false
    unended = false
  }

  /** The sequence is over: it goes on to xterm, or it does not. */
  function leave(passes: string): void {
    out += passes
    state = 'text'
    held = ''
  }

  function takeText(text: string, from: number): number {
    OPENER.lastIndex = from
    const end = OPENER.exec(text)?.index ?? text.length
    const plain = limitMarks(text.slice(from, end))
    out += textOnly ? plain.replace(NO_TEXT, '') : plain
    if (end === text.length) return end
    openWith(text.charAt(end))
    return end + 1
  }

  function limitMarks(text: string): string {
    if (ASCII_ONLY.test(text)) {
      if (text !== '') marks = 0
      return text
    }
    let ended = 0
    const kept = text.replace(MARKS, (run, at: number) => {
      const before = at === 0 ? marks : 0
      const all = Array.from(run)
      marks = before + all.length
      ended = at + run.length
      return all.slice(0, Math.max(0, MAX_MARKS - before)).join('')
    })
    if (ended < text.length) marks = 0
    return kept
  }

  function openWith(char: string): void {
    if (char === ESC) return enter('escape', ESC)
    // A C1 character is ESC and the character 64 places before it.
    take7Bit(String.fromCharCode(char.charCodeAt(0) - 0x40), char)
  }

  function takeEscape(char: string): void {
    // xterm carries it out at once: before the sequence is as well as within it.
    if (WITHIN.test(char)) {
      if (!textOnly) out += unended ? STRING_TERMINATOR + char : char
      unended = false
    } else if (char === ESC || isC1(char)) {
      if (!textOnly) out += held
      openWith(char)
    } else if (textOnly && char >= ' ' && char <= '/') held += char
    else if (held.length > 1 && textOnly) leave('')
    else take7Bit(char, held + char)
  }

  function take7Bit(char: string, sequence: string): void {
    if (STRINGS.has(char)) {
      stringKind = char
      enter('string', textOnly ? ESC + char : sequence)
    } else if (char === '[' && textOnly) enter('csi', `${ESC}[`)
    else leave(textOnly ? '' : sequence)
  }

  function takeCsi(char: string): void {
    if (WITHIN.test(char)) return
    if (char === ESC || isC1(char)) return openWith(char)
    if (held.length <= MAX_CSI_CHARS) held += char
    if (char === '\u0018' || char === '\u001a') leave('')
    else if (char >= '@') leave(isColour(held) ? held : '')
  }

  function takeString(text: string, from: number): number {
    const ends = stringKind === ']' ? OSC_END : STRING_END
    ends.lastIndex = from
    const end = ends.exec(text)?.index ?? text.length
    keep(text.slice(from, end))
    if (end === text.length) return end
    endString(text.charAt(end))
    return end + 1
  }

  function keep(part: string): void {
    if (tooLong || held.length + part.length > MAX_STRING_CHARS) {
      tooLong = true
      held = ''
    } else held += part
  }

  function endString(char: string): void {
    const passed = tooLong ? '' : allowed(held)
    const opensNext = char === ESC || isC1(char)
    const end = opensNext ? '' : char
    // Colours alone pass for logs, so xterm must see the end of a link at once.
    if (textOnly && passed !== '') leave(passed + STRING_TERMINATOR)
    else leave(passed === '' || textOnly ? '' : passed + end)
    if (opensNext) openWith(char)
    unended = opensNext && !textOnly && passed !== ''
  }

  function allowed(string: string): string {
    const link = stringKind === ']' ? linkIn(string) : undefined
    if (link === undefined) return textOnly ? '' : string
    return link === '' || links.take() ? string : NO_LINK
  }

  return (text) => {
    out = ''
    let at = 0
    while (at < text.length) {
      if (state === 'text') at = takeText(text, at)
      else if (state === 'string') at = takeString(text, at)
      else {
        const char = text.charAt(at++)
        if (state === 'escape') takeEscape(char)
        else takeCsi(char)
      }
    }
    return out
  }
}

/** The address that an OSC 8 links to; empty where it ends a link; nothing for another OSC. */
function linkIn(osc: string): string | undefined {
  return /^(?:\u001b\]|\u009d)8;[^;]*;(.*)$/s.exec(osc)?.[1]
}

function isColour(csi: string): boolean {
  return csi.length <= MAX_CSI_CHARS && /^\u001b\[[\d;:]*m$/.test(csi)
}

function isC1(char: string): boolean {
  return char >= '\u0080' && char <= '\u009f'
}
