import { expect, test } from 'vitest'
import type { FileEntry, FileKind } from '#shared/contract/files.ts'
import { EngineError } from '#shared/errors.ts'
import { byFolder } from './file-rows.ts'
import { BEGUN, type FolderListing } from './folder-listings.ts'
import { afterGoing, withFolded, withOpened, type OpenFolders } from './open-folders.ts'
import { treeRows, wantedFolders, type TreeRow } from './tree-rows.ts'

const entry = (name: string): FileEntry => {
  const kind: FileKind = name.endsWith('@') ? 'link' : name.endsWith('.txt') ? 'file' : 'folder'
  const plain = name.replace('@', '')
  return { name: plain, kind, size: 0, mode: 0, modifiedAt: 0, owner: '', group: '' }
}
const END = { kind: 'end', extent: 'whole', seenFrom: 'inside', lacksShell: false } as const
const listed = (text: string, patch: Partial<FolderListing> = {}): FolderListing => {
  const entries = text.split(' ').filter(Boolean).map(entry)
  const known = new Map(entries.map((one) => [one.name, one]))
  return { ...BEGUN, entries: known, isReading: false, end: END, ...patch }
}

const NOTHING_OPEN: OpenFolders = { opened: new Set(), folded: new Set() }

function facts(
  known: Readonly<Record<string, FolderListing>>,
  shown = '/',
  folders: OpenFolders = NOTHING_OPEN,
) {
  return { known: new Map(Object.entries(known)), folders, shown, changes: byFolder([]) }
}

/** Each row as `  name`, with `+` where it is closed and `-` where it is open. */
const drawn = (rows: readonly TreeRow[]) =>
  rows.map((row) => {
    const indent = ' '.repeat(row.level - 1)
    if (row.kind === 'note') return `${indent}(${row.note.about})`
    return `${indent}${row.isOpen === undefined ? '' : row.isOpen ? '-' : '+'}${row.name}`
  })

test('folders stand in their order, and files and links do not', () => {
  const rows = treeRows(facts({ '/': listed('web-10 web-2 a.txt bin@ etc') }))
  expect(drawn(rows)).toEqual(['-/', ' +etc', ' +web-2', ' +web-10'])
  expect(rows[2]).toMatchObject({ position: 2, count: 3, level: 2 })
})

test('the way to the folder in the list is drawn, and what nobody has read says so', () => {
  const at = facts({ '/a/b/c': listed('x.txt') }, '/a/b/c')
  const rows = treeRows(at)
  expect(drawn(rows)).toEqual([
    '-/',
    ' -a',
    '  -b',
    '   c',
    '   (unread)',
    '  (unread)',
    ' (unread)',
  ])
  expect(rows.find((row) => row.kind === 'folder' && row.isShown)).toMatchObject({ name: 'c' })
  expect(wantedFolders(rows, at, false)).toEqual(['/a/b/c'])
  // Where it costs a blink, it is read unasked.
  expect(wantedFolders(rows, at, true)).toEqual(['/', '/a', '/a/b', '/a/b/c'])
})

test('a link that leads on is drawn while one is in it; what is not there is not', () => {
  const known = { '/': listed('etc bin@') }
  expect(drawn(treeRows(facts(known, '/bin')))).toEqual(['-/', ' +bin', ' +etc'])
  expect(drawn(treeRows(facts(known, '/nowhere')))).toEqual(['-/', ' +etc'])
})

test('what is opened by hand is wanted and stays open; what is closed by hand is let go', () => {
  const known = { '/': listed('a b'), '/a': listed('x') }
  const opened = withOpened(NOTHING_OPEN, '/a')
  const open = facts(known, '/b', opened)
  expect(drawn(treeRows(open))).toEqual(['-/', ' -a', '  +x', ' +b'])
  expect(wantedFolders(treeRows(open), open, false)).toEqual(['/', '/a'])
  const closed = facts(known, '/b', withFolded(opened, '/a'))
  expect(drawn(treeRows(closed))).toEqual(['-/', ' +a', ' +b'])
  expect(wantedFolders(treeRows(closed), closed, false)).toEqual(['/'])
  // So is one on the way, until one goes elsewhere.
  const folded = withFolded(NOTHING_OPEN, '/')
  expect(drawn(treeRows(facts(known, '/b', folded)))).toEqual(['+/'])
  expect(drawn(treeRows(facts(known, '/b', afterGoing(folded, ['/a']))))).toContain(' -a')
})

test('what is slow or failed says so in its place', () => {
  const opened = withOpened(NOTHING_OPEN, '/a')
  const inA = (listing: FolderListing) =>
    drawn(treeRows(facts({ '/': listed('a'), '/a': listing }, '/', opened))).slice(2)
  const error = new EngineError({ code: 'not-found', message: 'It is gone' })
  expect(inA(BEGUN)).toEqual(['  (reading)'])
  expect(inA(listed('', { error }))).toEqual(['  (failure)'])
  expect(inA(listed('x', { end: { ...END, extent: 'too-long' } }))).toEqual(['  +x', '  (part)'])
  expect(inA(listed('x', { isReading: true }))).toEqual(['  +x'])
  expect(inA(listed(''))).toEqual([])
})

test('of very many folders the first are drawn, and the one where one is', () => {
  const many = Array.from({ length: 2000 }, (_, at) => `f${at}`).join(' ')
  const rows = treeRows(facts({ '/': listed(many) }, '/f1999'))
  expect(rows).toHaveLength(503)
  expect(drawn(rows).slice(-2)).toEqual([' +f1999', ' (rest)'])
  expect(rows.at(-1)).toMatchObject({ note: { count: 1499 } })
})

test('folders in which something differs from the image are marked', () => {
  const changes = byFolder([
    { kind: 'changed', path: '/etc' },
    { kind: 'added', path: '/new' },
    { kind: 'deleted', path: '/again' },
  ])
  const rows = treeRows({ ...facts({ '/': listed('again etc new old') }), changes })
  expect(rows.slice(1).map((row) => row.kind === 'folder' && row.change)).toEqual([
    'changed',
    'changed',
    'added',
    undefined,
  ])
})
