import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import * as z from 'zod'

vi.mock('./log.ts', () => ({ log: { warn: () => {} } }))
const { openJsonFile } = await import('./json-file.ts')

const Schema = z.object({ theme: z.enum(['light', 'dark']).default('dark') })
const freshFolder = () => mkdtempSync(join(tmpdir(), 'pilothouse-json-'))

test('a missing file gives the defaults', () => {
  expect(openJsonFile(join(freshFolder(), 'a.json'), Schema).value).toEqual({ theme: 'dark' })
})

test.each(['', '{"theme":', '\0\0\0\0', '[]', '{"theme":7}', 'null'])(
  'a file that holds %j is put aside, and the defaults are used',
  (content) => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'a.json'), content)
    expect(openJsonFile(join(folder, 'a.json'), Schema).value).toEqual({ theme: 'dark' })
    const [aside = ''] = readdirSync(folder)
    expect(aside).toMatch(/^a\.json\.unreadable-\d+$/)
    expect(readFileSync(join(folder, aside), 'utf8')).toBe(content)
  },
)

test('a byte order mark is no fault', () => {
  const path = join(freshFolder(), 'a.json')
  writeFileSync(path, '\uFEFF{"theme":"light"}')
  expect(openJsonFile(path, Schema).value).toEqual({ theme: 'light' })
})

test('a folder in the place of the file is put aside', () => {
  const path = join(freshFolder(), 'a.json')
  mkdirSync(path)
  expect(openJsonFile(path, Schema).value).toEqual({ theme: 'dark' })
})

test('what was saved last is what is read next, and no draft stays behind', async () => {
  const folder = freshFolder()
  const path = join(folder, 'a.json')
  const file = openJsonFile(path, Schema)
  await Promise.all([
    file.save({ theme: 'light' }),
    file.save({ theme: 'dark' }),
    file.save({ theme: 'light' }),
  ])
  expect(openJsonFile(path, Schema).value).toEqual({ theme: 'light' })
  expect(readdirSync(folder)).toEqual(['a.json'])
})

test('a save that the disk refuses rejects', async () => {
  const folder = freshFolder()
  writeFileSync(join(folder, 'blocked'), '')
  const file = openJsonFile(join(folder, 'blocked', 'a.json'), Schema)
  await expect(file.save({ theme: 'light' })).rejects.toThrow()
})

test('it is settled once the last save is on the disk', async () => {
  const path = join(freshFolder(), 'a.json')
  const file = openJsonFile(path, Schema)
  void file.save({ theme: 'light' })
  await file.settled()
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ theme: 'light' })
})
