import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CHUNKED, chunk } from '../../engine/fake-engine.ts'
import { aCall, idleWork, startFakeWorld } from '../fake-world.ts'
import { fileHandlers } from './handlers.ts'
import { tarHeader } from './tar/write-tar.ts'

const HEADER = tarHeader({ path: 'f', kind: 'file', size: 700, mode: 0, mtime: 0, uid: 0, gid: 0 })

test('an export whose engine goes away is interrupted, and not the disk’s fault', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pilothouse-export-'))
  let cut = () => {}
  const world = await startFakeWorld({
    'GET /containers/a/export': (socket) => {
      for (const part of [CHUNKED, chunk(HEADER), chunk(Buffer.alloc(100))]) socket.write(part)
      cut = () => socket.destroy()
    },
  })
  try {
    const work = idleWork(world.engines)
    const file = work.chosen.add(join(folder, 'a.tar'))
    const wish = { connection: world.connection, id: 'a', file }
    await fileHandlers(work).beginExport(wish, aCall())
    await expect.poll(() => work.tasks.list()[0]?.progress.done).toBeGreaterThan(0)
    cut()
    await expect.poll(() => work.tasks.list()[0]?.state.kind).toBe('interrupted')
    expect(work.tasks.list()[0]).toMatchObject({
      canRetry: true,
      state: { error: { message: expect.stringMatching(/^Cannot export .*cut off/) } },
    })
    expect(await readdir(folder)).toEqual([])
  } finally {
    await world.close()
    await rm(folder, { recursive: true })
  }
})
