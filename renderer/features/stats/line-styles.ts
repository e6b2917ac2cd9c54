import type { ChartLine } from './chart-lines.ts'

/** How a line is drawn. Colours come again and again, and never stand alone. */
export interface LineStyle {
  readonly colour: string
  /** Lengths of strokes and gaps, in pixels; empty is a whole line. */
  readonly dash: readonly number[]
  readonly width: number
}

export interface DrawnLine extends ChartLine {
  readonly style: LineStyle
}

/** A line and how it is drawn. */
export function withStyle(line: ChartLine, style: LineStyle): DrawnLine {
  return { ...line, style }
}

/** As logs of several containers have them; red is for what went wrong. */
const COLOURS = [
  'var(--accent)',
  'var(--paused)',
  'var(--special)',
  'var(--running)',
  'light-dark(#0b6470, #63d3d8)',
  'var(--warn)',
]

const DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 2], [8, 3, 2, 3]]

const SUM: LineStyle = { colour: 'var(--text)', dash: [], width: 2 }
const OTHERS: LineStyle = { colour: 'var(--text-3)', dash: [1, 3], width: 1.5 }
const LIMIT: LineStyle = { colour: 'var(--warn)', dash: [10, 4], width: 1.5 }

/** The styles of a view: a container has the same one in all of its charts, for as long as it is open. */
export function createStyles(): (line: ChartLine, at: number) => LineStyle {
  const numbers = new Map<string, number>()
  return ({ role, key }, at) => {
    if (role === 'sum') return SUM
    if (role === 'others') return OTHERS
    if (role === 'limit') return LIMIT
    if (role === 'part') return numbered(at)
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    return numbered(number)
  }
}

/** The n-th line that needs a look of its own. */
function numbered(number: number): LineStyle {
  const colour = COLOURS[number % COLOURS.length] ?? ''
  const round = Math.floor(number / (COLOURS.length * 2))
  const dash = DASHES[(number + round) % DASHES.length] ?? []
  return { colour, dash, width: 1.5 }
}
