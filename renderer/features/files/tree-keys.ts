import type { TreeRow } from './tree-rows.ts'

/** What a key asks of the tree. */
export type TreeAction =
  | { readonly kind: 'move'; readonly to: number }
  | { readonly kind: 'open' | 'fold' | 'choose' | 'none' }

/** The tree's own meaning of a chord at this row, if it has one. */
export function treeAction(
  chord: string,
  rows: readonly TreeRow[],
  at: number,
): TreeAction | undefined {
  const row = rows[at]
  if (!row) return undefined
  const isFolder = row.kind === 'folder'
  switch (chord) {
    case 'ArrowDown':
      return move(rows, at + 1)
    case 'ArrowUp':
      return move(rows, at - 1)
    case 'Home':
      return move(rows, 0)
    case 'End':
      return move(rows, rows.length - 1)
    case 'ArrowRight':
      if (!isFolder || row.isOpen === undefined) return NONE
      return row.isOpen ? move(rows, at + 1) : { kind: 'open' }
    case 'ArrowLeft':
      return isFolder && row.isOpen === true ? { kind: 'fold' } : move(rows, parentAt(rows, at))
    case 'Enter':
      return { kind: 'choose' }
    case 'Space':
      if (!isFolder) return { kind: 'choose' }
      if (row.isOpen === undefined) return NONE
      return { kind: row.isOpen ? 'fold' : 'open' }
    default:
      return undefined
  }
}

/** The row is of no other: the key is the tree's all the same, and nothing is to scroll by it. */
const NONE: TreeAction = { kind: 'none' }

function move(rows: readonly TreeRow[], to: number): TreeAction {
  return { kind: 'move', to: Math.max(0, Math.min(to, rows.length - 1)) }
}

/** That of the root is its own. */
function parentAt(rows: readonly TreeRow[], at: number): number {
  const level = rows[at]?.level ?? 1
  return Math.max(
    0,
    rows.findLastIndex((row, index) => index < at && row.level < level),
  )
}

/**
 * The next folder whose name begins with what was typed. One letter, again and again, goes from one to
 * the next; more of them stay where they fit.
 */
export function findTyped(rows: readonly TreeRow[], at: number, typed: string): number | undefined {
  const all = typed.toLowerCase()
  const first = all.slice(0, 1)
  const isOne = all === first.repeat(all.length)
  const word = isOne ? first : all
  const from = isOne ? at + 1 : at
  for (let step = 0; step < rows.length; step += 1) {
    const index = (from + step) % rows.length
    const row = rows[index]
    if (row?.kind === 'folder' && row.name.toLowerCase().startsWith(word)) return index
  }
  return undefined
}
