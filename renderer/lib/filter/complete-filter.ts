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
  const values = key.values(rows)
  // It is written out: there is nothing to add.
  if (values.some((value) => value.toLowerCase() === begun)) return NO_ITEMS
  const starting = values.filter((value) => value.toLowerCase().startsWith(begun))
  const holding = values.filter(
    (value) => !starting.includes(value) && value.toLowerCase().includes(begun),
  )
  const items = [...starting, ...holding]
    .slice(0, MAX_ITEMS)
    .map((value) => ({ label: value, insert: `${writeValue(value)} ` }))
  return { from: lastFrom, to, items }
}
