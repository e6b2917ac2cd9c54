import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { truncateSync } from 'node:fs'
import { chmod, mkdir, symlink, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { afterEach, expect, test } from 'vitest'
import { readTar, toText, type TarHeader } from '../../files/index.ts'
import { createIgnoreRules } from './ignore-rules.ts'
import { makeFolder } from './made-folder.fixture.ts'
import { packContext } from './pack-context.ts'
import { placeOf } from './place-of.ts'
import { walkContext } from './walk-context.ts'

const NEVER = new AbortController().signal
const MIB = 1024 * 1024

let remove = async () => {}
afterEach(() => remove())

async function make(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const made = await makeFolder({ Dockerfile: 'FROM scratch\n', ...files })
  remove = made.remove
  return made.root
}

function pack(root: string, how: Partial<Parameters<typeof packContext>[1]> = {}) {
  const source = { kind: 'folder', path: root } as const
  return packContext(source, {
    dockerfile: 'Dockerfile',
    builder: 'buildah',
    signal: NEVER,
    ...how,
  })
}

type Found = TarHeader & { readonly hash: string }

async function readAll(bytes: Readable): Promise<readonly Found[]> {
  const found: Found[] = []
  for await (const entry of readTar(bytes as AsyncIterable<Buffer>)) {
    const hash = createHash('sha256')
    for await (const part of entry.content()) hash.update(part)
    found.push({ ...entry.header, hash: hash.digest('hex') })
  }
  return found
}

const hashOf = (content: string | Buffer) => createHash('sha256').update(content).digest('hex')
const pathsIn = async (bytes: Readable) => (await readAll(bytes)).map(({ path }) => path)

test('files, folders and links come as they are, and belong to nobody', async () => {
  const long = `${'deep/'.repeat(40)}${'n'.repeat(120)}`
  const large = Buffer.alloc(5 * MIB + 7, 'large')
  const root = await make({ 'bin/run': '#!/bin/sh\n', [long]: 'long', large, empty: '' })
  await chmod(join(root, 'bin/run'), 0o4751)
  await utimes(join(root, 'bin/run'), 1_600_000_000, 1_600_000_000)
  await chmod(join(root, 'bin'), 0o700)
  await symlink('../../outside', join(root, 'bin/link'))
  await symlink(`/${long}`, join(root, 'bin/long-link'))
  const stray = toText(Buffer.from([0x6e, 0xff]))
  await writeFile(placeOf(root, stray), 'stray')

  const found = await readAll((await pack(root)).bytes)
  const of = (path: string) => found.find((one) => one.path === path)
  expect(of('bin/')).toMatchObject({ kind: 'folder', mode: 0o700, uid: 0, gid: 0 })
  expect(of('bin/run')).toMatchObject({ kind: 'file', mode: 0o4751, mtime: 1_600_000_000, uid: 0 })
  expect(of('bin/link')).toMatchObject({ kind: 'link', target: '../../outside', size: 0 })
  expect(of('bin/long-link')).toMatchObject({ kind: 'link', target: `/${long}` })
  expect(of(long)?.hash).toBe(hashOf('long'))
  expect(of('large')?.hash).toBe(hashOf(large))
  expect(of('empty')).toMatchObject({ size: 0 })
  expect(of(stray)?.hash).toBe(hashOf('stray'))
})

test('tar of the system unpacks it', async () => {
  const root = await make({ 'a/b.txt': 'b', 'ünï 𝄞': 'u', large: Buffer.alloc(MIB, 1) })
  await symlink('x'.repeat(150), join(root, 'link'))
  const { bytes } = await pack(root)
  const chunks: Buffer[] = []
  for await (const chunk of bytes as AsyncIterable<Buffer>) chunks.push(chunk)
  const out = join(root, 'out')
  await mkdir(out)
  execFileSync('tar', ['-x', '-C', out], { input: Buffer.concat(chunks) })
  execFileSync('diff', ['--recursive', '--no-dereference', '--exclude=out', root, out])
})

test('what is ignored is not sent, but the files that the builder needs', async () => {
  const root = await make({
    '.dockerignore': '**\n!keep/this\n',
    'keep/this': '',
    'keep/that': '',
    other: '',
  })
  const sent = ['Dockerfile', 'keep/', 'keep/this']
  for (const builder of ['classic', 'buildah'] as const) {
    const { bytes } = await pack(root, { builder })
    expect(await pathsIn(bytes)).toEqual(['.dockerignore', ...sent])
  }
})

test('a Dockerfile has an ignore file of its own where Podman builds', async () => {
  const root = await make({
    '.dockerignore': 'one\n',
    'sub/app.Dockerfile': '',
    'sub/app.Dockerfile.dockerignore': 'two\n.dockerignore\nDockerfile',
    one: '',
    two: '',
  })
  const own = await pack(root, { dockerfile: 'sub/app.Dockerfile' })
  const sub = ['app.Dockerfile', 'app.Dockerfile.dockerignore'].map((name) => `sub/${name}`)
  expect(await pathsIn(own.bytes)).toEqual(['one', 'sub/', ...sub])
  const other = await pack(root, { dockerfile: 'sub/app.Dockerfile', builder: 'classic' })
  const before = ['.dockerignore', 'Dockerfile', 'sub/']
  expect(await pathsIn(other.bytes)).toEqual([...before, ...sub, 'two'])
})

test('a Dockerfile that is a link is what it leads to, and leads nowhere else', async () => {
  const root = await make({ 'docker/real': 'FROM scratch\n', '.dockerignore': 'docker\n' })
  await symlink('docker/real', join(root, 'link'))
  await symlink('/etc/passwd', join(root, 'out'))
  const { dockerfile, bytes } = await pack(root, { dockerfile: 'link' })
  expect(dockerfile).toBe('docker/real')
  expect(await pathsIn(bytes)).toContain('docker/real')
  await expect(pack(root, { dockerfile: 'out' })).rejects.toThrow('leads out of the folder')
  await expect(pack(root, { dockerfile: 'none' })).rejects.toMatchObject({ code: 'not-found' })
})

test('sockets and pipes are left out', async () => {
  const root = await make({})
  execFileSync('mkfifo', [join(root, 'pipe')])
  const server = createServer().listen(join(root, 'socket'))
  try {
    expect(await pathsIn((await pack(root)).bytes)).toEqual(['Dockerfile'])
  } finally {
    server.close()
  }
})

test('a pipe is no ignore file, and nothing waits for it', async () => {
  const root = await make({})
  execFileSync('mkfifo', [join(root, '.dockerignore')])
  await expect(pack(root)).rejects.toThrow('Cannot read ".dockerignore": it is no file')
})

test('a stop is heard within a folder', async () => {
  const root = await make(Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`${at}`, ''])))
  const abort = new AbortController()
  const rules = createIgnoreRules([], 'buildah')
  let judged = 0
  const slow = (path: string) => {
    judged += 1
    setImmediate(() => abort.abort())
    for (const end = performance.now() + 1; performance.now() < end;) {}
    return rules.judge(path)
  }
  const walk = walkContext(root, { rules: [{ ...rules, judge: slow }], signal: abort.signal })
  await expect(walk.next()).rejects.toMatchObject({ name: 'AbortError' })
  expect(judged).toBeLessThan(100)
})

