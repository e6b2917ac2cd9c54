import { expect, test } from 'vitest'
import { parseStats } from './stat-inside.ts'

test('what is there is told by its path, whatever is in a name', () => {
  const odd = Buffer.from('a\nb ü').toString('latin1')
  const text = [
    '//81a0 1000 50//./sub/a//',
    `//41ed 0 0//./${odd}//`,
    '//a1ff 0 0//./way//',
    '//41ed 7 8//././/',
    '',
  ].join('\n')
  expect([...parseStats(text)]).toEqual([
    ['sub/a', { kind: 'file', mode: 0o640, owner: { uid: 1000, gid: 50 } }],
    ['a\nb ü', { kind: 'folder', mode: 0o755, owner: { uid: 0, gid: 0 } }],
    ['way', { kind: 'other', mode: 0o777, owner: { uid: 0, gid: 0 } }],
    ['.', { kind: 'folder', mode: 0o755, owner: { uid: 7, gid: 8 } }],
  ])
})
