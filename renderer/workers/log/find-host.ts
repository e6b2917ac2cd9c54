import { findInRun, findInTexts } from './find-in-run.ts'
import { findPattern, type FindPattern } from './find-pattern.ts'
import type { FindCommand, FindReport, LinesAnswer, LinesWish } from './find-protocol.ts'

/** As many as a block of the log holds at most: quick, and soon done when a newer query comes. */
const RUN_LINES = 16_384

type Command<Kind extends FindCommand['kind']> = Extract<FindCommand, { kind: Kind }>

/** Lines from one to before another. */
interface Part {
  from: number
  readonly to: number
}

interface Search {
  readonly id: number
  readonly pattern: FindPattern
  /** What is still to be searched, in this order. */
  readonly parts: Part[]
  /** The lines that there are. */
  first: number
  end: number
}

/**
 * Searches the lines of a log, run by run: what is in view first, then what comes after it, then
 * what is before it. A newer query takes the place of the one under way.
 */
export function createFindHost(
  report: (report: FindReport) => void,
): (command: FindCommand, port?: MessagePort) => void {
  let source: MessagePort | undefined
  let search: Search | undefined
  /** The part that lines were asked of, until they come. */
  let asked: Part | undefined

  function begin({ search: id, query, first, end, near }: Command<'find'>): void {
    const pattern = findPattern(query)
    if ('fault' in pattern) {
      search = undefined
      return report({ kind: 'fault', search: id, fault: pattern.fault })
    }
    const start = Math.min(Math.max(first, near), end)
    const parts = [
      { from: start, to: end },
      { from: first, to: start },
    ]
    search = { id, pattern, parts, first, end }
    goOn()
  }

  function goOn(): void {
    if (search && !asked && !askOn(search)) report({ kind: 'done', search: search.id })
  }

  /** Asks for the next lines, one wish at a time, also over queries; false where there are none. */
  function askOn({ parts }: Search): boolean {
    while (parts[0] && parts[0].from >= parts[0].to) parts.shift()
    const [part] = parts
    if (!part) return false
    asked = part
    const wish: LinesWish = { from: part.from, most: Math.min(RUN_LINES, part.to - part.from) }
    source?.postMessage(wish)
    return true
  }

  function take(answer: LinesAnswer): void {
    const { from, lines } = answer
    const part = asked
    asked = undefined
    // An answer to an older query's wish is for nobody.
    if (!search || !part || search.parts[0] !== part) return goOn()
    // Lines that have given way meanwhile: what there is may be another part's.
    const isOurs = lines > 0 && from === part.from
    if (isOurs) part.from = from + lines
    else part.from = lines === 0 ? part.to : from
    // The next lines are made ready while these are searched.
    const goesOn = askOn(search)
    if (isOurs) tell(search, answer)
    if (!goesOn) report({ kind: 'done', search: search.id })
  }

  function tell({ id, pattern }: Search, answer: LinesAnswer): void {
    const { from, lines, bytes, starts, passing } = answer
    const found = findInRun({ bytes, starts }, pattern)
    const passed = passing ? found.filter((line) => passing[line] === 1) : found
    const matched = Int32Array.from(passed, (line) => from + line)
    report({ kind: 'found', search: id, from, count: lines, lines: matched })
  }

  function extend({ first, end }: Command<'extent'>): void {
    if (!search) return
    // The newest line may have grown since it was searched, and the first may be another, whole one.
    const isAhead = search.parts.some((part) => part !== asked && part.to === search?.end)
    const last = Math.max(first, isAhead ? search.end : search.end - 1)
    if (end > last) search.parts.push({ from: last, to: end })
    if (first < search.first)
      search.parts.push({ from: first, to: Math.min(search.first + 1, end) })
    search.first = Math.min(first, search.first)
    search.end = Math.max(end, search.end)
    goOn()
  }

  return (command, port) => {
    switch (command.kind) {
      case 'source':
        source = port
        if (source) source.onmessage = ({ data }: MessageEvent<LinesAnswer>) => take(data)
        return
      case 'find':
        return begin(command)
      case 'extent':
        return extend(command)
      case 'stop':
        search = undefined
        return
      case 'marks': {
        const { question, texts } = command
        const marks = search ? findInTexts(texts, search.pattern) : texts.map(() => [])
        return report({ kind: 'marks', question, marks })
      }
      default:
        return command satisfies never
    }
  }
}
