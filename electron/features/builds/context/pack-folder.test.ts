import { truncateSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { readTar } from '../../files/index.ts'
import { makeFolder } from './made-folder.fixture.ts'
import { packFolder } from './pack-folder.ts'
import type { ContextEntry } from './walk-context.ts'

/** Done once it is known how long a file is, and before it is read. */
const meanwhile = vi.hoisted(() => ({ happens: () => {} }))

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>()
  const fstat = (file: number, done: (failed: Error | null, stats: Stats) => void) =>
    fs.fstat(file, (...answer) => {
      meanwhile.happens()
      done(...answer)
    })
  return { ...fs, fstat }
})

test('a small file that shrinks is as long as what was read of it', async () => {
  const { root, remove } = await makeFolder({ 'app.log': 'x'.repeat(2000), next: 'next' })
  try {
    meanwhile.happens = () => truncateSync(join(root, 'app.log'), 600)
    const entries = ['app.log', 'next'].map((path): ContextEntry => ({ path, kind: 'file' }))
    const found: string[] = []
    for await (const entry of readTar(packFolder(root, inOne(entries)))) {
      const parts: Buffer[] = []
      for await (const part of entry.content()) parts.push(part)
      found.push(Buffer.concat(parts).toString())
    }
    expect(found).toEqual(['x'.repeat(600), 'next'])
  } finally {
    await remove()
  }
})

async function* inOne(entries: readonly ContextEntry[]) {
  yield entries
}
