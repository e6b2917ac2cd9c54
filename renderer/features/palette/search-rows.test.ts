import { Box } from 'lucide-react'
import { expect, test } from 'vitest'
import { paletteRows, type PaletteInput } from './palette-rows.ts'
import { searchRows } from './search-rows.ts'

const run = () => {}
const item = (label: string, detail = '') => ({ id: label, label, detail, icon: Box, run })

const input: PaletteInput = {
  target: {
    title: 'web-1',
    commands: () => [
      { id: 'c.stop', label: 'Stop', icon: Box, shortcut: 'S', effect: 'change', run },
      { id: 'c.logs', label: 'Logs', icon: Box, effect: 'read', run },
      { id: 'c.remove', label: 'Remove…', icon: Box, danger: true, run },
    ],
  },
  commands: [
    { id: 'go.images', label: 'Images', icon: Box, group: 'Go to', run },
    { id: 'theme.toggle', label: 'Toggle light and dark', icon: Box, group: 'View', run },
  ],
  sources: [
    {
      id: 'containers',
      title: 'Containers',
      items: () => [item('web-1', 'redis:7'), item('web-10', 'redis:7'), item('stopwatch')],
    },
    { id: 'images', title: 'Images', prefix: ':', items: () => [item('redis:7'), item('nginx')] },
  ],
}

function find(query: string) {
  const { rows, words } = paletteRows(input, query)
  return searchRows(rows, words).flatMap(({ title, items }) =>
    items.map(({ label }) => `${title}/${label}`),
  )
}

test('it opens on the commands for what the person is at, those first that change nothing', () => {
  expect(find('').slice(0, 3)).toEqual(['web-1/Logs', 'web-1/Stop', 'web-1/Remove…'])
})

test('where every command changes something, the first line is none of them', () => {
  const remove = { id: 'c.remove', label: 'Remove…', icon: Box, danger: true, run }
  const target = { title: 'web-1', commands: () => [remove] }
  const { rows } = paletteRows({ ...input, target }, '')
  expect(rows.map(({ label }) => label).slice(0, 3)).toEqual([
    'Images',
    'Toggle light and dark',
    'Remove…',
  ])
})

test('a command comes before objects that only resemble it', () => {
  expect(find('stop')[0]).toBe('web-1/Stop')
})

test('an exact name comes first', () => {
  expect(find('web-1')[0]).toBe('Containers/web-1')
})

test('words match in any order', () => {
  expect(find('redis web-10')).toEqual(['Containers/web-10'])
  expect(find('dark toggle')).toContain('View/Toggle light and dark')
})

test('prefixes narrow', () => {
  expect(find('>')).toEqual([
    'web-1/Logs',
    'web-1/Stop',
    'web-1/Remove…',
    'Go to/Images',
    'View/Toggle light and dark',
  ])
  expect(find(':ngi')).toEqual(['Images/nginx'])
})

test('fifty lines are enough', () => {
  const many = Array.from({ length: 2000 }, (_, i) => item(`box-${i}`))
  const crowd = { ...input, sources: [{ id: 'c', title: 'C', items: () => many }] }
  const { rows, words } = paletteRows(crowd, 'box')
  expect(searchRows(rows, words).flatMap(({ items }) => items)).toHaveLength(50)
})
