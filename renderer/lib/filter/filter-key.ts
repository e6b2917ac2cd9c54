import { parseAge, parseSize } from './amounts.ts'
import type { FilterOperator, FilterValue } from './parse-filter.ts'

/** Whether a row has what is asked for, at this time in milliseconds since the epoch. */
export type FilterTest<Row> = (row: Row, now: number) => boolean

/** What a value that cannot be meant is answered with. */
interface Problem {
  readonly problem: string
}

/** One property of the rows that a filter can ask about. */
export interface FilterKey<Row> {
  readonly key: string
  readonly aliases?: readonly string[]
  /** What it is about, in a few words: `port on the host or in the container`. */
  readonly about: string
  /** It is compared (`age<2d`), and not only looked at (`state:running`). */
  readonly compares?: true
  /** What it asks depends on the time of day. */
  readonly usesTime?: true
  /** What several values mean together, where that is not each by itself. */
  together?(values: readonly FilterValue[]): readonly FilterValue[]
  /** What a value asks of a row, or why it is none. */
  test(operator: FilterOperator, value: FilterValue): FilterTest<Row> | Problem
  /** Values to offer, given the rows that are there. */
  values(rows: readonly Row[]): readonly string[]
}

interface KeyWords {
  readonly key: string
  readonly aliases?: readonly string[]
  readonly about: string
}

/** A key of which any of several texts may hold the value; in quotes, one of them must be it. */
export function textKey<Row>(
  words: KeyWords,
  textsOf: (row: Row) => readonly string[],
): FilterKey<Row> {
  return {
    ...words,
    test(operator, { text, exact }) {
      if (operator !== ':') return onlyColon(words.key)
      const wanted = text.toLowerCase()
      return (row) =>
        textsOf(row).some((own) => {
          const known = own.toLowerCase()
          return exact ? known === wanted : known.includes(wanted)
        })
    },
    values: (rows) => distinct(rows.flatMap(textsOf)),
  }
}

/** A key with a few values, of which the beginning is enough. A row may have several of them. */
export function choiceKey<Row>(
  words: KeyWords,
  choices: readonly string[],
  choicesOf: (row: Row) => readonly string[],
): FilterKey<Row> {
  return {
    ...words,
    test(operator, { text, exact }) {
      if (operator !== ':') return onlyColon(words.key)
      const wanted = text.toLowerCase()
      const isExact = exact || choices.includes(wanted)
      const meant = choices.filter((own) => (isExact ? own === wanted : own.startsWith(wanted)))
      if (meant.length === 0) return { problem: `Write one of ${choices.join(', ')}.` }
      return (row) => choicesOf(row).some((own) => meant.includes(own))
    },
    values: () => choices,
  }
}

/** A key that is true or not of a row. */
export function yesKey<Row>(words: KeyWords, isSo: (row: Row) => boolean): FilterKey<Row> {
  return choiceKey(words, ['yes', 'no'], (row) => [isSo(row) ? 'yes' : 'no'])
}

/** A key of numbers, of which a row may have several. */
export function numberKey<Row>(
  words: KeyWords,
  numbersOf: (row: Row) => readonly number[],
): FilterKey<Row> {
  return {
    ...words,
    test(operator, { text }) {
      if (!/^\d+$/.test(text)) return { problem: `Write a number, as in ${words.key}:80.` }
      const wanted = Number(text)
      return (row) => numbersOf(row).some((own) => holds(own, operator, wanted))
    },
    values: (rows) => [...new Set(rows.flatMap(numbersOf))].toSorted((a, b) => a - b).map(String),
  }
}

