import { expect, test } from 'vitest'
import { envLines, withVariables } from './env-lines.ts'

test('a file of variables is read as docker and shells write it', () => {
  const text = [
    '# comment',
    '',
    'A=1',
    'export B="two words"',
    "C='it is'",
    'D=a=b',
    'E=',
    'just a line',
    '  F = x',
  ].join('\r\n')
  expect(envLines(text)).toEqual([
    { name: 'A', value: '1' },
    { name: 'B', value: 'two words' },
    { name: 'C', value: 'it is' },
    { name: 'D', value: 'a=b' },
    { name: 'E', value: '' },
  ])
})

test('a quote within a value stays', () => {
  expect(envLines(`A=it's "so"`)).toEqual([{ name: 'A', value: `it's "so"` }])
})

test('a name that is there gets the new value, and empty rows go', () => {
  const rows = [
    { name: 'A', value: '1' },
    { name: 'B', value: '2' },
    { name: '', value: '' },
  ]
  const added = [
    { name: 'A', value: '3' },
    { name: 'C', value: '4' },
  ]
  expect(withVariables(rows, added)).toEqual([
    { name: 'A', value: '3' },
    { name: 'B', value: '2' },
    { name: 'C', value: '4' },
  ])
})
