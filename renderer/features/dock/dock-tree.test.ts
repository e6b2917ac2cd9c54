import { array, assert, constantFrom, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import {
  addTab,
  cornerGroup,
  groupsOf,
  groupWith,
  moveTab,
  removeTab,
  shareOut,
  showTab,
  splitOff,
  type DockNode,
  type Edge,
} from './dock-tree.ts'

/** `[a b*]` is a group that shows b; `(… | …)` a row, `(… / …)` a column. */
function draw(node: DockNode | undefined): string {
  if (!node) return ''
  if (node.kind === 'group') {
    return `[${node.tabs.map((tab) => (tab === node.active ? `${tab}*` : tab)).join(' ')}]`
  }
  const sign = node.direction === 'row' ? ' | ' : ' / '
  return `(${node.parts.map((part) => draw(part.node)).join(sign)})`
}

function dockOf(...tabs: readonly string[]): DockNode {
  const [first = '', ...others] = tabs
  return others.reduce((node, tab) => addTab(node, tab, {}), addTab(undefined, first, {}))
}

const groupId = (node: DockNode, tab: string) => groupWith(node, tab)?.id ?? ''
const split = (node: DockNode, tab: string, beside: string, edge: Edge) =>
  splitOff(node, tab, { group: groupId(node, beside), edge })
const shares = (node: DockNode) =>
  node.kind === 'split' ? node.parts.map(({ share }) => Number(share.toFixed(3))) : []

test('a tab is added at the end, and is shown unless it is not to be', () => {
  const node = addTab(dockOf('a', 'b'), 'c', { shown: false })
  expect(draw(node)).toBe('[a b* c]')
  expect(draw(showTab(node, 'a'))).toBe('[a* b c]')
})

test('a tab is added to the group that is named', () => {
  const node = split(dockOf('a', 'b'), 'b', 'a', 'right')
  expect(draw(addTab(node, 'c', { group: groupId(node, 'b') }))).toBe('([a*] | [b c*])')
})

test.each([
  ['right', '([a c*] | [b*])'],
  ['left', '([b*] | [a c*])'],
  ['bottom', '([a c*] / [b*])'],
  ['top', '([b*] / [a c*])'],
] as const)('a tab is split off to the %s', (edge, drawn) => {
  expect(draw(split(dockOf('a', 'b', 'c'), 'b', 'a', edge))).toBe(drawn)
})

test('a tab that is alone in its group is not split off it', () => {
  const node = dockOf('a')
  expect(split(node, 'a', 'a', 'right')).toBe(node)
})

test('a split along the same line is one of three parts, and the room stays where it was', () => {
  const two = split(dockOf('a', 'b', 'c'), 'c', 'a', 'right')
  const three = split(two, 'b', 'a', 'right')
  expect(draw(three)).toBe('([a*] | [b*] | [c*])')
  expect(shares(three)).toEqual([0.25, 0.25, 0.5])
})

test('a split across is one within', () => {
  const two = split(dockOf('a', 'b', 'c'), 'c', 'a', 'right')
  expect(draw(split(two, 'b', 'c', 'bottom'))).toBe('([a*] | ([c*] / [b*]))')
})

test('the last tab of a group takes the group along, and its room goes to the others', () => {
  const two = split(dockOf('a', 'b', 'c'), 'c', 'a', 'right')
  const three = split(two, 'b', 'a', 'right')
  expect(shares(removeTab(three, 'c') ?? three)).toEqual([0.5, 0.5])
  expect(draw(removeTab(two, 'c'))).toBe('[a b*]')
  expect(removeTab(dockOf('a'), 'a')).toBeUndefined()
})

test('the neighbour takes the place of a tab that goes', () => {
  const node = showTab(dockOf('a', 'b', 'c'), 'b')
  expect(draw(removeTab(node, 'b'))).toBe('[a c*]')
  expect(draw(removeTab(dockOf('a', 'b', 'c'), 'c'))).toBe('[a b*]')
})

test.each([
  [0, '[c* a b]'],
  [1, '[a c* b]'],
  [3, '[a b c*]'],
])('a tab moves within its group, to before the one at place %i', (index, drawn) => {
  const node = dockOf('a', 'b', 'c')
  expect(draw(moveTab(node, 'c', { group: groupId(node, 'a'), index }))).toBe(drawn)
})

test('a tab moves to the right by the place behind the next one', () => {
  const node = dockOf('a', 'b', 'c')
  expect(draw(moveTab(node, 'a', { group: groupId(node, 'a'), index: 2 }))).toBe('[b a* c]')
})

test('a tab moves into another group', () => {
  const node = split(dockOf('a', 'b', 'c'), 'c', 'a', 'right')
  expect(draw(moveTab(node, 'a', { group: groupId(node, 'c'), index: 0 }))).toBe('([b*] | [a* c])')
  const joined = moveTab(node, 'c', { group: groupId(node, 'a'), index: 2 })
  expect(draw(joined)).toBe('[a b c*]')
})

test('a tab that is to go where no group is stays', () => {
  const node = dockOf('a', 'b')
  expect(moveTab(node, 'a', { group: 'nowhere', index: 0 })).toBe(node)
})

test('the corner is the last of a row and the first of a column', () => {
  const row = split(dockOf('a', 'b', 'c'), 'c', 'a', 'right')
  expect(cornerGroup(split(row, 'b', 'c', 'bottom')).tabs).toEqual(['c'])
})

test('each part of a split has the room that it was given', () => {
  const row = split(dockOf('a', 'b'), 'b', 'a', 'right')
  expect(shares(shareOut(row, row.id, [0.3, 0.7]))).toEqual([0.3, 0.7])
  expect(shares(shareOut(row, 'another', [0.3, 0.7]))).toEqual([0.5, 0.5])
})

test('whatever is moved where, no tab is lost, and no part is needless', () => {
  const tabs = ['a', 'b', 'c', 'd', 'e']
  const step = record({
    tab: constantFrom(...tabs),
    beside: constantFrom(...tabs),
    place: constantFrom<Edge | number>('left', 'right', 'top', 'bottom', 0, 1, 9),
  })
  assert(
    property(array(step, { maxLength: 30 }), (steps) => {
      let node = dockOf(...tabs)
      for (const { tab, beside, place } of steps) {
        const group = groupId(node, beside)
        node =
          typeof place === 'number'
            ? moveTab(node, tab, { group, index: place })
            : splitOff(node, tab, { group, edge: place })
        const groups = groupsOf(node)
        expect(groups.flatMap(({ tabs }) => tabs).toSorted()).toEqual(tabs)
        expect(groups.every(({ tabs, active }) => tabs.includes(active))).toBe(true)
        expectTidy(node)
      }
    }),
  )
})

function expectTidy(node: DockNode): void {
  if (node.kind === 'group') return
  expect(node.parts.length).toBeGreaterThan(1)
  expect(node.parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
  for (const part of node.parts) {
    if (part.node.kind === 'split') expect(part.node.direction).not.toBe(node.direction)
    expectTidy(part.node)
  }
}