/** A key of how long ago something was, given in milliseconds since the epoch where it is known. */
export function ageKey<Row>(
  words: KeyWords,
  timeOf: (row: Row) => number | undefined,
): FilterKey<Row> {
  return {
    ...words,
    compares: true,
    usesTime: true,
    test(operator, { text }) {
      const wanted = parseAge(text)
      if (wanted === undefined) return { problem: 'Write an age: 30m, 12h, 2d, 3w, 6mo.' }
      if (operator === ':') return onlyCompared(words.key, text)
      return (row, now) => {
        const time = timeOf(row)
        return time !== undefined && holds(now - time, operator, wanted)
      }
    },
    values: () => ['1h', '1d', '1w', '1mo'],
  }
}

/** A key of bytes. */
export function sizeKey<Row>(
  words: KeyWords,
  bytesOf: (row: Row) => number | undefined,
): FilterKey<Row> {
  return {
    ...words,
    compares: true,
    test(operator, { text }) {
      const wanted = parseSize(text)
      if (wanted === undefined) return { problem: 'Write a size: 500kb, 20mb, 1.5gb.' }
      if (operator === ':') return onlyCompared(words.key, text)
      return (row) => {
        const bytes = bytesOf(row)
        return bytes !== undefined && holds(bytes, operator, wanted)
      }
    },
    values: () => ['10mb', '100mb', '500mb', '1gb'],
  }
}

/**
 * `label:env` has such a label, `label:env=dev` has it with that value. The beginning of either is
 * enough, so that no list goes blank in the middle of a word; in quotes it is the whole label.
 */
export function labelKey<Row>(
  labelsOf: (row: Row) => Readonly<Record<string, string>>,
): FilterKey<Row> {
  return {
    key: 'label',
    about: 'a label, or a label with its value: env=dev',
    together: valuesOfLabels,
    test(operator, value) {
      if (operator !== ':') return onlyColon('label')
      const isMeant = labelTest(value)
      return (row) => Object.entries(labelsOf(row)).some(([name, own]) => isMeant(name, own))
    },
    values: (rows) =>
      distinct(
        rows.flatMap((row) =>
          Object.entries(labelsOf(row)).map(([name, value]) => (value ? `${name}=${value}` : name)),
        ),
      ),
  }
}

function labelTest({ text, exact }: FilterValue): (name: string, value: string) => boolean {
  const [name = '', ...rest] = text.toLowerCase().split('=')
  const value = rest.length === 0 ? undefined : rest.join('=')
  return (ownName, ownValue) => {
    const known = ownName.toLowerCase()
    if (value === undefined) return exact ? known === name : known.startsWith(name)
    if (known !== name) return false
    const knownValue = ownValue.toLowerCase()
    return exact ? knownValue === value : knownValue.startsWith(value)
  }
}

/**
 * In `env=dev,prod` the second is another value of the same label. It may be one value as well:
 * labels hold commas.
 */
function valuesOfLabels(values: readonly FilterValue[]): readonly FilterValue[] {
  const all: FilterValue[] = []
  let whole: string | undefined
  for (const value of values) {
    const isMore = whole !== undefined && !value.exact && !value.text.includes('=')
    if (!isMore) {
      all.push(value)
      whole = !value.exact && value.text.includes('=') ? value.text : undefined
    } else if (value.text !== '') {
      const name = whole?.slice(0, whole.indexOf('=')) ?? ''
      whole = `${whole},${value.text}`
      all.push({ text: `${name}=${value.text}`, exact: false }, { text: whole, exact: false })
    }
  }
  return all
}

function onlyColon(key: string): Problem {
  return { problem: `Write ${key}:… here; only amounts are compared.` }
}

function onlyCompared(key: string, text: string): Problem {
  return { problem: `Write ${key}<${text} or ${key}>${text}.` }
}

function holds(own: number, operator: FilterOperator, wanted: number): boolean {
  switch (operator) {
    case ':':
      return own === wanted
    case '<':
      return own < wanted
    case '>':
      return own > wanted
    case '<=':
      return own <= wanted
    case '>=':
      return own >= wanted
    default:
      return operator satisfies never
  }
}

/** Each once, the most frequent first. */
function distinct(texts: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const text of texts) if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([text]) => text)
}
