import { array, assert, asyncProperty, nat } from 'fast-check'
import { expect, test } from 'vitest'
import { Terminal } from '@xterm/headless'
import { linesOfRows } from './rows-from-end.ts'

function write(term: Terminal, text: string): Promise<void> {
  return new Promise((resolve) => term.write(text, resolve))
}

test('rows below the newest line belong to none', async () => {
  const term = new Terminal({ cols: 10, rows: 5, convertEol: true, allowProposedApi: true })
  await write(term, 'one\ntwo is long enough\nthree')
  expect(linesOfRows(term.buffer.active, term.rows)).toEqual([2, 1, 1, 0, undefined])
})

test('each row on the screen finds its line, wherever the reader is', async () => {
  await assert(
    asyncProperty(array(nat(35), { minLength: 1, maxLength: 60 }), nat(60), async (lengths, up) => {
      const term = new Terminal({
        cols: 10,
        rows: 6,
        scrollback: 30,
        convertEol: true,
        allowProposedApi: true,
      })
      // Each line is made of the character for its number from the end.
      const character = (line: number) => String.fromCodePoint(0x100 + line)
      const last = lengths.length - 1
      await write(term, lengths.map((n, at) => character(last - at).repeat(n + 1)).join('\n'))
      term.scrollLines(-up)
      const { active } = term.buffer
      const found = linesOfRows(active, term.rows)
      for (const [row, line] of found.entries()) {
        const text = active.getLine(active.viewportY + row)?.translateToString(true) ?? ''
        expect(text.slice(0, 1)).toBe(line === undefined ? '' : character(line))
      }
    }),
    { numRuns: 100 },
  )
}, 60_000)
