import { asEngineError } from '#shared/errors.ts'
import type { LogLines } from './log-lines.ts'
import type { ShownLines } from './shown-lines.ts'
import type { LogReport, SaveWish } from './protocol.ts'
import { saveLog, type LogSaving } from './save-log.ts'

/** How often it is told how far a saving is: nothing is drawn more often. */
const REPORT_MS = 50

/** Those of a log that are under way. */
export interface LogSavings {
  /** `names`: of the containers, where several are merged. */
  begin(id: number, wish: SaveWish, port: MessagePort, names: readonly string[] | undefined): void
  stop(id: number): void
  stopAll(): void
}

/** Saves a log for a window, which is told how far that is. */
export function createLogSavings(
  log: LogLines,
  shown: ShownLines,
  report: (report: LogReport) => void,
): LogSavings {
  const savings = new Map<number, LogSaving>()

  function stop(id: number): void {
    const saving = savings.get(id)
    savings.delete(id)
    saving?.close()
  }

  return {
    begin(id, { shownAfter, container, ...style }, port, names) {
      const isShownOnly = shownAfter !== undefined
      const saving = saveLog({
        log,
        port,
        chosen: {
          from: Math.max(log.first, shownAfter ?? log.first),
          // What comes meanwhile is not waited for.
          end: log.end,
          atOrAfter: isShownOnly ? shown.atOrAfter : (line) => line,
          isAll: !isShownOnly || shown.isAll,
        },
        style: {
          ...style,
          isMerged: names !== undefined,
          nameOf: (member) => names?.[member] ?? container,
        },
        onProgress: inModeration((lines) => report({ kind: 'saving', save: id, lines })),
      })
      savings.set(id, saving)
      // Of one that was stopped nothing is told.
      saving.ended.then(
        (saved) => savings.delete(id) && report({ kind: 'saved', save: id, saved }),
        (cause: unknown) => {
          const error = asEngineError(cause).toShape()
          if (savings.delete(id)) report({ kind: 'unsaved', save: id, error })
        },
      )
    },
    stop,
    stopAll() {
      for (const id of savings.keys()) stop(id)
    },
  }
}

function inModeration(tell: (lines: number) => void): (lines: number) => void {
  let toldAt = -Infinity
  return (lines) => {
    const now = performance.now()
    if (now - toldAt < REPORT_MS) return
    toldAt = now
    tell(lines)
  }
}
