import type { ChosenFile } from '#shared/contract/desktop.ts'
import type { SaveWish } from '../../workers/log/protocol.ts'
import type { SavedLog } from '../../workers/log/save-log.ts'
import type { LogKeeper } from './log-keeper.ts'

/** How the saving of a log stands. */
export interface SavingState {
  /** The file's. */
  readonly name: string
  /** Lines are still being read that belong to it. */
  readonly isWaiting: boolean
  /** Written so far. */
  readonly lines: number
  /** To be written, where that is known. */
  readonly total: number | undefined
}

interface SaverParts {
  readonly keeper: Pick<LogKeeper, 'extent' | 'save'>
  /** The port of a pipe into a file that was chosen. */
  openPort(file: string): MessagePort
  /** False while lines before those that are there may still come. */
  isWhole(): boolean
  onChange(state: SavingState | undefined): void
}

/** Saves a log, once all of it is there. One file at a time. */
export class LogSaver {
  readonly #parts: SaverParts
  #state: SavingState | undefined
  /** What whoever waits for the older lines is told by. */
  #goOn: (() => void) | undefined
  #cancel: (() => void) | undefined

  constructor(parts: SaverParts) {
    this.#parts = parts
  }

  /** Rejects with an `EngineError`; nothing where the person gave it up, or another one is under way. */
  async save(file: ChosenFile, wish: SaveWish): Promise<SavedLog | undefined> {
    if (this.#state) return undefined
    this.#set({ name: file.name, isWaiting: true, lines: 0, total: undefined })
    const cancelled = new Promise<undefined>((resolve) => {
      this.#cancel = () => resolve(undefined)
    })
    try {
      const isThere = await Promise.race([this.#whole(wish).then(() => true), cancelled])
      return isThere ? await this.#write(file, wish, cancelled) : undefined
    } finally {
      this.#goOn = this.#cancel = undefined
      this.#set(undefined)
    }
  }

  /** Gives up what is being saved: no file is left. */
  cancel(): void {
    this.#cancel?.()
  }

  /** Other lines may be there now. */
  notice(): void {
    if (this.#parts.isWhole()) this.#goOn?.()
  }

  /** What is on screen is there already; the whole log may not be. */
  #whole({ shownAfter }: SaveWish): Promise<void> {
    if (shownAfter !== undefined || this.#parts.isWhole()) return Promise.resolve()
    return new Promise((resolve) => (this.#goOn = resolve))
  }

  async #write(file: ChosenFile, wish: SaveWish, cancelled: Promise<undefined>) {
    const { keeper, openPort } = this.#parts
    const { first, end } = keeper.extent
    const total = wish.shownAfter === undefined ? end - first : undefined
    this.#set({ name: file.name, isWaiting: false, lines: 0, total })
    const saving = keeper.save({
      wish,
      port: openPort(file.file),
      onProgress: (lines) => this.#set({ name: file.name, isWaiting: false, lines, total }),
    })
    try {
      return await Promise.race([saving.ended, cancelled])
    } finally {
      saving.close()
    }
  }

  #set(state: SavingState | undefined): void {
    this.#state = state
    this.#parts.onChange(state)
  }
}
