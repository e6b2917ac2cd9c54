import type { TaskLines } from '#shared/contract/tasks.ts'
import { engineLine } from '../../engine/index.ts'

/** The last of these are kept of a task. */
const MAX_LINES = 500

/** A longer line is cut: it is there to be read. */
const MAX_CHARS = 500

/** What was said of a task, of which the last lines are kept. */
export interface TaskLog {
  add(line: string): void
  /** Those from this number on, as far as they are kept. */
  since(from: number): TaskLines
  /** The number of the next line. */
  readonly length: number
}

export function createTaskLog(): TaskLog {
  let lines: readonly string[] = []
  let dropped = 0
  return {
    add(line) {
      const text = engineLine(line).slice(0, MAX_CHARS)
      if (text === '') return
      const all = [...lines, text]
      dropped += Math.max(0, all.length - MAX_LINES)
      lines = all.slice(-MAX_LINES)
    },
    since(from) {
      const first = Math.max(from, dropped)
      return { from: first, lines: lines.slice(first - dropped) }
    },
    get length() {
      return dropped + lines.length
    },
  }
}
