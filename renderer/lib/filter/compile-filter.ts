import { filterRows } from '../filter-rows.ts'
import type { FilterKey, FilterTest } from './filter-key.ts'
import { parseFilter, type FieldTerm, type FilterTerm } from './parse-filter.ts'

/** How a term was understood. */
export type ReadTerm =
  | { readonly as: 'text'; readonly term: FilterTerm }
  /** There is no such key here: it is searched for as text. */
  | { readonly as: 'unknown'; readonly term: FieldTerm; readonly hint: string }
  | { readonly as: 'field'; readonly term: FieldTerm }
  /** It has no value yet, and asks nothing. */
  | { readonly as: 'unfinished'; readonly term: FieldTerm }
  /** Its value cannot be meant, and it asks nothing. */
  | { readonly as: 'wrong'; readonly term: FieldTerm; readonly problem: string }

/** A filter that is ready to be used. */
export interface CompiledFilter<Row> {
  readonly terms: readonly ReadTerm[]
  /** What it lets through changes as time goes by. */
  readonly usesTime: boolean
  /** The same array where nothing is asked. */
  apply(rows: readonly Row[], now: number): readonly Row[]
}

/**
 * Makes a filter of what was typed: words must occur in the text of a row, in any order, and fields
 * ask about its properties.
 */
export function compileFilter<Row>(
  text: string,
  keys: readonly FilterKey<Row>[],
  textOf: (row: Row) => readonly string[],
): CompiledFilter<Row> {
  const terms = parseFilter(text).map((term) => readTerm(term, keys))
  const tests = terms.flatMap(({ test }) => (test ? [test] : []))
  const words = terms.flatMap(({ read: { as, term } }) =>
    (as === 'text' || as === 'unknown') && term.text !== '' ? [term] : [],
  )
  return {
    terms: terms.map(({ read }) => read),
    usesTime: terms.some(({ usesTime }) => usesTime),
    apply(rows, now) {
      const asked =
        tests.length === 0 ? rows : rows.filter((row) => tests.every((test) => test(row, now)))
      return words.length === 0 ? asked : filterRows(asked, words, textOf)
    },
  }
}

interface KnownTerm<Row> {
  readonly read: ReadTerm
  readonly usesTime: boolean
  readonly test?: FilterTest<Row>
}

function readTerm<Row>(term: FilterTerm, keys: readonly FilterKey<Row>[]): KnownTerm<Row> {
  if (term.kind === 'text') return { read: { as: 'text', term }, usesTime: false }
  const key = findKey(keys, term.key)
  if (!key) return { read: { as: 'unknown', term, hint: unknownHint(term, keys) }, usesTime: false }
  const written = key.together?.(term.values) ?? term.values
  const values = written.filter(({ text, exact }) => text !== '' || exact)
  if (values.length === 0) return { read: { as: 'unfinished', term }, usesTime: false }
  const tests: FilterTest<Row>[] = []
  for (const value of values) {
    const test = key.test(term.operator, value)
    if (typeof test !== 'function') {
      return { read: { as: 'wrong', term, problem: test.problem }, usesTime: false }
    }
    tests.push(test)
  }
  const isMeant: FilterTest<Row> = (row, now) =>
    tests.some((test) => test(row, now)) !== term.negated
  return { read: { as: 'field', term }, usesTime: key.usesTime === true, test: isMeant }
}

/** The key of this name. */
export function findKey<Row>(
  keys: readonly FilterKey<Row>[],
  name: string,
): FilterKey<Row> | undefined {
  return keys.find(({ key, aliases }) => key === name || aliases?.includes(name) === true)
}

function unknownHint<Row>({ key }: FieldTerm, keys: readonly FilterKey<Row>[]): string {
  const near = keys.find((known) => isNear(known.key, key))
  const instead = near
    ? `Did you mean ${near.key}?`
    : `Known here: ${keys.map(({ key }) => key).join(', ')}.`
  return `There is no key "${key}": it was searched for as text. ${instead}`
}

/** Whether one letter more, less, other, or two that changed places make one word of the other. */
function isNear(a: string, b: string): boolean {
  if (a.startsWith(b) || b.startsWith(a)) return true
  let from = 0
  while (from < a.length && a[from] === b[from]) from += 1
  const [restA, restB] = [a.slice(from), b.slice(from)]
  const swapped = `${restA.charAt(1)}${restA.charAt(0)}${restA.slice(2)}`
  return (
    restA.slice(1) === restB ||
    restB.slice(1) === restA ||
    restA.slice(1) === restB.slice(1) ||
    swapped === restB
  )
}
