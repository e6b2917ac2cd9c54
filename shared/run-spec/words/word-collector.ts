import type { Remark, ShellText, Word } from './word.ts'

/** Collects characters into words and words into commands, for the reader of one shell's text. */
export class WordCollector {
  readonly #source: string
  readonly #commands: Word[][] = [[]]
  readonly #remarks: Remark[] = []
  #text = ''
  #expands: string[] = []
  /** Where the word began; nothing between words. */
  #start: number | undefined
  #skipsNext = false

  constructor(source: string) {
    this.#source = source
  }

  get isInWord(): boolean {
    return this.#start !== undefined
  }

  /** A word begins here, even if it stays empty, as `''` does. */
  begin(at: number): void {
    this.#start ??= at
  }

  add(text: string, at: number): void {
    this.begin(at)
    this.#text += text
  }

  /** The shell would put something else in its place. */
  addExpansion(typed: string, at: number): void {
    this.add(typed, at)
    this.#expands.push(typed)
  }

  endWord(at: number): void {
    if (this.#start === undefined) return
    const word = {
      text: this.#text,
      typed: this.#source.slice(this.#start, at),
      expands: this.#expands,
    }
    if (!this.#skipsNext) this.#commands.at(-1)?.push(word)
    this.#skipsNext = false
    this.#start = undefined
    this.#text = ''
    this.#expands = []
  }

  endCommand(at: number): void {
    this.endWord(at)
    this.#skipsNext = false
    this.#commands.push([])
  }

  /** Input or output is led elsewhere: the file's name is no word of the command. */
  redirect(typed: string, at: number): void {
    // `2>` is one sign; what stands before it is no word.
    if (/^\d+$/.test(this.#text)) this.#skipsNext = true
    this.endWord(at)
    this.#skipsNext = true
    this.remark(
      'attention',
      typed,
      'where input and output go is up to your shell, and is left out',
    )
  }

  remark(kind: Remark['kind'], word: string, why: string): void {
    this.#remarks.push({ kind, word, why })
  }

  finish(): ShellText {
    this.endWord(this.#source.length)
    return { commands: this.#commands.filter(({ length }) => length > 0), remarks: this.#remarks }
  }
}