test('a large file that shrinks while it is sent fails the whole, by its name', async () => {
  const root = await make({ 'data/big.bin': Buffer.alloc(24 * MIB) })
  const { bytes } = await pack(root)
  // Its first piece: it is open by now.
  bytes.on('data', ({ length }: Buffer) => {
    if (length === MIB) truncateSync(join(root, 'data/big.bin'), 0)
  })
  await expect(finished(bytes)).rejects.toMatchObject({
    code: 'conflict',
    message: 'Cannot send "data/big.bin": it changed while it was read',
  })
})

test('no more is read than somebody takes, and a stop ends it', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 400 }, (_, at) => [`f${at}`, Buffer.alloc(128 * 1024)]),
  )
  const abort = new AbortController()
  const { bytes } = await pack(await make(files), { signal: abort.signal })
  bytes.read(0)
  await expect.poll(() => bytes.readableLength).toBeGreaterThan(MIB)
  expect(bytes.readableLength).toBeLessThan(4 * MIB)
  const ended = expect(readAll(bytes)).rejects.toMatchObject({ code: 'cancelled' })
  abort.abort()
  await ended
})

test('an archive is sent as it is', async () => {
  const root = await make({ 'context.tar.gz': Buffer.from('whatever it is') })
  const source = { kind: 'archive', path: join(root, 'context.tar.gz') } as const
  const how = { dockerfile: 'a/Dockerfile', builder: 'classic', signal: NEVER } as const
  const { bytes, dockerfile } = await packContext(source, how)
  const chunks: Buffer[] = []
  for await (const chunk of bytes as AsyncIterable<Buffer>) chunks.push(chunk)
  expect([dockerfile, Buffer.concat(chunks).toString()]).toEqual(['a/Dockerfile', 'whatever it is'])
})
