import { execFileSync } from 'node:child_process'
import { chmod, mkdir, readFile, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import type { ContextSize } from '#shared/contract/builds.ts'
import { tarHeader } from '../../files/index.ts'
import { readDockerfile, saveDockerfile } from './dockerfile-text.ts'
import { makeFolder } from './made-folder.fixture.ts'
import { measureContext } from './measure-context.ts'
import { openSource } from './open-source.ts'
import { readSmallFile } from './read-small-file.ts'
import { createSources } from './sources.ts'

const FROM = 'FROM scratch\n'

/** To read so many takes longer than a test may. */
const LARGE_BYTES = 200 * 1024 ** 3

let remove = async () => {}
afterEach(() => remove())

async function make(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const made = await makeFolder(files)
  remove = made.remove
  return made.root
}

function tarOf(folder: string, ...paths: readonly string[]): Buffer {
  return execFileSync('tar', ['-c', '-C', folder, '-f', '-', ...paths])
}

test('a folder’s Dockerfiles are found, the one that docker build takes first', async () => {
  const root = await make({
    'api/Dockerfile': FROM,
    'Dockerfile.dev': FROM,
    Dockerfile: FROM,
    'Dockerfile.dockerignore': '',
    'web.dockerfile': FROM,
    'a/b/c/Containerfile': FROM,
    'a/b/c/d/Dockerfile': FROM,
    'node_modules/x/Dockerfile': FROM,
    'Dockerfiles.md': '',
  })
  await symlink('/etc/passwd', join(root, 'api/Dockerfile.out'))
  await symlink('../Dockerfile', join(root, 'api/Dockerfile.in'))
  const { kind, path, dockerfiles } = await createSources().open(root)
  expect([kind, path]).toEqual(['folder', root])
  const inside = ['api/Dockerfile', 'api/Dockerfile.in', 'a/b/c/Containerfile']
  expect(dockerfiles).toEqual(['Dockerfile', 'Dockerfile.dev', 'web.dockerfile', ...inside])
})

test('a Dockerfile stands for its folder, also under any name', async () => {
  const build = '# syntax=docker/dockerfile:1\n\n  # why\r\nARG A=1\nFROM scratch\n'
  const root = await make({ Dockerfile: FROM, 'build.txt': build, 'notes.txt': 'From here on\n#' })
  const sources = createSources()
  const found = await sources.open(join(root, 'build.txt'))
  expect(found).toMatchObject({ kind: 'folder', path: root })
  expect(found.dockerfiles).toEqual(['build.txt', 'Dockerfile'])
  expect(sources.get(found.source)).toEqual({ kind: 'folder', path: root })
  await writeFile(join(root, 'x.bin'), Buffer.from([1, 0, 2]))
  await expect(sources.open(join(root, 'x.bin'))).rejects.toThrow('Cannot build from "x.bin"')
  await expect(sources.open(join(root, 'none'))).rejects.toMatchObject({ code: 'not-found' })
  expect(() => sources.get('none')).toThrow('no longer open')
})

test('an archive stands for itself, and its Dockerfile is read out of it', async () => {
  const root = await make({ 'in/Dockerfile': FROM, 'in/sub/Dockerfile': 'FROM busybox\n' })
  const tar = tarOf(join(root, 'in'), './sub', './Dockerfile')
  for (const [name, bytes] of [
    ['a.tar', tar],
    ['a.tgz', gzipSync(tar)],
  ] as const) {
    await writeFile(join(root, name), bytes)
    const sources = createSources()
    const { kind, source, dockerfiles } = await sources.open(join(root, name))
    expect([kind, ...dockerfiles]).toEqual(['archive', 'Dockerfile', 'sub/Dockerfile'])
    const opened = sources.get(source)
    expect((await readDockerfile(opened, 'sub/Dockerfile')).text).toBe('FROM busybox\n')
    await expect(readDockerfile(opened, 'none')).rejects.toMatchObject({ code: 'not-found' })
    const saved = { dockerfile: 'Dockerfile', text: '', version: '' }
    await expect(saveDockerfile(opened, saved)).rejects.toThrow('it is in an archive')
  }
})

test('of two files of a name in an archive, the last is the one, as engines unpack it', async () => {
  const root = await make({ Dockerfile: FROM, other: '' })
  await writeFile(join(root, 'a.tar'), tarOf(root, 'Dockerfile', 'other'))
  await writeFile(join(root, 'Dockerfile'), 'FROM newer\n')
  execFileSync('tar', ['-r', '-C', root, '-f', join(root, 'a.tar'), 'Dockerfile'])
  const source = { kind: 'archive', path: join(root, 'a.tar') } as const
  expect((await readDockerfile(source, 'Dockerfile')).text).toBe('FROM newer\n')
})

test('a large archive is looked into for a while, and nobody need wait for its end', async () => {
  const root = await make({ Dockerfile: FROM })
  const path = join(root, 'a.tar')
  const of = { path: 'large', kind: 'file', mode: 0o644, mtime: 0, uid: 0, gid: 0 } as const
  const large = tarHeader({ ...of, size: LARGE_BYTES })
  await writeFile(path, Buffer.concat([tarOf(root, 'Dockerfile').subarray(0, 1024), large]))
  // Sparse: it takes no room.
  await truncate(path, LARGE_BYTES)
  const start = performance.now()
  expect((await openSource(path, 50)).dockerfiles).toEqual(['Dockerfile'])
  const reading = readDockerfile({ kind: 'archive', path }, 'Dockerfile', AbortSignal.timeout(50))
  await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
  expect(performance.now() - start).toBeLessThan(2000)
})

test('what cannot be unpacked here is an archive all the same, and one that is cut off is said', async () => {
  const root = await make({ Dockerfile: FROM, 'a.tar.xz': Buffer.from('fd377a585a000001', 'hex') })
  const sources = createSources()
  const { kind, source, dockerfiles } = await sources.open(join(root, 'a.tar.xz'))
  expect([kind, ...dockerfiles]).toEqual(['archive'])
  const read = readDockerfile(sources.get(source), 'Dockerfile')
  await expect(read).rejects.toThrow('nothing here unpacks xz')
  for (const [name, bytes] of [
    ['cut.tar', tarOf(root, 'Dockerfile').subarray(0, 700)],
    ['cut.tgz', gzipSync(tarOf(root, 'Dockerfile')).subarray(0, 60)],
  ] as const) {
    await writeFile(join(root, name), bytes)
    const path = join(root, name)
    await expect(readDockerfile({ kind: 'archive', path }, 'x')).rejects.toThrow('Cannot')
  }
})

test('a Dockerfile is saved as it was written, if it is the one that was read', async () => {
  const root = await make({ 'sub/Dockerfile': '\uFEFFFROM a\r\n' })
  const source = { kind: 'folder', path: root } as const
  const place = join(root, 'sub/Dockerfile')
  await chmod(place, 0o640)
  const read = await readDockerfile(source, 'sub/Dockerfile')
  expect(read.text).toBe('\uFEFFFROM a\r\n')
  const saved = { dockerfile: 'sub/Dockerfile', text: 'FROM b\n', version: read.version }
  const after = await saveDockerfile(source, saved)
  expect(await readFile(place, 'utf8')).toBe('FROM b\n')
  expect((await stat(place)).mode & 0o777).toBe(0o640)
  expect(after).toEqual(await readDockerfile(source, 'sub/Dockerfile'))
  await expect(saveDockerfile(source, saved)).rejects.toMatchObject({ code: 'conflict' })
  expect(await readFile(place, 'utf8')).toBe('FROM b\n')
})

test('nothing outside of the folder is read or written, by whatever way', async () => {
  const root = await make({ 'in/Dockerfile': FROM, outside: 'mine' })
  await symlink('../outside', join(root, 'in/link'))
  await symlink('..', join(root, 'in/up'))
  await symlink('Dockerfile', join(root, 'in/inside'))
  const source = { kind: 'folder', path: join(root, 'in') } as const
  for (const dockerfile of ['link', 'up/outside', '../outside']) {
    await expect(readDockerfile(source, dockerfile)).rejects.toThrow('leads out of the folder')
    const saved = { dockerfile, text: 'x', version: '' }
    await expect(saveDockerfile(source, saved)).rejects.toThrow('leads out of the folder')
  }
  expect(await readFile(join(root, 'outside'), 'utf8')).toBe('mine')
  const { version } = await readDockerfile(source, 'inside')
  await saveDockerfile(source, { dockerfile: 'inside', text: 'FROM b\n', version })
  expect(await readFile(join(root, 'in/Dockerfile'), 'utf8')).toBe('FROM b\n')
})

test.each([
  ['bytes', Buffer.from([0xff, 0xfe]), 'it is no text in UTF-8'],
  ['huge', Buffer.alloc(1_000_001, 'x'), 'it is too large'],
])('%s are no Dockerfile', async (_name, content, why) => {
  const root = await make({ Dockerfile: content })
  await expect(readDockerfile({ kind: 'folder', path: root }, 'Dockerfile')).rejects.toThrow(why)
})

test('what else is in the folder is neither read nor written', async () => {
  const root = await make({
    '.env': 'TOKEN=1\n',
    '.git/hooks/pre-commit': '#!/bin/sh\n',
    'build.txt': FROM,
    'Dockerfile.dev': '',
  })
  await symlink('.git/hooks/pre-commit', join(root, 'Dockerfile'))
  const source = { kind: 'folder', path: root } as const
  for (const dockerfile of ['.env', '.git/hooks/pre-commit', 'Dockerfile']) {
    const why = `Cannot read "${dockerfile}": it is no Dockerfile`
    await expect(readDockerfile(source, dockerfile)).rejects.toThrow(why)
    const saved = { dockerfile, text: FROM, version: '' }
    await expect(saveDockerfile(source, saved)).rejects.toThrow(why)
  }
  const { version } = await readDockerfile(source, 'build.txt')
  const saved = { dockerfile: 'build.txt', version }
  const script = saveDockerfile(source, { ...saved, text: '#!/bin/sh\n' })
  await expect(script).rejects.toThrow('Cannot save "build.txt": this is no Dockerfile')
  await saveDockerfile(source, { ...saved, text: 'ARG A\nFROM b\n' })
  const empty = await readDockerfile(source, 'Dockerfile.dev')
  await saveDockerfile(source, { ...empty, dockerfile: 'Dockerfile.dev', text: 'RUN x\n' })
  expect(await readFile(join(root, 'Dockerfile.dev'), 'utf8')).toBe('RUN x\n')
})

test('a Dockerfile is measured in characters, as one that is saved', async () => {
  const root = await make({
    Dockerfile: 'ü'.repeat(1_000_000),
    'Dockerfile.large': 'ü'.repeat(1_000_001),
  })
  const source = { kind: 'folder', path: root } as const
  expect((await readDockerfile(source, 'Dockerfile')).text).toHaveLength(1_000_000)
  await expect(readDockerfile(source, 'Dockerfile.large')).rejects.toThrow('it is too large')
})

test('a small file is read whole or not at all', async () => {
  const root = await make({ small: 'abc' })
  execFileSync('mkfifo', [join(root, 'pipe')])
  expect((await readSmallFile(join(root, 'small'), 3)).toString()).toBe('abc')
  await expect(readSmallFile(join(root, 'small'), 2)).rejects.toThrow('it is too large')
  await expect(readSmallFile(join(root, 'pipe'), 2)).rejects.toThrow('it is no file')
  await expect(readSmallFile('/dev/zero', 2)).rejects.toThrow('it is no file')
  await expect(readSmallFile(join(root, 'none'), 2)).rejects.toMatchObject({ code: 'not-found' })
})

test('a folder or a pipe is no Dockerfile', async () => {
  const root = await make({})
  await mkdir(join(root, 'folder'))
  execFileSync('mkfifo', [join(root, 'pipe')])
  for (const dockerfile of ['folder', 'pipe']) {
    const read = readDockerfile({ kind: 'folder', path: root }, dockerfile)
    await expect(read).rejects.toThrow(`Cannot read "${dockerfile}": it is no file`)
  }
})

test('what would be sent is counted step by step, with what is left out', async () => {
  const root = await make({
    Dockerfile: FROM,
    '.dockerignore': 'node_modules\n*.log\n!a.log\n',
    'node_modules/x/y': '',
    'node_modules/z': '',
    'a.log': '12345',
    'b.log': '12345',
    'src/main': Buffer.alloc(300),
  })
  await symlink('src', join(root, 'link'))
  const steps: ContextSize[] = []
  const size = await measureContext(
    { kind: 'folder', path: root },
    {
      dockerfile: 'Dockerfile',
      builder: 'buildkit',
      signal: new AbortController().signal,
      onStep: (step) => steps.push(step),
    },
  )
  const ofIgnoreFile = '.dockerignore'
  expect(size).toMatchObject({ files: 5, ignored: 2, ignoreFile: ofIgnoreFile, isWhole: true })
  expect(size.bytes).toBe(13 + 26 + 5 + 300)
  expect(size.largest.slice(0, 2)).toEqual([
    { path: 'src/main', bytes: 300 },
    { path: '.dockerignore', bytes: 26 },
  ])
  expect(steps.map(({ isWhole, files }) => [isWhole, files])).toEqual([[false, 5]])
})

test('a count that nobody waits for ends', async () => {
  const root = await make({ Dockerfile: FROM, 'a/b': '', 'c/d': '' })
  const abort = new AbortController()
  const counting = measureContext(
    { kind: 'folder', path: root },
    {
      dockerfile: 'Dockerfile',
      builder: 'classic',
      signal: abort.signal,
      onStep: () => abort.abort(),
    },
  )
  await expect(counting).rejects.toMatchObject({ name: 'AbortError' })
})
