import { expect, test } from 'vitest'
import { groupedLines, headingAbove, plainLines } from './grid-lines.ts'
import { createSteadyGroups, groupRows, type GroupName } from './row-groups.ts'

interface Box {
  readonly id: string
  readonly project: string
}

const box = (id: string, project = ''): Box => ({ id, project })
const idOf = ({ id }: Box) => id
const byProject = ({ project }: Box): GroupName =>
  project === ''
    ? { key: '', title: 'No project', words: 'what has no project' }
    : { key: project, title: `Project ${project}`, words: `project ${project}` }

const boxes = [box('z', 'shop'), box('b'), box('a', 'shop'), box('c', 'api-10'), box('d', 'api-9')]
const groups = groupRows(boxes, byProject)

test('groups are in the order of their names, and what belongs to none comes last', () => {
  expect(groups.map(({ title }) => title)).toEqual([
    'Project api-9',
    'Project api-10',
    'Project shop',
    'No project',
  ])
})

test('the rows of a group keep the order of the list', () => {
  expect(groups.find(({ key }) => key === 'shop')?.rows.map(idOf)).toEqual(['z', 'a'])
})

test('an order of their own comes before the names', () => {
  const ordered = groupRows(boxes, (row) => ({
    ...byProject(row),
    order: row.project === 'shop' ? 0 : 1,
  }))
  expect(ordered[0]?.title).toBe('Project shop')
  expect(ordered.at(-1)?.title).toBe('No project')
})

test('where all belong to none there are no groups', () => {
  expect(groupRows([box('a'), box('b')], byProject)).toEqual([])
  expect(groupRows([], byProject)).toEqual([])
})

test('a single group that has a name keeps its heading', () => {
  expect(groupRows([box('a', 'shop')], byProject)).toHaveLength(1)
})

test('a group in which nothing changed stays the same object', () => {
  const group = createSteadyGroups<Box>()
  const before = group(boxes, byProject)
  const after = group([...boxes, box('e', 'api-9')], byProject)
  expect(after[2]).toBe(before[2])
  expect(after[0]).not.toBe(before[0])
})

test('the words of a group are asked for once, where its rows tell their keys', () => {
  let asked = 0
  const groupOf = (row: Box) => {
    asked += 1
    return byProject(row)
  }
  expect(groupRows(boxes, groupOf, { keyOf: ({ project }) => project })).toEqual(groups)
  expect(asked).toBe(4)
})

test('a collapsed group is its heading alone', () => {
  const shop = groups[2]?.id ?? ''
  const lines = groupedLines(groups, new Set([shop]), idOf)
  expect(lines.ids).toEqual([groups[0]?.id, 'd', groups[1]?.id, 'c', shop, groups[3]?.id, 'b'])
  expect(lines.rows[5]).toBeUndefined()
  expect(lines.rows[6]).toBe(boxes[1])
  expect(lines.groups.get(shop)?.rows).toHaveLength(2)
})

test('a row finds its heading', () => {
  const lines = groupedLines(groups, new Set(), idOf)
  expect(headingAbove(lines, lines.ids.indexOf('a'))).toBe(lines.ids.indexOf(groups[2]?.id ?? ''))
  expect(headingAbove(plainLines(boxes, idOf), 2)).toBe(-1)
})
