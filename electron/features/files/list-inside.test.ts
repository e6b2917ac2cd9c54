import { expect, test } from 'vitest'
import { parseListing } from './list-inside.ts'

const record = (head: string, name: string, quoted: string, whose = 'root//root') =>
  `//${head}//${whose}//./${name}//${quoted}\n`

test('files, folders and links are told as busybox says them', () => {
  const text = [
    record('81ed 3 1795870828 0 0', 'a', './a'),
    record('a1ff 1 1795870828 0 0', 'l', "'./l' -> '/d/sub'"),
    record('43ff 4096 1795870828 1000 50', 'tmp', './tmp', 'UNKNOWN//staff'),
    record('11a4 0 1795870828 0 0', 'p', './p'),
  ].join('')
  expect(parseListing(text)).toMatchObject([
    { name: 'a', kind: 'file', size: 3, mode: 0o755, owner: 'root', modifiedAt: 1795870828000 },
    { name: 'l', kind: 'link', target: '/d/sub' },
    { name: 'tmp', kind: 'folder', size: 0, mode: 0o1777, owner: '1000', group: 'staff' },
    { name: 'p', kind: 'other' },
  ])
})

test('links are told as coreutils says them', () => {
  const text = record('a1ff 1 1 0 0', 'my -> link', './my -> link -> to -> there')
  expect(parseListing(text)).toMatchObject([{ name: 'my -> link', target: 'to -> there' }])
})

test('no name is taken for two, and none for another one', () => {
  const name = 'line\nend 81ed 3 17 0 0 root root'
  const text = [
    record('81a4 1 1 0 0', name, `./${name}`),
    record('81a4 2 1 0 0', '-n', './-n'),
  ].join('')
  expect(parseListing(text).map((entry) => [entry.name, entry.size])).toEqual([
    [name, 1],
    ['-n', 2],
  ])
})

test('names are bytes: what is no UTF-8 is kept, and the rest is read as such', () => {
  const name = Buffer.from([0xc3, 0xbc, 0xff]).toString('latin1')
  const [entry] = parseListing(record('81a4 1 1 0 0', name, `./${name}`))
  expect(entry?.name).toBe('ü\udcff')
})

test('users and groups may have any name', () => {
  const text = [
    record('81a4 1 1 7 8', 'a', './a', 'CORP/jane doe//domain users'),
    record('81a4 1 1 7 8', 'b', './b', '//'),
  ].join('')
  expect(parseListing(text)).toMatchObject([
    { name: 'a', owner: 'CORP/jane doe', group: 'domain users' },
    { name: 'b', owner: '7', group: '8' },
  ])
})
