import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { withoutEnd } from './without-end.ts'
import { padding, TAR_END, tarHeader } from './write-tar.ts'

const LONG = `${'deep/'.repeat(60)}file`
const nothing = () => new Error('nothing')

/** With more zeros behind its end than there must be, as GNU tar writes it. */
function pack(path: string, size: number): Buffer {
  const entry = { path, kind: 'file', size, mode: 0o644, mtime: 1, uid: 0, gid: 0 } as const
  const content = Buffer.alloc(size)
  return Buffer.concat([tarHeader(entry), content, padding(size), TAR_END, Buffer.alloc(4096)])
}

async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function join(tars: readonly Buffer[], size: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for (const tar of tars) {
    for await (const part of withoutEnd(inPieces(tar, size), nothing)) parts.push(part)
  }
  return Buffer.concat([...parts, TAR_END])
}

test.each([1, 100, 512, 700, 100_000])(
  'tars one behind the other are one tar, in pieces of %i bytes',
  async (size) => {
    const tar = await join([pack('a', 0), pack(LONG, 513), pack('zeros', 2048)], size)
    const listing = execFileSync('tar', ['--list', '--verbose'], { input: tar, encoding: 'utf8' })
    const found = listing.trim().split('\n')
    expect(found.map((line) => line.split(/\s+/)[2])).toEqual(['0', '513', '2048'])
    expect(found.map((line) => line.split(/\s+/).at(-1))).toEqual(['a', LONG, 'zeros'])
  },
)

test('one that is cut off is no part of another, and nor is one of nothing', async () => {
  await expect(join([pack('a', 5).subarray(0, 900)], 512)).rejects.toThrow('it was cut off')
  await expect(join([TAR_END], 512)).rejects.toThrow('nothing')
})
