import { expect, test } from 'vitest'
import { parseListing } from './list-inside.ts'

const record = (head: string, name: string, quoted: string) => `//${head}//./${name}//${quoted}\n`

test('files, folders and links are told as busybox says them', () => {
  const text = [
    record('81ed 3 1795870828 0 0 root root', 'a', './a'),
    record('a1ff 1 1795870828 0 0 root root', 'l', "'./l' -> '/d/sub'"),
    record('43ff 4096 1795870828 1000 50 UNKNOWN staff', 'tmp', './tmp'),
    record('11a4 0 1795870828 0 0 root root', 'p', './p'),
  ].join('')
  expect(parseListing(text)).toMatchObject([
    { name: 'a', kind: 'file', size: 3, mode: 0o755, owner: 'root', modifiedAt: 1795870828000 },
    { name: 'l', kind: 'link', target: '/d/sub' },
    { name: 'tmp', kind: 'folder', size: 0, mode: 0o1777, owner: '1000', group: 'staff' },
    { name: 'p', kind: 'other' },
  ])
})

test('links are told as coreutils says them', () => {
  const text = record('a1ff 1 1 0 0 root root', 'my -> link', './my -> link -> to -> there')
  expect(parseListing(text)).toMatchObject([{ name: 'my -> link', target: 'to -> there' }])
})

test('no name is taken for two, and none for another one', () => {
  const name = 'line\nend 81ed 3 17 0 0 root root'
  const text = [
    record('81a4 1 1 0 0 root root', name, `./${name}`),
    record('81a4 2 1 0 0 root root', '-n', './-n'),
  ].join('')
  expect(parseListing(text).map((entry) => [entry.name, entry.size])).toEqual([
    [name, 1],
    ['-n', 2],
  ])
})

test('names are bytes: what is no UTF-8 is kept, and the rest is read as such', () => {
  const name = Buffer.from([0xc3, 0xbc, 0xff]).toString('latin1')
  const [entry] = parseListing(record('81a4 1 1 0 0 root root', name, `./${name}`))
  expect(entry?.name).toBe('ü\udcff')
})
