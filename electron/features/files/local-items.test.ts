import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LocalItems } from './local-items.ts'

/** Whoever runs the tests may read everything, so the disk is made to refuse. */
let onLook: ((path: string) => void) | undefined
let onAccess: typeof onLook
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  const stat = async (path: string) => {
    onLook?.(path)
    return real.stat(path)
  }
  const access = async (path: string, mode: number) => {
    onAccess?.(path)
    return real.access(path, mode)
  }
  return { ...real, stat, access }
})
const { readLocalItems: readItems } = await import('./local-items.ts')

const whenLooked = (listener: typeof onLook) => void (onLook = listener)
const refusing = (refused: string, code: string) => (path: string) => {
  if (path === refused) throw Object.assign(new Error(`${code}: no`), { code })
}
const refuse = (refused: string) => whenLooked(refusing(refused, 'EACCES'))

const never = new AbortController().signal
const readLocalItems = (paths: readonly string[], signal = never) => readItems(paths, signal)

let folder = ''
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'pilothouse-local-'))))
afterEach(() => {
  onLook = undefined
  onAccess = undefined
  return rm(folder, { recursive: true, force: true })
})

async function textOf({ bytes }: LocalItems): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes()) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

test('a folder comes before what is in it, and links to files are files', async () => {
  await mkdir(join(folder, 'top', 'sub'), { recursive: true })
  await writeFile(join(folder, 'top', 'sub', 'one'), 'one')
  await writeFile(join(folder, 'two'), 'two')
  await symlink(join(folder, 'two'), join(folder, 'top', 'way'))
  const items = await readLocalItems([join(folder, 'top'), join(folder, 'two')])
  expect(items.entries.map(({ path, kind, size }) => [path, kind, size])).toEqual([
    ['top', 'folder', 0],
    ['top/sub', 'folder', 0],
    ['top/sub/one', 'file', 3],
    ['top/way', 'file', 3],
    ['two', 'file', 3],
  ])
  expect(await textOf(items)).toBe('onetwotwo')
})

test('a link to a folder, which may be one that it is in, is left out, and one that leads nowhere', async () => {
  await symlink(folder, join(folder, 'round'))
  await symlink('nowhere', join(folder, 'lost'))
  const { entries, leftOut } = await readLocalItems([folder])
  expect(entries).toHaveLength(1)
  const names = leftOut.map((path) => path.slice(path.lastIndexOf('/') + 1))
  expect(names.toSorted()).toEqual(['lost', 'round'])
})

test('what has grown since is sent as it was said to be, and what has shrunk is not sent', async () => {
  const path = join(folder, 'log')
  await writeFile(path, 'before')
  const items = await readLocalItems([path])
  await writeFile(path, 'before and after')
  expect(await textOf(items)).toBe('before')
  await truncate(path, 2)
  await expect(textOf(items)).rejects.toThrow('became shorter')
})

test('what is gone says so by its name alone', async () => {
  const gone = readLocalItems([join(folder, 'gone')])
  await expect(gone).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringMatching(/^Cannot read "gone": /),
  })
})

test('what may not be read is told by its name, and is not left out without a word', async () => {
  await mkdir(join(folder, 'own'))
  await writeFile(join(folder, 'own', 'key'), 'k')
  refuse(join(folder, 'own', 'key'))
  await expect(readLocalItems([folder])).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringMatching(/^Cannot read "key": EACCES/),
  })
})

test('a file of a mode that lets nobody read it is told before anything is sent', async () => {
  await mkdir(join(folder, 'own'))
  await writeFile(join(folder, 'own', 'key'), 'k')
  onAccess = refusing(join(folder, 'own', 'key'), 'EACCES')
  const refused = { code: 'refused', message: expect.stringMatching(/^Cannot read "key": EACCES/) }
  await expect(readLocalItems([folder])).rejects.toMatchObject(refused)
  await expect(readLocalItems([join(folder, 'own', 'key')])).rejects.toMatchObject(refused)
})

test('a link to what may not be looked into or read is left out, and the rest is taken', async () => {
  await writeFile(join(folder, 'file'), 'f')
  await symlink(join(folder, 'file', 'below'), join(folder, 'through-a-file'))
  for (const name of ['shut', 'unread']) await symlink(join(folder, 'file'), join(folder, name))
  refuse(join(folder, 'shut'))
  onAccess = refusing(join(folder, 'unread'), 'EACCES')
  const { entries, leftOut } = await readLocalItems([folder])
  expect(entries.map(({ path }) => basename(path))).toEqual([basename(folder), 'file'])
  expect(leftOut.map((path) => basename(path)).toSorted()).toEqual([
    'shut',
    'through-a-file',
    'unread',
  ])
})

test('a reading that is cancelled goes no further', async () => {
  for (const name of ['a', 'b', 'c']) await writeFile(join(folder, name), name)
  const stop = new AbortController()
  const looked: string[] = []
  whenLooked((path) => {
    looked.push(path)
    if (looked.length === 2) stop.abort()
  })
  await expect(readLocalItems([folder], stop.signal)).rejects.toThrow()
  // The folder itself, and one of three.
  expect(looked).toHaveLength(2)
})
