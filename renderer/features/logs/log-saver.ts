import type { ChosenFile } from '#shared/contract/desktop.ts'
import { EngineError } from '#shared/errors.ts'
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
  /** False while it is not known of all lines whether they are shown. */
  isShownWhole(): boolean
  onChange(state: SavingState | undefined): void
}

/** Saves a log, once all of it is there. One file at a time. */
export class LogSaver {
  readonly #parts: SaverParts
  #state: SavingState | undefined
  /** What whoever waits for the older lines is told by. */
  #goOn: (() => void) | undefined
  #end: { cancel(): void; fail(cause: EngineError): void } | undefined
  #wish: SaveWish | undefined

  constructor(parts: SaverParts) {
    this.#parts = parts
  }

  /** Rejects with an `EngineError`; nothing where the person gave it up, or another one is under way. */
  async save(file: ChosenFile, wish: SaveWish): Promise<SavedLog | undefined> {
    if (this.#state) return undefined
    this.#set({ name: file.name, isWaiting: true, lines: 0, total: undefined })
    this.#wish = wish
    const cancelled = new Promise<undefined>((resolve, reject) => {
      this.#end = { cancel: () => resolve(undefined), fail: reject }
    })
    try {
      const isThere = await Promise.race([this.#whole().then(() => true), cancelled])
      return isThere ? await this.#write(file, wish, cancelled) : undefined
    } finally {
      this.#goOn = this.#end = this.#wish = undefined
      this.#set(undefined)
    }
  }

  /** Gives up what is being saved: no file is left. */
  cancel(): void {
    this.#end?.cancel()
  }

  /** Other lines are shown now: half of a file would be of those before. */
  noticeOthersShown(): void {
    if (!this.#state || this.#state.isWaiting || this.#wish?.shownAfter === undefined) return
    const message = `Cannot save "${this.#state.name}": which lines are shown was changed meanwhile`
    this.#end?.fail(new EngineError({ code: 'conflict', message, hint: 'Save it again.' }))
  }

  /** Other lines may be there now. */
  notice(): void {
    if (this.#isWhole()) this.#goOn?.()
  }

  #isWhole(): boolean {
    const isShown = this.#wish?.shownAfter !== undefined
    return isShown ? this.#parts.isShownWhole() : this.#parts.isWhole()
  }

  #whole(): Promise<void> {
    if (this.#isWhole()) return Promise.resolve()
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
