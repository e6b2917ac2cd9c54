import { expect, test } from 'vitest'
import { headlessTerminal } from '../../xterm/headless-terminal.ts'
import { leaveProgram } from './leave-program.ts'

/** A terminal that was given this, and then another shell. */
async function reconnectAfter(output: string) {
  const { term, write, text } = headlessTerminal(true)
  void write(output)
  await leaveProgram(term, write)
  await write('$ echo again')
  return { text: text(), screen: term.buffer.active.type, mouse: term.modes.mouseTrackingMode }
}

const LINES = Array.from({ length: 30 }, (_, at) => `${at + 1}\r\n`).join('')

test('after plain output the next shell goes on below it', async () => {
  const { text } = await reconnectAfter(`${LINES}bye`)
  expect(text).toBe(`${LINES.replaceAll('\r', '')}bye\n$ echo again`)
})

test('after a program with a screen of its own, the next shell goes on where that began', async () => {
  const { text, screen } = await reconnectAfter(`${LINES}$ top\x1b[?1049h\x1b[H\x1b[7mPID`)
  expect(screen).toBe('normal')
  expect(text).toBe(`${LINES.replaceAll('\r', '')}$ top\n$ echo again`)
})

test('a mouse that the program listened to is free again', async () => {
  const { mouse } = await reconnectAfter('\x1b[?1002h\x1b[?1006h')
  expect(mouse).toBe('none')
})
