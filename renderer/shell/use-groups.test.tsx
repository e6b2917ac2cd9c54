import { renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Grouping } from './grouping.ts'
import { useGroups } from './use-groups.ts'

interface Box {
  readonly id: string
  readonly project: string
}

const BOXES: readonly Box[] = [
  { id: 'a', project: 'shop' },
  { id: 'b', project: 'shop' },
  { id: 'c', project: '' },
]
const byProject: Grouping<Box> = {
  id: 'project',
  label: 'Project',
  groupOf: ({ project }) =>
    project === ''
      ? { key: '', title: 'No project', words: 'the rest' }
      : { key: project, title: `Project ${project}`, words: `project ${project}` },
}
const byNetwork: Grouping<Box> = {
  id: 'network',
  label: 'Network',
  groupOf: ({ id }) =>
    id === 'c'
      ? { key: '', title: 'No network', words: 'the rest' }
      : { key: 'front', title: 'Network front', words: 'network front' },
}

function open(shown: readonly Box[], grouping = 'project', collapsed: readonly string[] = []) {
  const options = { rows: BOXES, groupings: [byProject, byNetwork], labelsOf: () => ({}) }
  const choices = { grouping, collapsed, columns: {}, filters: [] }
  return renderHook(() => useGroups(shown, options, choices, () => {})).result.current
}

test('a group of which the filter hides some says how many its buttons are for', () => {
  const [shop] = open(BOXES.slice(1)).groups
  expect(shop).toMatchObject({
    title: 'Project shop',
    note: '1 of 2 shown',
    words: '1 shown of project shop',
    whole: 'project shop',
  })
})

test('a group that is shown as a whole has its own name, whatever else is hidden', () => {
  expect(open(BOXES).groups[0]).toMatchObject({ title: 'Project shop', words: 'project shop' })
  expect(open(BOXES.slice(0, 2)).groups[0]).not.toHaveProperty('note')
})

test('what belongs to no project and to no network are two groups', () => {
  const [, noProject] = open(BOXES).groups
  const [, noNetwork] = open(BOXES, 'network').groups
  expect([noProject?.title, noNetwork?.title]).toEqual(['No project', 'No network'])
  expect(noProject?.id).not.toBe(noNetwork?.id)
})

test('rows of a collapsed group are not drawn', () => {
  const [shop] = open(BOXES).groups
  expect(open(BOXES, 'project', [shop?.id ?? '']).drawn).toEqual(BOXES.slice(2))
  expect(open(BOXES, 'none', [shop?.id ?? '']).drawn).toBe(BOXES)
})
