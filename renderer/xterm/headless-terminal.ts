import { Terminal } from '@xterm/headless'
import { createBudget } from './budget.ts'
import { guardParser } from './parser-guards.ts'
import { createPieceWriter } from './piece-writer.ts'
import { createSequenceFilter } from './sequence-filter.ts'

/** An xterm without a screen, for tests, as large as a real one. */
export function headlessTerminal(guarded: boolean) {
  const term = new Terminal({
    cols: 200,
    rows: 50,
    scrollback: 1000,
    logLevel: 'off',
    allowProposedApi: true,
  })
  const links = createBudget({ capacity: 5000, perSecond: 100 })
  const filter = guarded ? createSequenceFilter({ textOnly: false, links }) : (text: string) => text
  if (guarded) guardParser(term.parser)
  const writeText = createPieceWriter(term)
  return {
    term,
    write: (text: string) => new Promise<void>((resolve) => writeText(filter(text), resolve)),
    /** The text of all lines. */
    text: () =>
      Array.from({ length: term.buffer.active.length }, (_, row) =>
        term.buffer.active.getLine(row)?.translateToString(true),
      )
        .join('\n')
        .trimEnd(),
  }
}

/** How long xterm took to take a text in, in milliseconds. */
export async function timeOf(guarded: boolean, text: string): Promise<number> {
  const { term, write } = headlessTerminal(guarded)
  const before = performance.now()
  await write(text)
  const taken = performance.now() - before
  term.dispose()
  return taken
}
