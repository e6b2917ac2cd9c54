import { asEngineError, EngineError } from '#shared/errors.ts'
import type { LogEnd } from '#shared/contract/logs.ts'
import { pipeOverPort, type ByteChannel } from '../../ipc/pipe-port.ts'
import type { Intake, OlderIntake } from './intake.ts'
import { lineDetails } from './line-details.ts'
import { LogFilter } from './log-filter.ts'
import type { LogLines } from './log-lines.ts'
import { createRowDrawer } from './log-rows.ts'
import { createLogSavings } from './log-savings.ts'
import { createTurns } from './next-turn.ts'
import type {
  DetailsWish,
  LineFacts,
  LogCommand,
  LogExtent,
  LogMember,
  LogReport,
  OlderWish,
  Span,
  SpanText,
} from './protocol.ts'
import { serveLines } from './serve-lines.ts'
import { createShownLines } from './shown-lines.ts'
import { stampOfTime, type Stamp } from './stamp.ts'

/** Counters change with every block; nobody reads faster, and nothing is drawn more often. */
const REPORT_MS = 50

type RowsCommand = Extract<LogCommand, { kind: 'rows' }>

interface OpenReading {
  readonly channel: ByteChannel<unknown, unknown>
  readonly intake: Intake
}

/** Keeps one log for a window: takes commands, and reports. */
export function createLogHost(
  log: LogLines,
  report: (report: LogReport) => void,
  onClose: () => Promise<void> = () => Promise.resolve(),
): (command: LogCommand, ports?: readonly MessagePort[]) => void {
  const turns = createTurns()
  const filter = new LogFilter(log, { later: turns.next, onProgress: tellSoon })
  const shown = createShownLines(log, () => filter.lines)
  const drawer = createRowDrawer(log, shown)
  const readings = new Map<number, OpenReading>()
  const savings = createLogSavings(log, shown, report)
  /** Any of those under way: they count the lines together. */
  let older: OlderIntake | undefined
  /** Of the containers, where several are merged. */
  let names: readonly string[] | undefined
  /** To whoever searches; a search that was stopped is followed by another one. */
  let searcher: MessagePort | undefined
  /** Asked before there was a line. */
  const early: RowsCommand[] = []
  let filters = 0
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
      isWhole: log.isWhole,
      filters,
      passing: filter.count,
      isFiltering: !filter.isDone,
    }
  }

  function read(reading: number, intake: Intake, port: MessagePort): void {
    let hasBegun = false
    const channel = pipeOverPort(port, (chunk, done) => {
      if (!readings.has(reading)) return
      try {
        intake.take(chunk, done)
      } catch (cause) {
        fail(reading, cause)
        return
      }
      if (!hasBegun) report({ kind: 'began', reading })
      hasBegun = true
      if ('isMet' in intake && intake.isMet === true) finish(reading, { kind: 'complete' })
      noticeLines()
    })
    readings.set(reading, { channel, intake })
    channel.ended.then(
      (end) => finish(reading, end as LogEnd),
      (cause: unknown) => fail(reading, cause),
    )
  }

  function readOlder(wishes: readonly OlderWish[], ports: readonly MessagePort[]): void {
    const [only] = wishes
    const members = wishes.map(({ member }) => member)
    const merge = names && log.mergeOlder(members, leaveOlder)
    for (const [at, { reading, member }] of wishes.entries()) {
      const intake = merge ? merge.intake(member) : only && !names ? log.readOlder() : undefined
      const port = ports[at] as MessagePort
      if (intake) read(reading, (older = intake), port)
      else {
        port.close()
        report({ kind: 'failed', reading, error: untold().toShape() })
      }
    }
  }

  function finish(reading: number, end: LogEnd): void {
    const intake = leave(reading)
    if (!intake) return
    // What was cut within a line comes again, whole.
    if (end.kind === 'complete') intake.end()
    if (end.kind !== 'complete' && isOlder(intake)) giveUpOlder()
    else settle(intake)
    report({ kind: 'ended', reading, end })
  }

  function fail(reading: number, cause: unknown): void {
    const intake = leave(reading)
    if (!intake) return
    const error = asEngineError(cause)
    // A container that has no log to read leaves the others theirs.
    if (isOlder(intake) && !hasNoLog(error)) giveUpOlder()
    else settle(intake)
    report({ kind: 'failed', reading, error: error.toShape() })
  }

  /** Tells what is there now that the reading is over. */
  function settle(intake: Intake): void {
    intake.leave?.()
    if (intake === older && !names) leaveOlder()
    filter.notice()
    tell()
    answerEarly()
  }

  /** The older lines are there, or not to be had. */
  function leaveOlder(): void {
    older = undefined
    filter.noticeOlder()
  }

  function noticeLines(): void {
    filter.notice()
    tellSoon()
    answerEarly()
  }

  /** Half of the older lines is nothing: all of them are read again. */
  function giveUpOlder(): void {
    for (const [reading, { intake }] of readings) {
      if (!isOlder(intake)) continue
      leave(reading)
      report({ kind: 'ended', reading, end: { kind: 'interrupted' } })
    }
    older = undefined
    tell()
  }

  /** Nothing when it was left before. */
  function leave(reading: number): Intake | undefined {
    const open = readings.get(reading)
    readings.delete(reading)
    open?.channel.close()
    return open?.intake
  }

  function becomeMembers(members: readonly LogMember[]): void {
    const isNew = names === undefined
    names = members.map(({ name }) => name)
    drawer.nameLines(names)
    if (!isNew) return
    const first = members.flatMap(({ isFirst }, member) => (isFirst ? [member] : []))
    log.merge(first, (member) => names?.[member] ?? '')
    log.onLater = noticeLines
  }

  function answerRows({ question, wish }: RowsCommand): void {
    report({ kind: 'answer', question, answer: drawer.rows(wish) })
  }

  function answerEarly(): void {
    for (const command of early.splice(0)) receive(command)
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

  function carryOut(command: LogCommand, ports: readonly MessagePort[]): void {
    const [port] = ports
    switch (command.kind) {
      case 'members':
        return becomeMembers(command.members)
      case 'recent': {
        const { kind: _kind, reading, ...wish } = command
        return port && read(reading, log.readRecent(wish), port)
      }
      case 'first': {
        const intake = log.readFirst(command)
        if (port && intake) return read(command.reading, intake, port)
        port?.close()
        // All of its log is read instead, which the window does once it knows.
        return report({ kind: 'ended', reading: command.reading, end: { kind: 'interrupted' } })
      }
      case 'older':
        return readOlder(command.readings, ports)
      case 'note':
        log.note(command.member, command.text, stampOfTime(command.at))
        return noticeLines()
      case 'stop':
        leave(command.reading)?.leave?.()
        return
      case 'rows':
        // Nothing is no answer while the first lines are on their way: they are it.
        if (log.end === log.first && readings.size > 0) return void early.push(command)
        return answerRows(command)
      case 'text':
        return report({ kind: 'answer', question: command.question, answer: textOf(command.span) })
      case 'line':
        return report({
          kind: 'answer',
          question: command.question,
          answer: factsOf(log, command.line),
        })
      case 'details':
        return report({
          kind: 'answer',
          question: command.question,
          answer: lineDetails(log, lineOf(command.wish)),
        })
      case 'serve':
        searcher?.close()
        searcher = port
        return port && serveLines(log, filter, port)
      case 'save':
        return port && savings.begin(command.save, command.wish, port, names)
      case 'stop-save':
        return savings.stop(command.save)
      case 'filter':
        filters += 1
        return filter.begin(command.criteria, command.near)
      case 'choose':
        return shown.choose(command.choice)
      case 'close':
        for (const reading of readings.keys()) leave(reading)
        savings.stopAll()
        searcher?.close()
        turns.close()
        clearTimeout(timer)
        log.close()
        // What could not be removed is swept at the next start.
        return void onClose()
          .catch(() => {})
          .then(() => report({ kind: 'closed' }))
      default:
        return command satisfies never
    }
  }

  function receive(command: LogCommand, ports: readonly MessagePort[] = []): void {
    try {
      carryOut(command, ports)
    } catch (cause) {
      // Whoever asked must not wait for ever.
      if (!('question' in command)) throw cause
      const error = asEngineError(cause).toShape()
      report({ kind: 'unanswered', question: command.question, error })
    }
  }

  return receive
}

/** Of a line that has given way, those of the oldest that is kept. */
function factsOf(log: LogLines, asked: number): LineFacts {
  const line = Math.max(log.first, Math.min(asked, log.end - 1))
  return { line, source: log.sourceOf(line), time: log.timeOf(line) }
}

/** Without a stamp nobody can tell where the older lines end. */
function untold(): EngineError {
  return new EngineError({ code: 'bad-answer', message: 'The lines of this log have no stamps' })
}

function isOlder(intake: Intake): boolean {
  return 'isMet' in intake
}

/** It is there no more, or its driver keeps none. */
function hasNoLog({ code }: EngineError): boolean {
  return code === 'not-found' || code === 'refused'
}

/** `1700000000.000000005`. */
function apiTime({ seconds, nanos }: Stamp): string {
  return `${seconds}.${String(nanos).padStart(9, '0')}`
}

function isSame(a: LogExtent, b: LogExtent): boolean {
  return (Object.keys(a) as (keyof LogExtent)[]).every((key) => a[key] === b[key])
}
