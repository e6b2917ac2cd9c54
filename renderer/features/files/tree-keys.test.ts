import { expect, test } from 'vitest'
import { findTyped, treeAction } from './tree-keys.ts'
import type { TreeRow } from './tree-rows.ts'

const folder = (path: string, level: number, isOpen?: boolean): TreeRow => ({
  kind: 'folder',
  path,
  name: path.slice(path.lastIndexOf('/') + 1) || '/',
  level,
  isOpen,
  isShown: false,
  position: 1,
  count: 1,
})

const ROWS: readonly TreeRow[] = [
  folder('/', 1, true),
  folder('/bin', 2),
  folder('/etc', 2, true),
  folder('/etc/ssl', 3, false),
  {
    kind: 'note',
    path: '/etc',
    level: 3,
    note: { about: 'failure', text: '' },
    position: 2,
    count: 2,
  },
  folder('/srv', 2, false),
]
const act = (chord: string, at: number) => treeAction(chord, ROWS, at)
const move = (to: number) => ({ kind: 'move', to })

test('up, down and the ends go through all rows', () => {
  expect(act('ArrowDown', 0)).toEqual(move(1))
  expect(act('ArrowDown', 5)).toEqual(move(5))
  expect(act('ArrowUp', 0)).toEqual(move(0))
  expect(act('Home', 4)).toEqual(move(0))
  expect(act('End', 0)).toEqual(move(5))
})

test('right opens a folder, then goes into it; one with nothing in it stays', () => {
  expect(act('ArrowRight', 3)).toEqual({ kind: 'open' })
  expect(act('ArrowRight', 2)).toEqual(move(3))
  expect(act('ArrowRight', 1)).toEqual({ kind: 'none' })
  expect(act('ArrowRight', 4)).toEqual({ kind: 'none' })
})

test('left closes a folder, and goes from a closed one or a note to the one that it is in', () => {
  expect(act('ArrowLeft', 2)).toEqual({ kind: 'fold' })
  expect(act('ArrowLeft', 3)).toEqual(move(2))
  expect(act('ArrowLeft', 4)).toEqual(move(2))
  expect(act('ArrowLeft', 5)).toEqual(move(0))
})

test('Enter chooses, and Space opens and closes; other keys are not the tree’s own', () => {
  expect(act('Enter', 1)).toEqual({ kind: 'choose' })
  expect(act('Space', 2)).toEqual({ kind: 'fold' })
  expect(act('Space', 3)).toEqual({ kind: 'open' })
  expect(act('Space', 4)).toEqual({ kind: 'choose' })
  expect(act('Mod+A', 1)).toBeUndefined()
})

test('a letter goes to the next folder that begins with it, more of them to where they fit', () => {
  expect(findTyped(ROWS, 0, 's')).toBe(3)
  expect(findTyped(ROWS, 3, 'ss')).toBe(5)
  expect(findTyped(ROWS, 5, 'sss')).toBe(3)
  expect(findTyped(ROWS, 3, 'sr')).toBe(5)
  expect(findTyped(ROWS, 5, 'SRV')).toBe(5)
  expect(findTyped(ROWS, 0, 'x')).toBeUndefined()
})
