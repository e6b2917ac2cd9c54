import type { ShownRow } from '../../workers/log/log-rows.ts'

/** Test support: the row of a line that has no more than one. */
export function shownRow(line: number): ShownRow {
  return { line, row: 0, source: 'stdout', member: 0, text: '', plain: '', column: 0, indent: 0 }
}
