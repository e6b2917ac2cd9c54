import { expect, test } from 'vitest'
import { splitWords } from './split-words.ts'

test.each([
  ['', []],
  ['  top  ', ['top']],
  ['python3 -i -c "print(1)"', ['python3', '-i', '-c', 'print(1)']],
  [`sh -c 'echo "$HOME"'`, ['sh', '-c', 'echo "$HOME"']],
  [String.raw`say "a \"b\" \n c"`, ['say', String.raw`a "b" \n c`]],
  [String.raw`a\ b c\'d`, ['a b', `c'd`]],
  [`pre'mid dle'"end"`, ['premid dleend']],
  [`empty '' ""`, ['empty', '', '']],
  ['two\n lines\t', ['two', 'lines']],
  ['$HOME *.txt | cat', ['$HOME', '*.txt', '|', 'cat']],
])('%j', (line, words) => {
  expect(splitWords(line)).toEqual(words)
})

test.each([`it's`, '"open', 'end\\'])('a quote that is not closed has no words: %s', (line) => {
  expect(splitWords(line)).toBeUndefined()
})
