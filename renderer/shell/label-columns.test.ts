import { expect, test } from 'vitest'
import { sortRows } from '#ui/data-grid/sort-rows.ts'
import { chosenLabels, labelColumn, withLabel, withoutLabel } from './label-columns.ts'

interface Box {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
}

const labelsOf = ({ labels }: Box) => labels

test('labels are columns in the order in which they were added, beside the other choices', () => {
  const choices = withLabel(withLabel({ ports: false }, 'tier'), 'com.shop/zone one')
  expect(chosenLabels(choices)).toEqual(['tier', 'com.shop/zone one'])
  expect(choices).toMatchObject({ ports: false })
  expect(chosenLabels(withoutLabel(choices, 'tier'))).toEqual(['com.shop/zone one'])
  expect(withoutLabel(withLabel({ ports: false }, 'tier'), 'tier')).toEqual({ ports: false })
})

test('rows without the label come last; one without a value has it', () => {
  const column = labelColumn('tier', labelsOf)
  const rows = [
    { name: 'none', labels: {} },
    { name: 'empty', labels: { tier: '' } },
    { name: 'front', labels: { tier: 'front' } },
  ]
  const sort = { column: column.id, direction: 'descending' } as const
  const sorted = sortRows(rows, [column], sort, ({ name }) => name)
  expect(sorted.map(({ name }) => name)).toEqual(['front', 'empty', 'none'])
})

test('a label named like something that every object has is no label', () => {
  const column = labelColumn('toString', labelsOf)
  expect(column.isUnknown?.({ name: 'a', labels: {} })).toBe(true)
})
