import { expect, test } from 'vitest'
import { memberColour, memberNames } from './member-names.ts'

const texts = (...names: readonly string[]) => memberNames(names).map(({ text }) => text)

test('names are as wide as the widest, wide characters counted as two', () => {
  expect(texts('web-1', 'db-1', '店')).toEqual(['web-1 │ ', 'db-1  │ ', '店    │ '])
})

test('a long name is cut, so that its line has room', () => {
  const [text = ''] = texts('a'.repeat(60))
  expect(text).toBe(`${'a'.repeat(23)}… │ `)
})

test('neighbours have different colours, in the terminal and in the window', () => {
  const six = Array.from({ length: 6 }, (_, member) => member)
  expect(new Set(six.map(memberColour)).size).toBe(6)
  const colours = memberNames(six.map(String)).map(({ colour }) => colour)
  expect(new Set(colours).size).toBe(6)
  expect(memberColour(6)).toBe(memberColour(0))
})
