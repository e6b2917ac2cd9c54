import UFuzzy from '@leeoniya/ufuzzy'
import type { PaletteRow } from './palette-rows.ts'

/** More would be scrolled through instead of typed for. */
const MAX_SHOWN = 50

/** Above this many matches their order says little, and working it out costs much. */
const MAX_RANKED = 1000

const MAX_PERMUTED_WORDS = 4
const fuzzy = new UFuzzy({})

export interface RowGroup {
  readonly title: string
  readonly items: readonly PaletteRow[]
}

/** The rows that match all words in any order, best first, under their headings. */
export function searchRows(rows: readonly PaletteRow[], words: string): readonly RowGroup[] {
  const found = words === '' ? rows : ranked(rows, words)
  return grouped(found.slice(0, MAX_SHOWN))
}

function ranked(rows: readonly PaletteRow[], words: string): readonly PaletteRow[] {
  const haystack = rows.map(
    ({ label, detail, keywords, group }) => `${label} ${detail} ${keywords} ${group}`,
  )
  const [indexes, , order] = fuzzy.search(haystack, words, MAX_PERMUTED_WORDS, MAX_RANKED)
  if (!indexes) return []
  const best = order ? order.map((at) => indexes[at] ?? -1) : indexes
  const needle = words.toLowerCase()
  return best
    .map((index) => rows[index])
    .filter((row) => row !== undefined)
    .toSorted((a, b) => closeness(a, needle) - closeness(b, needle))
}

/** A label that begins with the words is what was meant, wherever else they occur. */
function closeness({ label }: PaletteRow, needle: string): number {
  const text = label.toLowerCase()
  if (text === needle) return 0
  if (text.startsWith(needle)) return 1
  return text.includes(needle) ? 2 : 3
}

/** Headings in the order of their best row. */
function grouped(rows: readonly PaletteRow[]): readonly RowGroup[] {
  const groups = new Map<string, PaletteRow[]>()
  for (const row of rows) {
    const items = groups.get(row.group)
    if (items) items.push(row)
    else groups.set(row.group, [row])
  }
  return [...groups].map(([title, items]) => ({ title, items }))
}
