import type { LineDetails } from '../../workers/log/line-details.ts'
import type { ShownRow } from '../../workers/log/log-rows.ts'
import type { DetailsWish } from '../../workers/log/protocol.ts'
import type { LogState } from './log-state.ts'

interface CursorParts {
  details(wish: Omit<DetailsWish, 'after'>): Promise<LineDetails>
  /** Those on screen. */
  rows(): readonly ShownRow[]
  state(): LogState
  onChange(change: Partial<Pick<LogState, 'current' | 'details'>>): void
  /** Brings a line into sight, which it is not. */
  reveal(line: number): void
}

/** The line of a log that a person is at, and what is told of it. It moves nothing by itself. */
export class LogCursor {
  readonly #parts: CursorParts
  /** Answers to any question but the last come too late. */
  #asked = 0

  constructor(parts: CursorParts) {
    this.#parts = parts
  }

  /** To this line; where details are shown, they are of it from now on. */
  point(line: number): void {
    this.#parts.onChange({ current: line })
    if (this.#parts.state().details) void this.#tell({ line, by: 0 }).catch(() => {})
  }

  /** Shows all that is known of the line, or of the nearest one on screen. */
  async open(): Promise<void> {
    const line = this.#lineInSight()
    if (line !== undefined) await this.#tell({ line, by: 0 })
  }

  /** All that is known of the line, or of the nearest one on screen, without showing it. */
  async line(): Promise<LineDetails | undefined> {
    const line = this.#lineInSight()
    return line === undefined ? undefined : this.#parts.details({ line, by: 0 })
  }

  /** To the line that is shown after it, or before it, and on to the details of that. */
  async move(by: 1 | -1): Promise<void> {
    const line = this.#parts.state().current
    if (line === undefined) return
    const told = await this.#tell({ line, by })
    if (told !== undefined && !this.#parts.rows().some((row) => row.line === told))
      this.#parts.reveal(told)
  }

  /** The screen has so many rows now: a line that details are shown of stays in sight, if it was. */
  resize(height: number): void {
    const { current, details, following } = this.#parts.state()
    const rows = this.#parts.rows()
    const row = rows.findIndex(({ line }) => line === current)
    if (!details || current === undefined || row < 0) return
    // Who follows keeps the end of what is on screen, and who does not its beginning.
    const isInSight = following ? rows.length - row <= height : row < height
    if (!isInSight) this.#parts.reveal(current)
  }

  close(): void {
    this.#asked += 1
    this.#parts.onChange({ details: undefined })
  }

  #lineInSight(): number | undefined {
    const rows = this.#parts.rows()
    const { current, following } = this.#parts.state()
    if (rows.some(({ line }) => line === current)) return current
    return following ? rows.at(-1)?.line : rows[0]?.line
  }

  async #tell(wish: Omit<DetailsWish, 'after'>): Promise<number | undefined> {
    const asked = (this.#asked += 1)
    const details = await this.#parts.details(wish)
    if (asked !== this.#asked) return undefined
    this.#parts.onChange({ current: details.line, details })
    return details.line
  }
}
