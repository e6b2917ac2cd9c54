import { asEngineError } from '#shared/errors.ts'
import { lineDetails } from './line-details.ts'
import type { LogFilter } from './log-filter.ts'
import type { LogLines } from './log-lines.ts'
import type { RowDrawer } from './log-rows.ts'
import type { DetailsWish, LineFacts, LogCommand, LogReport, Span, SpanText } from './protocol.ts'
import type { ShownLines } from './shown-lines.ts'

/** A command that is answered. */
export type LogQuestion = Extract<LogCommand, { readonly question: number }>
type RowsQuestion = Extract<LogQuestion, { readonly kind: 'rows' }>

interface AnswersParts {
  readonly log: LogLines
  readonly shown: ShownLines
  readonly drawer: RowDrawer
  readonly filter: LogFilter
  report(report: LogReport): void
  /** Lines are being read. */
  isReading(): boolean
}

/** Answers what is asked of a log. */
export interface LogAnswers {
  answer(question: LogQuestion): void
  /** There are lines now, or none to wait for. */
  notice(): void
}

/** For the questions about one log. Each has an answer, or is told why it has none. */
export function createLogAnswers({
  log,
  shown,
  drawer,
  filter,
  ...parts
}: AnswersParts): LogAnswers {
  /** Asked before there was a line. */
  let early: RowsQuestion | undefined

  function answerOf(question: LogQuestion) {
    switch (question.kind) {
      case 'rows':
        return drawer.rows(question.wish)
      case 'text':
        return textOf(question.span)
      case 'line':
        return factsOf(question.line)
      case 'details': {
        const line = lineOf(question.wish)
        return lineDetails(log, line, filter.levelOf(line))
      }
      default:
        return question satisfies never
    }
  }

  function answerNow(asked: LogQuestion): void {
    const { question } = asked
    try {
      parts.report({ kind: 'answer', question, answer: answerOf(asked) })
    } catch (cause) {
      // Whoever asked must not wait for ever.
      parts.report({ kind: 'unanswered', question, error: asEngineError(cause).toShape() })
    }
  }

  function answer(asked: LogQuestion): void {
    if (asked.kind !== 'rows' || log.end > log.first || !parts.isReading()) return answerNow(asked)
    // Nothing is no answer while the first lines are on their way: they are it.
    if (early) answerNow(early)
    early = asked
  }

  function notice(): void {
    const asked = early
    if (!asked || (log.end === log.first && parts.isReading())) return
    early = undefined
    answerNow(asked)
  }

  function textOf({ from, to, most, ...lead }: Span): SpanText {
    const lines: string[] = []
    let left = most
    const last = Math.min(to.line, log.end - 1)
    let line = shown.atOrAfter(Math.max(from.line, log.first))
    for (; line <= last; line = shown.atOrAfter(line + 1)) {
      const layout = drawer.layoutOf(line, lead)
      const begin = line === from.line ? from.column : 0
      const end = line === to.line ? to.column : layout.columns
      const text = layout.plain(begin, end).trimEnd()
      left -= text.length + 1
      if (left < 0) return { text: lines.join('\n'), isCut: true }
      lines.push(text)
    }
    return { text: lines.join('\n'), isCut: false }
  }

  /** The line that is wished for, which may be shown no more, or the next that is. */
  function lineOf({ line, by, after }: DetailsWish): number {
    const first = Math.max(log.first, after)
    const from = Math.min(log.end - 1, Math.max(first, line))
    if (by === 0) return from
    const next = by > 0 ? shown.atOrAfter(from + 1) : shown.atOrBefore(from - 1)
    return next < first || next >= log.end ? from : next
  }

  /** Of a line that has given way, those of the oldest that is kept. */
  function factsOf(asked: number): LineFacts {
    const line = Math.max(log.first, Math.min(asked, log.end - 1))
    return { line, source: log.sourceOf(line), time: log.timeOf(line) }
  }

  return { answer, notice }
}
