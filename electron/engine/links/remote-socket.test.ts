import { expect, test } from 'vitest'
import { socketQuestion, socketState } from './remote-socket.ts'

test.each([
  ['usable\n', 'usable'],
  ['Welcome to ship\nusable\n', 'usable'],
  ['denied\n', 'denied'],
  ["ls: cannot access '/a/b': Permission denied\n", 'denied'],
  ["ls: cannot access '/a/b': No such file or directory\n", 'missing'],
  ['ls: /a/b: No such file or directory\n', 'missing'],
  ['This account is not for shells.\n', 'unknown'],
  ['', 'unknown'],
])('"%s" says that the socket is %s', (stdout, state) => {
  expect(socketState({ stdout })).toBe(state)
})

test('a path with quotes stays one word of the question', () => {
  expect(socketQuestion("/a'b c")).toContain(`test -r '/a'\\''b c' &&`)
})
