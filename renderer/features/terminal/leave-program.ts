import type { Terminal } from '@xterm/xterm'

/** A program that was cut off may have left the mouse, a colour or its kind of paste on. */
const RESET_MODES = '\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[!p\x1b[0m'

/** Puts the cursor back to where the program found it: on no other screen, it found it nowhere. */
const LEAVE_SCREEN = '\x1b[?1049l'

/** The part of xterm that says which screen it shows; the headless one has it too. */
interface Screen {
  readonly buffer: { readonly active: Pick<Terminal['buffer']['active'], 'type'> }
}

/** Makes the terminal ready for another shell, under all that is there. `write` ends when it is drawn. */
export async function leaveProgram(
  term: Screen,
  write: (text: string) => Promise<void>,
): Promise<void> {
  // Only when the last of the program is drawn is it known where it left the screen.
  await write('')
  const leave = term.buffer.active.type === 'alternate' ? LEAVE_SCREEN : ''
  await write(`${leave}${RESET_MODES}\r\n`)
}
