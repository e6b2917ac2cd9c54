import type { LogKeeper, OlderReadingWish, Reading } from './log-keeper.ts'

/** How the reading of what lies before the newest lines stands. */
export type OlderPhase = 'waiting' | 'reading' | 'whole' | 'failed'

interface OlderParts {
  readonly keeper: LogKeeper
  /** Opens the logs from their beginnings up to a moment. */
  open(until: string): readonly OlderReadingWish[]
  onPhase(phase: OlderPhase): void
}

/** A log that is not on screen is read too. */
const MOST_HELD_MS = 250

/** What lies before the newest lines: it comes behind them, from the beginning of the logs. */
export class OlderReading {
  readonly #parts: OlderParts
  #phase: OlderPhase = 'waiting'
  #isReleased = false
  #isClosed = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #readings: readonly Reading[] = []

  constructor(parts: OlderParts) {
    this.#parts = parts
  }

  /** Begins as soon as it is known where the newest lines begin, and they are on screen. */
  notice(): void {
    if (this.#phase !== 'waiting' || this.#isClosed) return
    const { keeper, open } = this.#parts
    const { firstAt, isWhole } = keeper.extent
    if (isWhole) return this.#become('whole')
    if (firstAt === undefined) return
    if (!this.#isReleased) {
      this.#timer ??= setTimeout(() => this.release(), MOST_HELD_MS)
      return
    }
    const readings = keeper.readOlder(open(firstAt))
    this.#readings = readings
    this.#become('reading')
    void this.#settle(readings)
  }

  /** The newest lines are on screen: those before them take no time from them. */
  release(): void {
    clearTimeout(this.#timer)
    this.#isReleased = true
    this.notice()
  }

  /** What broke the older lines off broke the others off too, and both are read again. */
  again(): void {
    if (this.#phase === 'failed') this.#become('waiting')
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
    for (const reading of this.#readings) reading.close()
  }

  async #settle(readings: readonly Reading[]): Promise<void> {
    const ends = await Promise.allSettled(readings.map(({ ended }) => ended))
    const came = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value.kind] : []))
    // A container without a log to read takes nothing from the others.
    const isWhole = came.length > 0 && came.every((kind) => kind === 'complete')
    this.#become(isWhole ? 'whole' : 'failed')
  }

  #become(phase: OlderPhase): void {
    this.#phase = phase
    this.#parts.onPhase(phase)
  }
}
