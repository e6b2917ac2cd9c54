import { chmod, link, mkdir, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { toText } from '../../files/index.ts'
import type { FileContent, FileFacts, Wanted } from '../buildkit/index.ts'
import { createFacts } from './facts-of.ts'
import { makeFolder } from './made-folder.fixture.ts'
import { offerContext } from './offer-context.ts'
import { placeOf } from './place-of.ts'

const NEVER = new AbortController().signal
const MIB = 1024 * 1024

let remove = async () => {}
afterEach(() => remove())

async function make(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const made = await makeFolder({ Dockerfile: 'FROM scratch\n', ...files })
  remove = made.remove
  return made.root
}

async function folderOf(root: string, name = 'context', dockerfile = 'Dockerfile') {
  const folder = (await offerContext(root, dockerfile)).folders.get(name)
  if (!folder) throw new Error(`There is no ${name}`)
  const list = async (wanted: Wanted = {}) => {
    const all: FileFacts[] = []
    for await (const facts of folder.list(wanted, NEVER)) all.push(...facts)
    return all
  }
  return {
    list,
    paths: async (wanted?: Wanted) => (await list(wanted)).map(({ path }) => path),
    read: async (path: string) => wholeOf(await folder.read(path)),
  }
}

async function wholeOf(content: FileContent): Promise<Buffer> {
  if (content instanceof Uint8Array) return Buffer.from(content)
  const pieces: Uint8Array[] = []
  for await (const piece of content) pieces.push(piece)
  return Buffer.concat(pieces)
}

test('a folder is followed by what is in it, and names go by their bytes', async () => {
  const root = await make({
    'a/z': '',
    'a-b': '',
    'a.b': '',
    ab: '',
    é: '',
    '\uff00': '',
    '\u{1f511}': '',
  })
  await writeFile(placeOf(root, toText(Buffer.of(0xff))), '')
  const { paths } = await folderOf(root)
  const stray = toText(Buffer.of(0xff))
  expect(await paths()).toEqual([
    'Dockerfile',
    'a',
    'a/z',
    'a-b',
    'a.b',
    'ab',
    'é',
    '\uff00',
    '\u{1f511}',
    stray,
  ])
})

test('files are told of with their modes, times, links and other names', async () => {
  const root = await make({ 'bin/run': '12345', 'bin/zero': '' })
  await chmod(join(root, 'bin/run'), 0o4755)
  await utimes(join(root, 'bin/run'), 1_600_000_000, 1_600_000_000)
  await link(join(root, 'bin/run'), join(root, 'again'))
  await symlink('../x', join(root, 'bin/to'))
  const { list } = await folderOf(root)
  const of = Object.fromEntries((await list()).map((facts) => [facts.path, facts]))
  expect(of['again']).toMatchObject({ kind: 'file', mode: 0o4755, mtimeMs: 1_600_000_000_000 })
  expect(of['again']?.target).toBeUndefined()
  expect(of['bin/run']).toMatchObject({ kind: 'file', size: 5, target: 'again' })
  expect(of['bin/to']).toMatchObject({ kind: 'link', target: '../x', size: 4 })
  expect(of['bin/zero']).toMatchObject({ kind: 'file', size: 0 })
  expect(of['bin']).toMatchObject({ kind: 'folder', size: 0 })
})

test('what is ignored is not told of, nor the Dockerfile where that is', async () => {
  const root = await make({
    '.dockerignore': '*\n!keep/this\n!.dockerignore',
    'keep/this': '',
    'keep/that': '',
    other: '',
  })
  const { paths } = await folderOf(root)
  expect(await paths()).toEqual(['.dockerignore', 'keep', 'keep/this'])
  // Whatever BuildKit asks for.
  expect(await paths({ patterns: ['other', 'Dockerfile'] })).toEqual([])
  expect(await paths({ followed: ['keep'] })).toEqual(['keep', 'keep/this'])
})

test.each([
  [['src'], ['src', 'src/app', 'src/app/main', 'src/x.go']],
  [
    ['src/app/main', 'nothing'],
    ['src', 'src/app', 'src/app/main'],
  ],
  [['src/*.go'], ['src', 'src/x.go']],
  [['/src/app/'], ['src', 'src/app', 'src/app/main']],
  [['../../src/x.go'], ['src', 'src/x.go']],
  [['to/main'], ['src', 'src/app', 'src/app/main', 'to']],
  [['to'], ['src', 'src/app', 'src/app/main', 'to']],
  [['t*'], ['src', 'src/app', 'src/app/main', 'to']],
  [['up/x.go'], ['src', 'src/x.go', 'up']],
  [['round'], ['round']],
  [['deep/link'], ['deep', 'deep/link', 'src', 'src/x.go']],
])('of what is followed to %j it is %j', async (followed, expected) => {
  const root = await make({ 'src/app/main': '', 'src/x.go': '', 'deep/y': '' })
  await symlink('src/app', join(root, 'to'))
  await symlink('/../src', join(root, 'up'))
  await symlink('round/round', join(root, 'round'))
  await symlink('../src/x.go', join(root, 'deep/link'))
  const { paths } = await folderOf(root)
  expect(await paths({ followed })).toEqual(expected)
})

test.each([{ followed: ['.'] }, { followed: ['/'] }, { followed: ['a', '[z'] }, {}])(
  'all of it is told of where %j is wanted',
  async (wanted) => {
    const { paths } = await folderOf(await make({ a: '', b: '' }))
    expect(await paths(wanted)).toEqual(['Dockerfile', 'a', 'b'])
  },
)

test('links that lead to ever more are given up', async () => {
  const root = await make({ a: '' })
  for (let at = 0; at < 12; at += 1) await symlink('l*/l*', join(root, `l${at}`))
  const { paths } = await folderOf(root)
  expect(await paths({ followed: ['l*'] })).toContain('l0')
})

test('where the Dockerfile is looked for there is nothing else, and nothing is ignored', async () => {
  const root = await make({ 'docker/app.Dockerfile': 'FROM x\n', 'docker/.env': '', '.env': '' })
  const { list, paths, read } = await folderOf(root, 'dockerfile', 'docker/app.Dockerfile')
  const ignore = 'docker/app.Dockerfile.dockerignore'
  expect(await paths({ followed: ['.env', 'docker'] })).toEqual([
    'docker',
    'docker/app.Dockerfile',
    ignore,
  ])
  expect(String(await read('docker/app.Dockerfile'))).toBe('FROM x\n')
  expect(String(await read(ignore))).toMatch(/^#[^\n]*\n$/)
  expect((await list()).at(-1)?.size).toBe((await read(ignore)).length)
})

test('a file is as long as what is read of it, and one that went is named', async () => {
  const root = await make({ small: 'x'.repeat(2000), large: Buffer.alloc(3 * MIB, 1) })
  const { list, read } = await folderOf(root)
  await list()
  await truncate(join(root, 'small'), 600)
  await truncate(join(root, 'large'), 2 * MIB)
  expect([(await read('small')).length, (await read('large')).length]).toEqual([600, 2 * MIB])
  await rm(join(root, 'small'))
  await expect(read('small')).rejects.toMatchObject({
    code: 'conflict',
    message: 'Cannot send "small": it changed while it was read',
  })
  await rm(join(root, 'large'))
  await symlink('/etc/passwd', join(root, 'large'))
  await expect(read('large')).rejects.toThrow('Cannot read "large": it is a link now')
})

test('the same folder has the same key, and another has another', async () => {
  const root = await make({ 'sub/Dockerfile': '' })
  const keyOf = async (path: string) => (await offerContext(path, 'Dockerfile')).sharedKey
  const key = await keyOf(root)
  expect(key).toMatch(/^[0-9a-f]{64}$/)
  expect(await keyOf(root)).toBe(key)
  expect(await keyOf(join(root, 'sub'))).not.toBe(key)
})

test('paths that are asked for are followed as far as they are there, and no endless ones', async () => {
  const root = await make({ 'd/f': '' })
  const { paths } = await folderOf(root)
  const endless = 'a/'.repeat(100_000)
  expect(await paths({ followed: ['/none/of/these', '/d/f'] })).toEqual(['d', 'd/f'])
  expect(await paths({ followed: [endless] })).toEqual(['Dockerfile', 'd', 'd/f'])
})

test('a link that leads to what is no UTF-8 is one that not each engine takes', async () => {
  const root = await make({})
  await symlink(Buffer.of(0xff), join(root, 'link'))
  const offered = await offerContext(root, 'Dockerfile')
  const told = offered.folders.get('context')?.list({}, NEVER)
  for await (const facts of told ?? []) expect(facts).not.toEqual([])
  expect(offered.strayPath).toBe('link')
})

test('what is in a folder that was not there in between is left out with it', async () => {
  const root = await make({})
  const factsOf = createFacts(root)
  expect(await factsOf([{ path: 'd', kind: 'folder' }])).toEqual([])
  await mkdir(join(root, 'd'))
  await writeFile(join(root, 'd/f'), '')
  expect(await factsOf([{ path: 'd/f', kind: 'file' }])).toEqual([])
})
