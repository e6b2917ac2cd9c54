/** What a key asks of the grid. */
export type GridAction =
  | { readonly kind: 'move'; readonly to: number; readonly extend: boolean }
  | { readonly kind: 'to-header' }
  | { readonly kind: 'toggle' | 'select' | 'select-all' | 'clear' | 'open' | 'menu' }
  | { readonly kind: 'collapse' | 'expand' }

export interface GridPosition {
  /** Index of the active row; -1 when there is none. */
  readonly active: number
  readonly count: number
  /** Rows that fit on the screen. */
  readonly page: number
  /** There are headings of groups: elsewhere left and right scroll. */
  readonly grouped?: boolean
}

/** The grid's own meaning of a chord, if it has one. Pure, so that it can be tested by itself. */
export function gridAction(chord: string, position: GridPosition): GridAction | undefined {
  const extend = chord.startsWith('Shift+')
  const key = extend ? chord.slice('Shift+'.length) : chord
  const to = target(key, position)
  if (to !== undefined) {
    const stuck = position.active === 0 && to < 0 && !extend && key === 'ArrowUp'
    return stuck ? { kind: 'to-header' } : { kind: 'move', to: clamp(to, position), extend }
  }
  switch (chord) {
    case 'Space':
      return { kind: 'toggle' }
    case 'Shift+Space':
      return { kind: 'select' }
    case 'ArrowLeft':
      return position.grouped === true ? { kind: 'collapse' } : undefined
    case 'ArrowRight':
      return position.grouped === true ? { kind: 'expand' } : undefined
    case 'Mod+A':
      return { kind: 'select-all' }
    case 'Escape':
      return { kind: 'clear' }
    case 'Enter':
      return { kind: 'open' }
    case 'Shift+F10':
    case 'ContextMenu':
      return { kind: 'menu' }
    default:
      return undefined
  }
}

function target(key: string, { active, count, page }: GridPosition): number | undefined {
  switch (key) {
    case 'ArrowDown':
    case 'J':
      return active + 1
    case 'ArrowUp':
    case 'K':
      return active === -1 ? 0 : active - 1
    case 'Home':
      return 0
    case 'End':
      return count - 1
    case 'PageDown':
      return active + page
    case 'PageUp':
      return active - page
    default:
      return undefined
  }
}

function clamp(index: number, { count }: GridPosition): number {
  return Math.min(Math.max(index, 0), count - 1)
}
