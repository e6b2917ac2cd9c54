import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toBytes, toText } from './byte-text.ts'
import { readTar } from './read-tar.ts'
import type { TarHeader } from './tar-header.ts'
import { padding, TAR_END, tarHeader, type NewEntry } from './write-tar.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pilothouse-tar-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const FILE: NewEntry = {
  path: 'a.txt',
  kind: 'file',
  size: 0,
  mode: 0o640,
  mtime: 1_700_000_000,
  uid: 1000,
  gid: 100,
}

const LONG = `${'deep/'.repeat(60)}file`

test.each(['a.txt', 'ünï 𝄞', 'n\udcffm', 'line\nend', '-rf', LONG])(
  'what we write of %j we read again',
  async (path) => {
    const content = Buffer.from('hello')
    const [found] = await readAll([pack({ ...FILE, path }, content)])
    expect(found).toMatchObject({ path, kind: 'file', mode: 0o640, uid: 1000, gid: 100 })
    expect(found?.content).toEqual(content)
  },
)

test('numbers of any size come back', async () => {
  const big = { uid: 4_294_967_294, gid: 2_097_152 }
  const [found] = await readAll([pack({ ...FILE, ...big }, Buffer.alloc(0))])
  expect(found).toMatchObject(big)
})

test('tar of the system reads what we write', () => {
  const archive = join(folder, 'ours.tar')
  writeFileSync(archive, pack({ ...FILE, path: LONG }, Buffer.from('deep'), true))
  mkdirSync(join(folder, 'out'))
  execFileSync('tar', ['-xf', archive, '-C', join(folder, 'out'), '--no-same-owner'])
  expect(readFileSync(join(folder, 'out', LONG), 'utf8')).toBe('deep')
})

test.each(['gnu', 'posix', 'ustar', 'v7'])(
  'what tar of the system writes as %s we read',
  async (format) => {
    const root = join(folder, format)
    const name = format === 'gnu' || format === 'posix' ? 'n'.repeat(180) : 'n'.repeat(60)
    mkdirSync(join(root, 'sub'), { recursive: true })
    writeFileSync(join(root, 'sub', name), 'x'.repeat(1000), { mode: 0o600 })
    symlinkSync('../elsewhere', join(root, 'link'))
    const archive = execFileSync('tar', [
      `--format=${format}`,
      '-C',
      root,
      '--sort=name',
      '-cf',
      '-',
      '.',
    ])
    const found = await readAll([archive])
    expect(found.map(({ path, kind, target }) => [path, kind, target])).toEqual([
      ['./', 'folder', ''],
      ['./link', 'link', '../elsewhere'],
      ['./sub/', 'folder', ''],
      [`./sub/${name}`, 'file', ''],
    ])
    expect(found.at(-1)).toMatchObject({ mode: 0o600, size: 1000 })
    expect(found.at(-1)?.content.toString()).toBe('x'.repeat(1000))
  },
)

test('however an archive is cut into chunks, it says the same', async () => {
  const archive = Buffer.concat([
    pack({ ...FILE, path: LONG }, Buffer.from('one')),
    pack({ ...FILE, path: 'two' }, Buffer.alloc(2000, 'y'), true),
  ])
  const whole = await readAll([archive])
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1 }), async (cuts) => {
      expect(await readAll(chunked(archive, cuts))).toEqual(whole)
    }),
    { numRuns: 50 },
  )
})

test('one that is cut off anywhere is an error, and never the whole', async () => {
  const archive = pack(FILE, Buffer.alloc(700, 'y'))
  // Two blocks of zeros end it, of which one is enough.
  for (let end = 0; end < archive.length - 512; end += 97) {
    await expect(readAll([archive.subarray(0, end)])).rejects.toThrow('it was cut off')
  }
})

test('bytes that are no archive are an error, never a hang or another fault', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 512, maxLength: 3000 }), async (bytes) => {
      if (bytes.subarray(0, 512).every((byte) => byte === 0)) return
      await expect(readAll([bytes])).rejects.toMatchObject({ code: 'bad-answer' })
    }),
  )
})

test('a header without end is refused before it fills our memory', async () => {
  const huge = 3 * 1024 ** 3
  const header = Buffer.from(tarHeader({ ...FILE, path: 'x', size: huge }))
  header.write('x', 156, 'latin1')
  reseal(header)
  await expect(readAll(endless(header))).rejects.toThrow('a header has no end')
})

test('content that nobody wants is skipped, and whoever leaves ends the source', async () => {
  let left = false
  async function* source() {
    try {
      yield pack({ ...FILE, path: 'first' }, Buffer.alloc(5000), false)
      yield pack({ ...FILE, path: 'second' }, Buffer.alloc(0), false)
      for (;;) yield Buffer.alloc(512)
    } finally {
      left = true
    }
  }
  const names: string[] = []
  for await (const { header } of readTar(source())) {
    names.push(header.path)
    if (header.path === 'second') break
  }
  expect([names, left]).toEqual([['first', 'second'], true])
})

test('a name that is no text is the same bytes in the archive', () => {
  const name = toText(Buffer.from([0x6e, 0xff]))
  expect(pack({ ...FILE, path: name }, Buffer.alloc(0)).includes(toBytes(name))).toBe(true)
})

type Found = TarHeader & { readonly content: Buffer }

async function readAll(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) {
  async function* source() {
    yield* chunks
  }
  const found: Found[] = []
  for await (const entry of readTar(source())) {
    const parts: Buffer[] = []
    for await (const part of entry.content()) parts.push(part)
    found.push({ ...entry.header, content: Buffer.concat(parts) })
  }
  return found
}

/** An archive of one file; with its end, unless more follows. */
function pack(entry: NewEntry, content: Buffer, ends = true): Buffer {
  const header = tarHeader({ ...entry, size: content.length })
  return Buffer.concat([header, content, padding(content.length), ...(ends ? [TAR_END] : [])])
}

function* chunked(bytes: Buffer, sizes: readonly number[]) {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1
    yield bytes.subarray(at, at + size)
    at += size
  }
}

async function* endless(start: Buffer) {
  yield start
  for (;;) yield Buffer.alloc(65_536, 'y')
}

/** After a change of the block, its checksum must be right again. */
function reseal(block: Buffer): void {
  block.write('        ', 148, 'latin1')
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
}
