import { asEngineError, EngineError } from '#shared/errors.ts'
import type { LogEnd } from '#shared/contract/logs.ts'
import { pipeOverPort, type ByteChannel } from '../../ipc/pipe-port.ts'
import type { Intake, LogLines, OlderIntake } from './log-lines.ts'
import { createRowDrawer } from './log-rows.ts'
import type { LogCommand, LogExtent, LogReport, Span, SpanText } from './protocol.ts'
import { serveLines } from './serve-lines.ts'
import type { Stamp } from './stamp.ts'

/** Counters change with every block; nobody reads faster, and nothing is drawn more often. */
const REPORT_MS = 50

type Command<Kind extends LogCommand['kind']> = Extract<LogCommand, { kind: Kind }>

/** Keeps one log for a window: takes commands, and reports. */
export function createLogHost(
  log: LogLines,
  report: (report: LogReport) => void,
  onClose: () => Promise<void> = () => Promise.resolve(),
): (command: LogCommand, port?: MessagePort) => void {
  const drawer = createRowDrawer(log)
  const channels = new Map<number, ByteChannel<unknown, unknown>>()
  let older: OlderIntake | undefined
  let told: LogExtent | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  function tell(): void {
    timer = undefined
    const now = extent()
    if (told && isSame(told, now)) return
    told = now
    report({ kind: 'lines', ...now })
  }

  /** The first news goes out at once, and what follows it in moderation. */
  function tellSoon(): void {
    if (timer !== undefined) return
    timer = setTimeout(tell, told ? REPORT_MS : 0)
  }

  function extent(): LogExtent {
    return {
      first: log.first,
      end: log.end,
      revision: log.revision,
      isCut: log.isCut,
      trouble: log.trouble,
      isLost: log.isLost,
      olderSoFar: older?.lines ?? 0,
      firstAt: log.firstStamp && apiTime(log.firstStamp),
    }
  }

  function read({ reading, part, noteBefore }: Command<'read'>, port: MessagePort): void {
    const intake = part === 'recent' ? log.readRecent(noteBefore) : (older = log.readOlder())
    if (!intake) {
      port.close()
      return report({ kind: 'failed', reading, error: untold().toShape() })
    }
    let hasBegun = false
    const channel = pipeOverPort(port, (chunk, done) => {
      if (!channels.has(reading)) return
      try {
        intake.take(chunk)
      } catch (cause) {
        fail(reading, cause)
        return
      }
      done()
      if (!hasBegun) report({ kind: 'began', reading })
      hasBegun = true
      if ('isMet' in intake && intake.isMet) finish(reading, intake, { kind: 'complete' })
      tellSoon()
    })
    channels.set(reading, channel)
    channel.ended.then(
      (end) => finish(reading, intake, end as LogEnd),
      (cause: unknown) => fail(reading, cause),
    )
  }

  function finish(reading: number, intake: Intake, end: LogEnd): void {
    if (!leave(reading)) return
    // What was cut within a line comes again, whole.
    if (end.kind === 'complete') intake.end()
    if (intake === older) older = undefined
    tell()
    report({ kind: 'ended', reading, end })
  }

  function fail(reading: number, cause: unknown): void {
    if (!leave(reading)) return
    tell()
    report({ kind: 'failed', reading, error: asEngineError(cause).toShape() })
  }

  /** False when it was left before. */
  function leave(reading: number): boolean {
    const channel = channels.get(reading)
    channels.delete(reading)
    channel?.close()
    return channel !== undefined
  }

  function textOf({ from, to, stamps, most }: Span): SpanText {
    const lines: string[] = []
    let left = most
    const last = Math.min(to.line, log.end - 1)
    let line = drawer.atOrAfter(Math.max(from.line, log.first))
    for (; line <= last; line = drawer.atOrAfter(line + 1)) {
      const layout = drawer.layoutOf(line, stamps)
      const begin = line === from.line ? from.column : 0
      const end = line === to.line ? to.column : layout.columns
      const text = layout.plain(begin, end).trimEnd()
      left -= text.length + 1
      if (left < 0) return { text: lines.join('\n'), isCut: true }
      lines.push(text)
    }
    return { text: lines.join('\n'), isCut: false }
  }

  function carryOut(command: LogCommand, port: MessagePort | undefined): void {
    switch (command.kind) {
      case 'read':
        return port && read(command, port)
      case 'stop':
        leave(command.reading)
        return
      case 'rows':
        return report({
          kind: 'answer',
          question: command.question,
          answer: drawer.rows(command.wish),
        })
      case 'text':
        return report({ kind: 'answer', question: command.question, answer: textOf(command.span) })
      case 'serve':
        return port && serveLines(log, port)
      case 'only':
        return drawer.showOnly(command.lines)
      case 'close':
        for (const reading of channels.keys()) leave(reading)
        clearTimeout(timer)
        // What could not be removed is swept at the next start.
        return void onClose()
          .catch(() => {})
          .then(() => report({ kind: 'closed' }))
      default:
        return command satisfies never
    }
  }

  return (command, port) => {
    try {
      carryOut(command, port)
    } catch (cause) {
      // Whoever asked must not wait for ever.
      if (!('question' in command)) throw cause
      const error = asEngineError(cause).toShape()
      report({ kind: 'unanswered', question: command.question, error })
    }
  }
}

/** Without a stamp nobody can tell where the older lines end. */
function untold(): EngineError {
  return new EngineError({ code: 'bad-answer', message: 'The lines of this log have no stamps' })
}

/** `1700000000.000000005`. */
function apiTime({ seconds, nanos }: Stamp): string {
  return `${seconds}.${String(nanos).padStart(9, '0')}`
}

function isSame(a: LogExtent, b: LogExtent): boolean {
  return (Object.keys(a) as (keyof LogExtent)[]).every((key) => a[key] === b[key])
}
