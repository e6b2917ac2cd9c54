import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { createChosenPlaces } from './chosen-places.ts'
import { saveStream } from './save-stream.ts'

test('once it is settled, nothing is left of what was given up', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pilothouse-chosen-'))
  try {
    const chosen = createChosenPlaces()
    const path = join(folder, 'web.log')
    const [source, signal] = [new PassThrough(), new AbortController().signal]
    const saving = chosen.write(chosen.add(path), 'file', async (to) => ({
      path: to,
      bytes: await saveStream(to, source, signal),
    }))
    saving.catch(() => {})
    source.write('half')
    await expect.poll(() => readdir(folder)).toHaveLength(1)
    source.destroy()
    await chosen.settled()
    expect(await readdir(folder)).toEqual([])
    await expect(saving).rejects.toMatchObject({ code: 'refused' })
    await chosen.settled()
  } finally {
    await rm(folder, { recursive: true })
  }
})
