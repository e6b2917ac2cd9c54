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
    const own = searchedText(row, textOf)
    return words.every(({ text, negated }) => own.includes(text) !== negated)
  })
}

/** By what makes the text, and by row: the object of a row that did not change is kept. */
const texts = new WeakMap<object, WeakMap<object, string>>()

function searchedText<Row>(row: Row, textOf: (row: Row) => readonly string[]): string {
  const make = () => textOf(row).join('\n').toLowerCase()
  if (typeof row !== 'object' || row === null) return make()
  const ofRows = texts.get(textOf) ?? new WeakMap<object, string>()
  texts.set(textOf, ofRows)
  const text = ofRows.get(row) ?? make()
  ofRows.set(row, text)
  return text
}
