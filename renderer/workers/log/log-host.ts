import { asEngineError, EngineError } from '#shared/errors.ts'
import type { LogEnd } from '#shared/contract/logs.ts'
import { pipeOverPort, type ByteChannel } from '../../ipc/pipe-port.ts'
import type { Intake, OlderIntake } from './intake.ts'
import { createLogAnswers } from './log-answers.ts'
import { LogFilter } from './log-filter.ts'
import type { LogLines } from './log-lines.ts'
import { createRowDrawer } from './log-rows.ts'
import { createLogSavings } from './log-savings.ts'
import { createTurns } from './next-turn.ts'
import type { LogCommand, LogExtent, LogMember, LogReport, OlderWish } from './protocol.ts'
import { serveLines } from './serve-lines.ts'
import { createShownLines } from './shown-lines.ts'
import { stampOfTime, type Stamp } from './stamp.ts'

/** Counters change with every block; nobody reads faster, and nothing is drawn more often. */
const REPORT_MS = 50

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
  const isReading = () => readings.size > 0
  const answers = createLogAnswers({ log, shown, drawer, filter, report, isReading })
  const savings = createLogSavings(log, shown, report)
  /** Any of those under way: they count the lines together. */
  let older: OlderIntake | undefined
  /** Of the containers, where several are merged. */
  let names: readonly string[] | undefined
  /** To whoever searches; a search that was stopped is followed by another one. */
  let searcher: MessagePort | undefined
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
    answers.notice()
  }

  /** The older lines are there, or not to be had. */
  function leaveOlder(): void {
    older = undefined
    filter.noticeOlder()
  }

  function noticeLines(): void {
    filter.notice()
    tellSoon()
    answers.notice()
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

  function carryOut(command: LogCommand, ports: readonly MessagePort[] = []): void {
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
        return answers.notice()
      case 'rows':
      case 'text':
      case 'line':
      case 'details':
        return answers.answer(command)
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

  return carryOut
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
