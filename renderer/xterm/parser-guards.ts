import type { IFunctionIdentifier, IParser } from '@xterm/xterm'
import { createBudget, type Budget, type BudgetTerms } from './budget.ts'

/** What the guards need of a parser; the headless one has it too. */
export type GuardedParser = Pick<
  IParser,
  'registerCsiHandler' | 'registerDcsHandler' | 'registerEscHandler' | 'registerOscHandler'
>

/** No screen is larger; xterm would go on counting to two thousand million, and so hang. */
const MAX_REPEAT = 1000

/** Moving one row in xterm takes about 4 µs: a burst of 20 ms, then less than half of the time. */
const ROW_MOVES: BudgetTerms = { capacity: 5000, perSecond: 100_000 }

/** A reset or another screen costs xterm about as much as moving so many rows. */
const RESET_ROWS = 100

/** Programs ask a few times at their start, and prompts once a line. */
const REPLIES: BudgetTerms = { capacity: 50, perSecond: 50 }

/** They repeat, or move cells or tab stops, as often as their first number says. */
const REPEATING: readonly IFunctionIdentifier[] = [
  { final: 'b' },
  { final: '@' },
  { final: 'P' },
  { final: 'I' },
  { final: 'Z' },
  { intermediates: ' ', final: '@' },
  { intermediates: ' ', final: 'A' },
  { intermediates: "'", final: '}' },
  { intermediates: "'", final: '~' },
]

/** They move whole rows. */
const MOVING_ROWS: readonly IFunctionIdentifier[] = [
  { final: 'L' },
  { final: 'M' },
  { final: 'S' },
  { final: 'T' },
]

/** Reset of everything, and a screen full of E. */
const RESETS: readonly IFunctionIdentifier[] = [{ final: 'c' }, { intermediates: '#', final: '8' }]

/** Device attributes, status and cursor reports, mode requests: xterm types the answer. */
const ASKING: readonly IFunctionIdentifier[] = [
  { final: 'c' },
  { prefix: '>', final: 'c' },
  { prefix: '=', final: 'c' },
  { final: 'n' },
  { prefix: '?', final: 'n' },
  { intermediates: '$', final: 'p' },
  { prefix: '?', intermediates: '$', final: 'p' },
]

/** xterm says at once whether it has the focus, each time that it is asked to tell of changes. */
const TELL_FOCUS = 1004

/** Colours that a program may ask for: palette, text, background, cursor. */
const ASKING_OSC = [4, 10, 11, 12] as const

/**
 * Takes away what a program could freeze the window with, or flood its own input by. Must be
 * registered before the first byte is written. A handler that answers true swallows its sequence.
 */
export function guardParser(
  parser: GuardedParser,
  rowMoves: Budget = createBudget(ROW_MOVES),
  replies: Budget = createBudget(REPLIES),
): void {
  for (const id of REPEATING) parser.registerCsiHandler(id, (params) => first(params) > MAX_REPEAT)
  for (const id of MOVING_ROWS) {
    parser.registerCsiHandler(id, (params) => {
      const rows = first(params)
      return rows > MAX_REPEAT || !rowMoves.take(Math.max(rows, 1))
    })
  }
  for (const id of RESETS) parser.registerEscHandler(id, () => !rowMoves.take(RESET_ROWS))
  limitReplies(parser, replies)
}

function limitReplies(parser: GuardedParser, replies: Budget): void {
  for (const id of ASKING) parser.registerCsiHandler(id, () => !replies.take())
  parser.registerCsiHandler({ prefix: '?', final: 'h' }, (params) => {
    const wishes = params.flat().filter((mode) => mode === TELL_FOCUS).length
    return wishes > 0 && !replies.take(wishes)
  })
  parser.registerDcsHandler({ intermediates: '$', final: 'q' }, () => !replies.take())
  for (const code of ASKING_OSC) {
    parser.registerOscHandler(code, (data) => {
      const questions = data.split('?').length - 1
      return questions > 0 && !replies.take(questions)
    })
  }
}

function first([param = 0]: readonly (number | number[])[]): number {
  return typeof param === 'number' ? param : (param[0] ?? 0)
}
