/** That a person answered a question with yes. Only the dialogs of `ui/` make one. */
export class Yes {
  /** Makes it a type of its own: nothing else can be passed off as one. */
  readonly #said = true

  static isIn(consent: unknown): boolean {
    return consent instanceof Yes && consent.#said
  }
}

/** Nobody was asked, because nobody has to be; a connection that confirms everything refuses it. */
export const UNASKED = 'unasked'

/** What must come with every call that changes something on an engine. */
export type Consent = Yes | typeof UNASKED
