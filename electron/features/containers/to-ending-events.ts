import type { EngineEvent } from '#shared/contract/activity.ts'
import type { EndingEvents, SentSignal } from '#shared/contract/container-ending.ts'

/** An engine notes the end first and tells of it afterwards; stamps are cut to milliseconds. */
const TOLERANCE_MS = 1

/** What the events of a container tell of the run that ended then; nothing without its end. */
export function toEndingEvents(
  events: readonly EngineEvent[],
  finishedAt: number,
  tellsAllSignals: boolean,
): EndingEvents | undefined {
  const end = endOf(events, finishedAt)
  const death = events[end]
  if (!death) return undefined
  const start = lastStart(events, end)
  const run = events.slice(start + 1, end)
  const oom = run.findLast(({ action }) => action === 'oom')
  const afterwards = untilNextStart(events.slice(end + 1))
  return {
    signals: run.filter(({ action }) => action === 'kill').map((event) => toSignal(event, death)),
    ...(oom && { oomBeforeMs: between(oom, death) }),
    // dockerd tells of a stop once it is done, and Podman before.
    stopped: [...run, ...afterwards].some(({ action }) => action === 'stop'),
    isWhole: start >= 0 && tellsAllSignals,
  }
}

/** Whether events that may follow could tell no more of how it ended. */
export function isTold(events: readonly EngineEvent[], finishedAt: number): boolean {
  const told = toEndingEvents(events, finishedAt, true)
  return told !== undefined && (told.stopped || told.signals.length === 0)
}

function endOf(events: readonly EngineEvent[], finishedAt: number): number {
  return events.findIndex(
    ({ action, time }) => action === 'die' && time >= finishedAt - TOLERANCE_MS,
  )
}

function lastStart(events: readonly EngineEvent[], before: number): number {
  return events.findLastIndex(({ action }, at) => at < before && action === 'start')
}

function untilNextStart(events: readonly EngineEvent[]): readonly EngineEvent[] {
  const next = events.findIndex(({ action }) => action === 'start')
  return next < 0 ? events : events.slice(0, next)
}

function toSignal(event: EngineEvent, death: EngineEvent): SentSignal {
  const number = Number.parseInt(event.attributes['signal'] ?? '', 10)
  const beforeMs = between(event, death)
  return Number.isNaN(number) ? { beforeMs } : { number, beforeMs }
}

/** Milliseconds; stamps have fractions of one that mean nothing here. */
function between(before: EngineEvent, after: EngineEvent): number {
  return Math.max(0, Math.round(after.time - before.time))
}
