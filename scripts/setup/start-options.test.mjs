import { expect, test } from 'vitest'
import { parseStartOptions } from './start-options.mjs'

test('a picture may have a theme', () => {
  const options = parseStartOptions(['--demo', '--screenshot', 'a.png', '--theme', 'dark'])
  expect({ ...options }).toEqual({ demo: true, screenshot: 'a.png', theme: 'dark' })
})

test.each([
  [['--theme', 'dark'], 'it needs --screenshot FILE'],
  [['--screenshot', 'a.png', '--theme', 'pink'], 'one of light, dark, not "pink"'],
  [['--wrong'], '--wrong'],
])('%j is refused in plain words', (args, words) => {
  expect(() => parseStartOptions(args)).toThrow(words)
})
