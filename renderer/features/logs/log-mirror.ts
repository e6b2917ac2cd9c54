import type { ShownRow } from '../../workers/log/log-rows.ts'
import { fitChildren } from './fit-children.ts'
import type { LogScreen } from './log-screen.ts'

/** As often as assistive technology can use it; each update costs layout. */
const UPDATE_MS = 100

/**
 * Keeps an element's text as what the screen of a log shows, a `span` a line, for those who cannot
 * see it. Returns the undo.
 */
export function mirrorLog(screen: LogScreen, into: HTMLElement): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isBehind = false
  const update = () => {
    isBehind = false
    const lines = linesOf(screen.rows)
    for (const [at, element] of fitChildren(into, lines.length, 'span').entries()) {
      const { source, text = '' } = lines[at] ?? {}
      if (element.textContent !== text) element.textContent = text
      element.dataset['stream'] = source
    }
  }
  /** What is drawn first does not wait. */
  const request = () => {
    if (timer !== undefined) {
      isBehind = true
      return
    }
    update()
    timer = setTimeout(() => {
      timer = undefined
      if (isBehind) request()
    }, UPDATE_MS)
  }
  const undo = screen.onDrawn(request)
  return () => {
    clearTimeout(timer)
    undo()
    into.replaceChildren()
  }
}

/** Rows of one line are one. */
function linesOf(rows: readonly ShownRow[]) {
  const lines: { line: number; source: ShownRow['source']; text: string }[] = []
  for (const { line, source, plain } of rows) {
    const last = lines.at(-1)
    if (last?.line === line) last.text += plain
    else lines.push({ line, source, text: plain })
  }
  return lines.map(({ source, text }) => ({ source, text: `${text.trimEnd()}\n` }))
}
