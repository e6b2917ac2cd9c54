import { findFlag } from '../flags/flags.ts'
import type { Flag } from '../flags/flag.ts'
import { OTHER_FLAGS, type OtherFlag } from '../flags/other-flags.ts'
import type { Word } from '../words/word.ts'
import type { Problem } from './problem.ts'

/** A flag with its value, as it stood on the line. */
export interface GivenFlag {
  readonly flag: Flag
  readonly value: string
  /** The flag and its value as they were typed. */
  readonly typed: string
}

export interface ReadFlags {
  readonly given: readonly GivenFlag[]
  readonly problems: readonly Problem[]
  /** The image and what follows it. */
  readonly rest: readonly Word[]
}

type Known =
  | { readonly kind: 'ours'; readonly flag: Flag; readonly isSwitch: boolean }
  | { readonly kind: 'other'; readonly other: OtherFlag; readonly isSwitch: boolean }

/** Reads flags up to the first word that is none, as docker does. */
export function readFlags(words: readonly Word[]): ReadFlags {
  const reader = new FlagReader(words)
  while (reader.readNext());
  return { given: reader.given, problems: reader.problems, rest: reader.rest }
}

class FlagReader {
  readonly given: GivenFlag[] = []
  readonly problems: Problem[] = []
  readonly #words: readonly Word[]
  #at = 0

  constructor(words: readonly Word[]) {
    this.#words = words
  }

  get rest(): readonly Word[] {
    return this.#words.slice(this.#at)
  }

  /** Whether there may be more. */
  readNext(): boolean {
    const word = this.#words[this.#at]
    if (word === undefined || !word.text.startsWith('-') || word.text === '-') return false
    this.#at += 1
    if (word.text === '--') return false
    if (word.text.startsWith('--')) this.#readLong(word)
    else this.#readShort(word)
    return true
  }

  #readLong(word: Word): void {
    const [, name = '', value] = /^--([^=]*)(?:=([^]*))?$/.exec(word.text) ?? []
    const known = name.length > 1 ? find(name) : undefined
    if (!known) this.#unknown(word, `--${name}`, value === undefined)
    else if (value !== undefined) this.#take(known, value, word.typed)
    else if (known.isSwitch) this.#take(known, 'true', word.typed)
    else this.#takeNext(known, word)
  }

  /** `-itd`, `-p8080:80`, `-eNAME=value`, `-d=false` */
  #readShort(word: Word): void {
    for (let at = 1; at < word.text.length; at++) {
      const known = find(word.text.charAt(at))
      const after = word.text.slice(at + 1)
      if (!known) return this.#unknown(word, `-${word.text.charAt(at)}`, after === '')
      if (after.startsWith('=')) return this.#take(known, after.slice(1), word.typed)
      if (!known.isSwitch) {
        if (after === '') this.#takeNext(known, word)
        else this.#take(known, after, word.typed)
        return undefined
      }
      this.#take(known, 'true', word.typed)
    }
    return undefined
  }

  #takeNext(known: Known, word: Word): void {
    const next = this.#words[this.#at]
    if (!next) {
      this.problems.push({ kind: 'wrong', word: word.typed, why: 'its value is missing' })
      return
    }
    this.#at += 1
    this.#take(known, next.text, `${word.typed} ${next.typed}`)
  }

  #take(known: Known, value: string, typed: string): void {
    if (known.kind === 'ours') this.given.push({ flag: known.flag, value, typed })
    else if (known.other.why !== undefined) {
      this.problems.push({ kind: 'not-carried', word: typed, why: known.other.why })
    }
  }

  /** Whether it takes a value nobody can tell; where a further word could be the image, it does. */
  #unknown(word: Word, name: string, mayTakeNext: boolean): void {
    const [next, image] = this.rest
    const takesNext = mayTakeNext && next && !next.text.startsWith('-') && image !== undefined
    if (takesNext) this.#at += 1
    const why = `docker run has no flag ${name}`
    this.problems.push({
      kind: 'wrong',
      word: takesNext ? `${word.typed} ${next.typed}` : word.typed,
      why,
    })
  }
}

function find(name: string): Known | undefined {
  const flag = findFlag(name)
  if (flag) return { kind: 'ours', flag, isSwitch: flag.isSwitch ?? false }
  if (!Object.hasOwn(OTHER_FLAGS, name)) return undefined
  const other = OTHER_FLAGS[name] ?? {}
  return { kind: 'other', other, isSwitch: other.isSwitch ?? false }
}
