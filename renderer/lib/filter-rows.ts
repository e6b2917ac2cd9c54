/** A word that must occur, or that must not. */
export interface FilterWord {
  readonly text: string
  readonly negated: boolean
}

/** The words of a filter: all must occur, in any order. A leading `-` means "must not". */
function filterWords(query: string): readonly FilterWord[] {
  return query
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const negated = word.length > 1 && word.startsWith('-')
      return { text: negated ? word.slice(1) : word, negated }
    })
}

/** Rows whose text holds every word of the query. The same array when the query is empty. */
export function filterRows<Row>(
  rows: readonly Row[],
  query: string | readonly FilterWord[],
  textOf: (row: Row) => readonly string[],
): readonly Row[] {
  const words = (typeof query === 'string' ? filterWords(query) : query).map(
    ({ text, negated }) => ({ text: text.toLowerCase(), negated }),
  )
  if (words.length === 0) return rows
  return rows.filter((row) => {
    const own = textOf(row).join('\n').toLowerCase()
    return words.every(({ text, negated }) => own.includes(text) !== negated)
  })
}
