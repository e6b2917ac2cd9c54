import type { RunSpec } from '../run-spec.ts'
import { quoteCmd } from '../words/quote-cmd.ts'
import { quotePosix } from '../words/quote-posix.ts'
import { quotePowershell } from '../words/quote-powershell.ts'
import type { ShellName } from '../words/word.ts'
import { lineRemarks } from './line-remarks.ts'
import { runPieces, type Piece } from './run-words.ts'

export interface RunLineOptions {
  readonly shell?: ShellName
  readonly verb?: 'run' | 'create'
}

/** A text to be copied, and where it does not say all. */
export interface WrittenText {
  readonly text: string
  readonly remarks: readonly string[]
}

/** A longer line is parted: a flag on each. */
const LINE_WIDTH = 80

const SHELLS: Readonly<
  Record<ShellName, { readonly goesOn: string; readonly quote: (text: string) => string }>
> = {
  bash: { goesOn: ' \\', quote: quotePosix },
  powershell: { goesOn: ' `', quote: quotePowershell },
  cmd: { goesOn: ' ^', quote: (text) => quoteCmd(text.replaceAll(/[\r\n]+/g, ' ')) },
}

/** The `docker run` that makes such a container; what is the default is left out. */
export function runLine(
  spec: RunSpec,
  { shell = 'bash', verb = 'run' }: RunLineOptions = {},
): WrittenText {
  const { goesOn, quote } = SHELLS[shell]
  // To create is never to attach, so there is nothing to detach from.
  const said = verb === 'create' ? { ...spec, detach: false } : spec
  const pieces = runPieces(said)
  const lines = pieces.map((piece: Piece) => piece.map(quote).join(' '))
  const line = [`docker ${verb}`, ...lines].join(' ')
  return {
    text: line.length <= LINE_WIDTH ? line : [`docker ${verb}`, ...lines].join(`${goesOn}\n  `),
    remarks: lineRemarks(said, shell, pieces.flat()),
  }
}
