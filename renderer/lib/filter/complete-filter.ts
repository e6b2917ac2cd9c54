import { findKey } from './compile-filter.ts'
import type { FilterKey } from './filter-key.ts'
import { parseFilter, writeValue, type FieldTerm } from './parse-filter.ts'

/** One way to go on with what was typed. */
export interface Completion {
  /** As it is shown. */
  readonly label: string
  readonly about?: string
  /** What takes the place of the text between `from` and `to`. */
  readonly insert: string
}

/** Ways to go on with the word at the caret. */
export interface Completions {
  readonly from: number
  readonly to: number
  readonly items: readonly Completion[]
}

/** More would hide the list under them. */
const MAX_ITEMS = 8

const NO_ITEMS: Completions = { from: 0, to: 0, items: [] }

/** How what was typed before the caret can go on: a key, or a value of the rows that are there. */
export function completeFilter<Row>(
  text: string,
  caret: number,
  keys: readonly FilterKey<Row>[],
  rows: readonly Row[],
): Completions {
  const term = parseFilter(text).find(({ from, to }) => from < caret && caret <= to)
  if (!term) return completeKeys('', caret, caret, false, keys)
  // In the middle of a word nobody knows what is to become of the rest.
  if (caret < term.to) return NO_ITEMS
  const { from, to, negated } = term
  if (term.kind === 'field') {
    const key = findKey(keys, term.key)
    return key ? completeValues(term, key, rows) : NO_ITEMS
  }
  return completeKeys(term.text.toLowerCase(), from, to, negated, keys)
}

function completeKeys<Row>(
  begun: string,
  from: number,
  to: number,
  negated: boolean,
  keys: readonly FilterKey<Row>[],
): Completions {
  const items = keys
    .filter(({ key }) => key.startsWith(begun))
    .map(({ key, about, compares }) => {
      const label = `${key}${compares === true ? '<' : ':'}`
      return { label, about, insert: `${negated ? '-' : ''}${label}` }
    })
  return { from, to, items }
}

function completeValues<Row>(
  { to, values: written, lastFrom }: FieldTerm,
  key: FilterKey<Row>,
  rows: readonly Row[],
): Completions {
  const begun = (written.at(-1)?.text ?? '').toLowerCase()
  const { values, lower, all } = valuesOf(key, rows)
  // It is written out: there is nothing to add.
  if (all.has(begun)) return NO_ITEMS
  const starting: string[] = []
  const holding: string[] = []
  for (const [at, value] of values.entries()) {
    const place = lower[at]?.indexOf(begun) ?? -1
    if (place === 0) starting.push(value)
    else if (place > 0 && holding.length < MAX_ITEMS) holding.push(value)
    if (starting.length === MAX_ITEMS) break
  }
  const items = [...starting, ...holding]
    .slice(0, MAX_ITEMS)
    .map((value) => ({ label: value, insert: `${writeValue(value)} ` }))
  return { from: lastFrom, to, items }
}

interface KnownValues {
  readonly values: readonly string[]
  /** By the same index, in lower case. */
  readonly lower: readonly string[]
  readonly all: ReadonlySet<string>
}

/** By key and rows: the next letter asks again for what thousands of labels were read for. */
const known = new WeakMap<object, WeakMap<readonly unknown[], KnownValues>>()

function valuesOf<Row>(key: FilterKey<Row>, rows: readonly Row[]): KnownValues {
  const ofKey = known.get(key) ?? new WeakMap<readonly unknown[], KnownValues>()
  known.set(key, ofKey)
  const before = ofKey.get(rows)
  if (before) return before
  const values = key.values(rows)
  const lower = values.map((value) => value.toLowerCase())
  const found = { values, lower, all: new Set(lower) }
  ofKey.set(rows, found)
  return found
}
