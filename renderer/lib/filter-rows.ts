/** The words of a filter: all must occur, in any order. A leading `-` means "must not". */
function filterTerms(query: string): readonly string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean)
}

/** Rows whose text holds every term of the query. The same array when the query is empty. */
export function filterRows<Row>(
  rows: readonly Row[],
  query: string,
  textOf: (row: Row) => readonly string[],
): readonly Row[] {
  const terms = filterTerms(query)
  if (terms.length === 0) return rows
  return rows.filter((row) => matchesTerms(textOf(row).join('\n').toLowerCase(), terms))
}

/** Whether lower-case text satisfies every term. */
function matchesTerms(text: string, terms: readonly string[]): boolean {
  return terms.every((term) =>
    term.length > 1 && term.startsWith('-') ? !text.includes(term.slice(1)) : text.includes(term),
  )
}
