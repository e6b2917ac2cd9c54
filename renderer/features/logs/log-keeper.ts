import type { LogEnd } from '#shared/contract/logs.ts'
import { EngineError } from '#shared/errors.ts'
import type { LineDetails } from '../../workers/log/line-details.ts'
import type { LogCriteria } from '../../workers/log/log-criteria.ts'
import type { RowsWish, ShownRows } from '../../workers/log/log-rows.ts'
import type { SavedLog } from '../../workers/log/save-log.ts'
import type { MatchChoice } from '../../workers/log/shown-lines.ts'
import type {
  FirstWish,
  DetailsWish,
  LineFacts,
  LogCommand,
  LogExtent,
  LogMember,
  LogNote,
  LogReport,
  OlderWish,
  RecentWish,
  SaveWish,
  Span,
  SpanText,
} from '../../workers/log/protocol.ts'

/** Where a log is kept: a worker, or what stands for it in tests. */
export interface LogHost {
  postMessage(command: LogCommand, transfer: Transferable[]): void
  onmessage: ((event: MessageEvent<LogReport>) => void) | null
  /** It met an error that it did not expect, or does not load. */
  onerror: ((event: ErrorEvent) => void) | null
  terminate(): void
}

/** One reading of a log that is under way. */
export interface Reading {
  /** Rejects with an `EngineError`; never settles once it is closed. */
  readonly ended: Promise<LogEnd>
  close(): void
}

/** The port to read the newest lines from, and who is told that they come. */
export interface RecentReadingWish extends RecentWish {
  readonly port: MessagePort
  onBegan(): void
}

/** The port to read all of a container's log from. */
export interface OlderReadingWish extends Pick<OlderWish, 'member'> {
  readonly port: MessagePort
}

/** What is to be saved, where to, and who is told how far it is. */
export interface SavingWish {
  readonly wish: SaveWish
  /** Of a pipe that writes a file. */
  readonly port: MessagePort
  onProgress(lines: number): void
}

/** A log that is being saved. */
export interface Saving {
  /** Rejects with an `EngineError`; never settles once it is closed. */
  readonly ended: Promise<SavedLog>
  close(): void
}

interface OpenSaving extends Pick<SavingWish, 'onProgress'> {
  resolve(saved: SavedLog): void
  reject(error: EngineError): void
}

interface OpenReading extends Pick<RecentReadingWish, 'onBegan'> {
  resolve(end: LogEnd): void
  reject(error: EngineError): void
}

interface Question {
  resolve(answer: never): void
  reject(error: EngineError): void
}

/** A worker that does not end by itself by then is ended. */
const CLOSING_MS = 1000

const NOTHING: LogExtent = {
  first: 0,
  end: 0,
  revision: 0,
  isCut: false,
  trouble: undefined,
  isLost: false,
  olderSoFar: 0,
  firstAt: undefined,
  isWhole: false,
  filters: 0,
  passing: undefined,
  isFiltering: false,
}

/** A log in a worker of its own, asked from the window. */
export class LogKeeper {
  readonly #host: LogHost
  readonly #readings = new Map<number, OpenReading>()
  readonly #savings = new Map<number, OpenSaving>()
  readonly #questions = new Map<number, Question>()
  readonly #listeners = new Set<() => void>()
  #extent = NOTHING
  #filters = 0
  #last = 0

  constructor(host: LogHost) {
    this.#host = host
    host.onmessage = ({ data }) => this.#take(data)
    host.onerror = ({ message }) => this.#fail(message)
  }

  /** Which lines there are, as was told last. */
  get extent(): LogExtent {
    return this.#extent
  }

  /** Of a merged log: it is known where its older lines end, and whose they are. */
  get isSettled(): boolean {
    return this.#extent.isWhole || this.#extent.firstAt !== undefined
  }

