import { useCallback, useSyncExternalStore } from 'react'
import { errorText } from '#lib/error-text.ts'
import type { ProgramEnd, ProgramNews } from '#shared/contract/places.ts'
import type { FeedListener } from '../../ipc/client.ts'

/** A program that main runs for the person, and what it has said so far. */
export interface ProgramRun {
  /** `Stop Colima (work)`. */
  readonly title: string
  readonly lines: readonly string[]
  /** How it ended; nothing while it is at work. */
  readonly end?: RunEnd
}

interface RunEnd {
  readonly kind: 'done' | 'failed' | 'cancelled'
  /** `Done`, `It failed with exit code 3`. */
  readonly text: string
}

/** Begins the program; returns how to end it. */
type Open = (listener: FeedListener<ProgramNews>) => () => void

interface RunSpec {
  readonly title: string
  readonly open: Open
  /** `seen`: its output is on the screen. */
  onEnd(run: ProgramRun, seen: boolean): void
}

interface Entry {
  run?: ProgramRun
  stop?: () => void
  onEnd?: RunSpec['onEnd']
  readonly listeners: Set<() => void>
}

/** Lines of a program's output that are kept: the last say why it failed. */
const MAX_LINES = 200

/**
 * By what they are about. They belong to the window and not to the page where they were begun: who
 * looks elsewhere meanwhile does not end them. When the window closes, main does.
 */
const entries = new Map<string, Entry>()

/** Begins a program, unless one is at work under this key already. */
export function startRun(key: string, { title, open, onEnd }: RunSpec): void {
  const entry = entryOf(key)
  if (isAtWork(entry.run)) return
  set(entry, { title, lines: [] })
  entry.onEnd = onEnd
  entry.stop = open({
    onValue(news) {
      if ('end' in news) finish(entry, endOf(news.end))
      else if (entry.run) set(entry, withLine(entry.run, news.line))
    },
    onEnd: (error) => error && finish(entry, { kind: 'failed', text: errorText(error) }),
  })
}

/** Ends a program. What it has said stays, and what it has done meanwhile is looked at. */
export function cancelRun(key: string): void {
  const entry = entryOf(key)
  if (!isAtWork(entry.run)) return
  entry.stop?.()
  finish(entry, { kind: 'cancelled', text: 'Cancelled' })
}

/** Whether it has not ended yet. */
export function isAtWork(run: ProgramRun | undefined): boolean {
  return run !== undefined && run.end === undefined
}

/** The last program under this key; nothing where there was none. */
export function programRun(key: string): ProgramRun | undefined {
  return entries.get(key)?.run
}

/** The last program under this key, live; nothing where there was none. */
export function useProgramRun(key: string): ProgramRun | undefined {
  const subscribe = useCallback(
    (listener: () => void) => {
      const { listeners } = entryOf(key)
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        // What has ended was read by whoever leaves now.
        if (listeners.size === 0 && entries.get(key)?.run?.end) entries.delete(key)
      }
    },
    [key],
  )
  return useSyncExternalStore(subscribe, () => programRun(key))
}

function finish(entry: Entry, end: RunEnd): void {
  const { run } = entry
  // One that was cancelled has said so already.
  if (!run || !isAtWork(run)) return
  const ended = { ...run, end }
  set(entry, ended)
  entry.onEnd?.(ended, entry.listeners.size > 0)
}

function entryOf(key: string): Entry {
  const entry = entries.get(key) ?? { listeners: new Set() }
  entries.set(key, entry)
  return entry
}

function set(entry: Entry, run: ProgramRun): void {
  entry.run = run
  for (const listener of entry.listeners) listener()
}

function withLine(run: ProgramRun, line: string): ProgramRun {
  return { ...run, lines: [...run.lines, line].slice(-MAX_LINES) }
}

function endOf(end: ProgramEnd): RunEnd {
  switch (end.kind) {
    case 'exited':
      return end.exitCode === 0
        ? { kind: 'done', text: 'Done' }
        : { kind: 'failed', text: `It failed with exit code ${end.exitCode}` }
    case 'killed':
      return { kind: 'failed', text: `It was ended by ${end.signal}` }
    case 'cancelled':
      return { kind: 'cancelled', text: 'Cancelled' }
    default:
      return end satisfies never
  }
}
