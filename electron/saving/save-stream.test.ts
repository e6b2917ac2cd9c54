import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { saveStream } from './save-stream.ts'

let folder = ''
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'pilothouse-save-'))))
afterEach(() => rm(folder, { recursive: true, force: true }))

const NEVER = new AbortController().signal
const source = (...parts: string[]) => Readable.from(parts.map((part) => Buffer.from(part)))

test('all that comes is in the file, and nothing else is in the folder', async () => {
  const path = join(folder, 'web.log')
  expect(await saveStream(path, source('one\n', 'two\n'), NEVER)).toBe(8)
  expect(await readFile(path, 'utf8')).toBe('one\ntwo\n')
  expect(await readdir(folder)).toEqual(['web.log'])
})

test('a source that is given up leaves what was there, and no half file', async () => {
  const path = join(folder, 'web.log')
  await writeFile(path, 'before')
  const given = new PassThrough()
  const saved = saveStream(path, given, NEVER)
  given.write('half')
  await expect.poll(async () => (await readdir(folder)).length).toBe(2)
  given.destroy()
  await expect(saved).rejects.toMatchObject({ code: 'refused' })
  expect(await readFile(path, 'utf8')).toBe('before')
  expect(await readdir(folder)).toEqual(['web.log'])
})

test('one that is given up while the disk takes the last of it leaves what was there', async () => {
  const path = join(folder, 'web.log')
  await writeFile(path, 'before')
  const abort = new AbortController()
  const given = source('all')
  given.on('end', () => abort.abort())
  await expect(saveStream(path, given, abort.signal)).rejects.toMatchObject({ code: 'refused' })
  expect(await readFile(path, 'utf8')).toBe('before')
  expect(await readdir(folder)).toEqual(['web.log'])
})

test('a file that is written over keeps its mode, and a link stays a link', async () => {
  const real = join(folder, 'real.log')
  await writeFile(real, 'before')
  await chmod(real, 0o600)
  await symlink(real, join(folder, 'link.log'))
  await saveStream(join(folder, 'link.log'), source('after'), NEVER)
  expect(await readFile(real, 'utf8')).toBe('after')
  expect((await stat(real)).mode & 0o777).toBe(0o600)
  expect((await readdir(folder)).toSorted()).toEqual(['link.log', 'real.log'])
})

test('what the system refuses is said with the file’s name', async () => {
  await expect(
    saveStream(join(folder, 'gone', 'web.log'), source('x'), NEVER),
  ).rejects.toMatchObject({
    message: 'Cannot save "web.log": the folder is no longer there',
    engineMessage: expect.stringContaining('ENOENT'),
  })
  await mkdir(join(folder, 'taken.log'))
  await expect(saveStream(join(folder, 'taken.log'), source('x'), NEVER)).rejects.toMatchObject({
    message: expect.stringContaining('Cannot save "taken.log": there is a folder of this name'),
  })
  expect(await readdir(folder)).toEqual(['taken.log'])
})
