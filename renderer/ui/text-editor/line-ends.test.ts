import { EditorState } from '@codemirror/state'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineEndOf } from './line-ends.ts'

test.each([
  ['a\nb', '\n'],
  ['a\r\nb\r\n', '\r\n'],
  ['a\r\nb\n', '\n'],
  ['a\rb', '\n'],
  ['', '\n'],
])('lines of %j end with %j', (text, end) => {
  expect(lineEndOf(text)).toBe(end)
})

test('any text comes out of the editor as it went in', () => {
  const piece = fc.constantFrom('a', '\n', '\r', '\r\n', '\u2028', 'ü', '\ufeff', '')
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('')
      const lineSeparator = EditorState.lineSeparator.of(lineEndOf(text))
      const { doc, lineBreak } = EditorState.create({ doc: text, extensions: [lineSeparator] })
      expect(doc.sliceString(0, doc.length, lineBreak)).toBe(text)
    }),
  )
})
