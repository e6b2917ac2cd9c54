import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import * as z from 'zod'
import type { UnreadableFile } from './json-file.ts'

vi.mock('./log.ts', () => ({ log: { warn: () => {} } }))
const { openJsonFile } = await import('./json-file.ts')

const Schema = z.object({ theme: z.enum(['light', 'dark']).default('dark') })
const onUnreadable = vi.fn<(file: UnreadableFile) => void>()
const open = (path: string) => openJsonFile(path, Schema, onUnreadable)
afterEach(() => void onUnreadable.mockClear())
const freshFolder = () => mkdtempSync(join(tmpdir(), 'pilothouse-json-'))

test('a missing file gives the defaults', () => {
  expect(open(join(freshFolder(), 'a.json')).value).toEqual({ theme: 'dark' })
  expect(onUnreadable).not.toHaveBeenCalled()
})

test.each(['', '{"theme":', '\0\0\0\0', '[]', '{"theme":7}', 'null'])(
  'a file that holds %j is put aside, and the defaults are used',
  (content) => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'a.json'), content)
    expect(open(join(folder, 'a.json')).value).toEqual({ theme: 'dark' })
    const [aside = ''] = readdirSync(folder)
    expect(aside).toMatch(/^a\.json\.unreadable-\d+$/)
    expect(readFileSync(join(folder, aside), 'utf8')).toBe(content)
    const told = { path: join(folder, 'a.json'), keptAs: join(folder, aside) }
    expect(onUnreadable).toHaveBeenCalledExactlyOnceWith(told)
  },
)

test('a byte order mark is no fault', () => {
  const path = join(freshFolder(), 'a.json')
  writeFileSync(path, '\uFEFF{"theme":"light"}')
  expect(open(path).value).toEqual({ theme: 'light' })
})

test('a folder in the place of the file is put aside', () => {
  const path = join(freshFolder(), 'a.json')
  mkdirSync(path)
  expect(open(path).value).toEqual({ theme: 'dark' })
})

test('what was saved last is what is read next, and no draft stays behind', async () => {
  const folder = freshFolder()
  const path = join(folder, 'a.json')
  const file = open(path)
  await Promise.all([
    file.save({ theme: 'light' }),
    file.save({ theme: 'dark' }),
    file.save({ theme: 'light' }),
  ])
  expect(open(path).value).toEqual({ theme: 'light' })
  expect(readdirSync(folder)).toEqual(['a.json'])
})

test('a save that the disk refuses rejects', async () => {
  const folder = freshFolder()
  writeFileSync(join(folder, 'blocked'), '')
  const file = open(join(folder, 'blocked', 'a.json'))
  await expect(file.save({ theme: 'light' })).rejects.toThrow()
})

test('it is settled once the last save is on the disk', async () => {
  const path = join(freshFolder(), 'a.json')
  const file = open(path)
  void file.save({ theme: 'light' })
  await file.settled()
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ theme: 'light' })
})

test('what was replaced before its turn came is not written', async () => {
  const file = open(join(freshFolder(), 'a.json'))
  const written: string[] = []
  const noting = (theme: 'light' | 'dark', name: string) =>
    Object.assign({ theme }, { toJSON: () => written.push(name) })
  await Promise.all([
    file.save(noting('light', 'first')),
    file.save(noting('dark', 'second')),
    file.save(noting('light', 'third')),
  ])
  expect(written).toEqual(['third'])
})
