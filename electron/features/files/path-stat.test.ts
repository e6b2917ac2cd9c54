import { expect, test } from 'vitest'
import { readPathStat } from './path-stat.ts'

const told = (stat: object) =>
  readPathStat({
    'x-docker-container-path-stat': Buffer.from(JSON.stringify(stat)).toString('base64'),
  })

test.each([
  ['a folder', 2_147_484_141, { kind: 'folder', mode: 0o755 }],
  ['a link', 134_218_239, { kind: 'link', mode: 0o777 }],
  ['a file that runs as its owner', 8_389_101, { kind: 'file', mode: 0o4755 }],
  ['/tmp', 2_148_532_735, { kind: 'folder', mode: 0o1777 }],
  ['a device', 69_206_454, { kind: 'other', mode: 0o666 }],
])('the mode of %s is told as people write it', (_what, mode, expected) => {
  expect(told({ name: 'x', mode, size: 3, mtime: '2026-11-28T13:00:28.5Z' })).toMatchObject({
    ...expected,
    modifiedAt: Date.UTC(2026, 10, 28, 13, 0, 28, 500),
  })
})

test('what is no such header says nothing', () => {
  expect(readPathStat({})).toBeUndefined()
  expect(readPathStat({ 'x-docker-container-path-stat': '%%%' })).toBeUndefined()
  expect(told([])).toMatchObject({ kind: 'file', size: 0 })
})
