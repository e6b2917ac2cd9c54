import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FileEntry, ListingPart } from '#shared/contract/files.ts'
import { EngineError } from '#shared/errors.ts'
import type { FeedListener } from '../../ipc/client.ts'
import { createFolderListings, type FolderListings } from './folder-listings.ts'

interface Asked {
  readonly path: string
  readonly patience: string
  readonly listener: FeedListener<ListingPart>
  isOpen: boolean
}

let asked: Asked[] = []
let listings: FolderListings

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
  listings = createFolderListings((path, patience, listener) => {
    const one: Asked = { path, patience, listener, isOpen: true }
    asked.push(one)
    return () => void (one.isOpen = false)
  })
})
afterEach(() => vi.useRealTimers())

const entry = (name: string): FileEntry => ({
  name,
  kind: 'folder',
  size: 0,
  mode: 0o755,
  modifiedAt: 0,
  owner: 'root',
  group: 'root',
})
const END = { kind: 'end', extent: 'whole', seenFrom: 'inside', lacksShell: false } as const

const want = (shown: string, open: readonly string[] = [], phase = 'running') =>
  listings.want({ shown, open, phase })
const last = (path: string) => asked.findLast((one) => one.path === path) as Asked
function answer(path: string, ...names: readonly string[]) {
  const { listener, ...one } = last(path)
  if (!one.isOpen) return
  listener.onValue({ kind: 'entries', entries: names.map(entry) })
  listener.onValue(END)
  listener.onEnd?.(undefined)
}
const names = (path: string) => [...(listings.current().get(path)?.entries.keys() ?? [])]
const paths = () => asked.map(({ path }) => path)

test('a folder that the list and the tree look at is read once', () => {
  want('/etc', ['/', '/etc'])
  want('/etc', ['/', '/etc'])
  expect(paths()).toEqual(['/etc', '/'])
  answer('/etc', 'ssl')
  want('/etc', ['/', '/etc'])
  expect(paths()).toEqual(['/etc', '/'])
  expect(names('/etc')).toEqual(['ssl'])
})

test('two are read at once, and what the list shows does not wait', () => {
  want('/', ['/a', '/b', '/c'])
  expect(paths()).toEqual(['/', '/a'])
  answer('/', 'a', 'b', 'c')
  expect(paths()).toEqual(['/', '/a', '/b'])
  want('/c', ['/', '/a', '/b', '/c'])
  expect(paths()).toEqual(['/', '/a', '/b', '/c'])
})

test('a listing that nobody looks at any more is let go', () => {
  want('/', ['/', '/a'])
  want('/', ['/'])
  expect(last('/a').isOpen).toBe(false)
  expect(listings.current().has('/a')).toBe(false)
  last('/a').listener.onValue(END)
  expect(listings.current().has('/a')).toBe(false)
  answer('/', 'a')
  listings.rest()
  expect(names('/')).toEqual(['a'])
})

test('one who comes back within seconds sees what was read; later, or in another run, it is read anew', () => {
  want('/', ['/', '/a'])
  answer('/', 'a')
  answer('/a', 'x')
  want('/a', ['/', '/a'])
  expect(paths()).toEqual(['/', '/a'])
  vi.advanceTimersByTime(60_000)
  want('/', ['/', '/a'])
  expect(paths()).toEqual(['/', '/a', '/'])
  // What is known stays until the new one is there.
  expect(names('/')).toEqual(['a'])
  answer('/', 'b')
  expect(names('/')).toEqual(['b'])
  want('/', ['/', '/a'], 'exited')
  expect(paths()).toEqual(['/', '/a', '/', '/'])
})

test('after a rest what is shown is read anew, and the others are not', () => {
  want('/', ['/', '/a'])
  answer('/')
  answer('/a')
  listings.rest()
  want('/', ['/', '/a'])
  expect(paths()).toEqual(['/', '/a', '/'])
})

test('a failure takes nothing away, and can be tried again', () => {
  want('/', ['/', '/a'])
  answer('/', 'a')
  const error = new EngineError({ code: 'not-found', message: 'It is gone' })
  last('/a').listener.onEnd?.(error)
  expect(listings.current().get('/a')).toMatchObject({ isReading: false, error })
  listings.refresh('/')
  last('/').listener.onEnd?.(error)
  expect(names('/')).toEqual(['a'])
  listings.refresh('/a', 'long')
  expect(last('/a').patience).toBe('long')
  answer('/a', 'x')
  expect(listings.current().get('/a')).not.toHaveProperty('error')
})

test('what is below a folder is read anew with it, once', () => {
  want('/a', ['/', '/a', '/a/b', '/ab'])
  for (const path of ['/a', '/', '/a/b', '/ab']) answer(path)
  listings.refreshBelow('/a')
  listings.refreshBelow('/a')
  expect(paths()).toEqual(['/a', '/', '/a/b', '/ab', '/a/b'])
})

test('nobody who has gone elsewhere has a folder read anew', () => {
  want('/a')
  answer('/a')
  want('/b')
  answer('/b')
  listings.refresh('/a')
  listings.rest()
  listings.refresh('/b')
  listings.refreshBelow('/')
  expect(paths()).toEqual(['/a', '/b'])
})

test('an archive is not packed on for one who has gone elsewhere, and what came of it stays', () => {
  want('/')
  last('/').listener.onValue({ kind: 'entries', entries: [entry('a')] })
  last('/').listener.onValue({ kind: 'progress', bytes: 1024 })
  want('/a', ['/'])
  expect(last('/').isOpen).toBe(false)
  expect(listings.current().get('/')).toMatchObject({ isReading: false, isStopped: true })
  expect(names('/')).toEqual(['a'])
})

test('whoever has it stop keeps what has come', () => {
  want('/')
  last('/').listener.onValue({ kind: 'entries', entries: [entry('a')] })
  listings.stop('/')
  expect(last('/').isOpen).toBe(false)
  expect(listings.current().get('/')).toMatchObject({ isReading: false, isStopped: true })
  expect(names('/')).toEqual(['a'])
})