  /** Calls after each change of the extent. Returns the undo. */
  onExtent(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Merges what is read from now on. */
  merge(members: readonly LogMember[]): void {
    this.#host.postMessage({ kind: 'members', members }, [])
  }

  /** Lets it read the newest lines of a container from a port, and all that come. */
  read({ port, onBegan, ...wish }: RecentReadingWish): Reading {
    const [reading, opened] = this.#open(onBegan)
    this.#host.postMessage({ kind: 'recent', reading, ...wish }, [port])
    return opened
  }

  /** Lets it read the newest lines of a container of a merged log, before what comes. */
  readFirst(wish: FirstWish, port: MessagePort): Reading {
    const [reading, opened] = this.#open()
    this.#host.postMessage({ kind: 'first', reading, ...wish }, [port])
    return opened
  }

  /** Lets it read what lies before the newest lines, of all containers. */
  readOlder(wishes: readonly OlderReadingWish[]): readonly Reading[] {
    const opened = wishes.map(() => this.#open())
    const readings = opened.flatMap(([reading], at) => {
      const wish = wishes[at]
      return wish ? [{ reading, member: wish.member }] : []
    })
    const ports = wishes.map(({ port }) => port)
    this.#host.postMessage({ kind: 'older', readings }, ports)
    return opened.map(([, reading]) => reading)
  }

  /** Says something between the lines. */
  note(note: LogNote): void {
    this.#host.postMessage({ kind: 'note', ...note }, [])
  }

  #open(onBegan = () => {}): readonly [number, Reading] {
    const reading = (this.#last += 1)
    const ended = new Promise<LogEnd>((resolve, reject) => {
      this.#readings.set(reading, { onBegan, resolve, reject })
    })
    const close = () => {
      if (this.#readings.delete(reading)) this.#host.postMessage({ kind: 'stop', reading }, [])
    }
    return [reading, { ended, close }]
  }

  /** Rows of it, for the screen. */
  rows(wish: RowsWish): Promise<ShownRows> {
    return this.#ask((question) => ({ kind: 'rows', question, wish }))
  }

  /** A part of it as plain text, with a line feed between lines. */
  text(span: Span): Promise<SpanText> {
    return this.#ask((question) => ({ kind: 'text', question, span }))
  }

  /** Has its lines written into a file. */
  save({ wish, port, onProgress }: SavingWish): Saving {
    const save = (this.#last += 1)
    const ended = new Promise<SavedLog>((resolve, reject) => {
      this.#savings.set(save, { onProgress, resolve, reject })
    })
    this.#host.postMessage({ kind: 'save', save, wish }, [port])
    return {
      ended,
      close: () => {
        if (this.#savings.delete(save)) this.#host.postMessage({ kind: 'stop-save', save }, [])
      },
    }
  }

  /** What is known of one line. */
  line(line: number): Promise<LineFacts> {
    return this.#ask((question) => ({ kind: 'line', question, line }))
  }

  /** All that is known of a line, or of the one shown after or before it. */
  details(wish: DetailsWish): Promise<LineDetails> {
    return this.#ask((question) => ({ kind: 'details', question, wish }))
  }

  /** Answers wishes for its lines on a port. */
  serve(port: MessagePort): void {
    this.#host.postMessage({ kind: 'serve' }, [port])
  }

  /** Shows only lines that meet these criteria; those from a line on are looked at first. */
  filter(criteria: LogCriteria, near: number): void {
    this.#filters += 1
    this.#extent = { ...this.#extent, passing: undefined, isFiltering: true }
    this.#host.postMessage({ kind: 'filter', criteria, near }, [])
  }

  /** Shows only some of those, by what was found in them, or all again. */
  choose(choice: MatchChoice | undefined): void {
    this.#host.postMessage({ kind: 'choose', choice }, [])
  }

  /** Ends it with all that it kept; the engine's streams end too. */
  close(): void {
    this.#readings.clear()
    this.#savings.clear()
    // Its ports are closed one by one: those that die with a worker are noticed much later.
    this.#host.postMessage({ kind: 'close' }, [])
    const end = () => {
      clearTimeout(clock)
      this.#host.terminate()
    }
    const clock = setTimeout(end, CLOSING_MS)
    this.#host.onmessage = ({ data }) => data.kind === 'closed' && end()
  }

  #ask<Answer>(commandFor: (question: number) => LogCommand): Promise<Answer> {
    const question = (this.#last += 1)
    return new Promise((resolve, reject) => {
      this.#questions.set(question, { resolve, reject })
      this.#host.postMessage(commandFor(question), [])
    })
  }

  /** Whoever waits for the worker is told, and may try again. */
  #fail(message: string): void {
    const error = new EngineError({
      code: 'bad-answer',
      message: 'The log could not be kept',
      engineMessage: message,
    })
    for (const { reject } of this.#readings.values()) reject(error)
    for (const { reject } of this.#questions.values()) reject(error)
    for (const { reject } of this.#savings.values()) reject(error)
    this.#savings.clear()
    this.#readings.clear()
    this.#questions.clear()
  }

  #take(report: LogReport): void {
    switch (report.kind) {
      case 'lines':
        // What is said of an earlier filter says nothing of this one.
        this.#extent =
          report.filters === this.#filters
            ? report
            : { ...report, passing: undefined, isFiltering: true }
        for (const listener of this.#listeners) listener()
        return
      case 'began':
        return this.#readings.get(report.reading)?.onBegan()
      case 'ended':
        this.#readings.get(report.reading)?.resolve(report.end)
        this.#readings.delete(report.reading)
        return
      case 'failed':
        this.#readings.get(report.reading)?.reject(new EngineError(report.error))
        this.#readings.delete(report.reading)
        return
      case 'answer':
        this.#questions.get(report.question)?.resolve(report.answer as never)
        this.#questions.delete(report.question)
        return
      case 'unanswered':
        this.#questions.get(report.question)?.reject(new EngineError(report.error))
        this.#questions.delete(report.question)
        return
      case 'saving':
        return this.#savings.get(report.save)?.onProgress(report.lines)
      case 'saved':
        this.#savings.get(report.save)?.resolve(report.saved)
        this.#savings.delete(report.save)
        return
      case 'unsaved':
        this.#savings.get(report.save)?.reject(new EngineError(report.error))
        this.#savings.delete(report.save)
        return
      case 'closed':
        return
      default:
        return report satisfies never
    }
  }
}
