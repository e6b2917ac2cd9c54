import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { imageHandlers } from '../../electron/features/images/index.ts'
import { aCall } from '../../electron/features/fake-world.ts'
import { expect, test } from './fault-engine.ts'
import { openOurSide } from './our-side.ts'

const REGISTRY = fileURLToPath(new URL('../../scripts/engine/tiny-registry.mjs', import.meta.url))

/** Free in the engine's room. */
const PORT = 5001
const IMAGE = `127.0.0.1:${PORT}/tiny:1`

test('an image is the newest until its registry has another one', async ({ engine, world }) => {
  const registry = engine.room.spawn(process.execPath, [REGISTRY, String(PORT)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await once(registry.stdout as Readable, 'data')
  const { engines, connection } = await openOurSide(engine)
  const images = imageHandlers(engines)
  const newer = (id: string) => images.newer({ connection, id }, aCall())
  try {
    await world.docker('pull', '--quiet', IMAGE)
    expect(await newer(IMAGE)).toEqual({ kind: 'newest' })
    const pushed = once(registry.stdout as Readable, 'data')
    registry.stdin?.write('\n')
    await pushed
    expect(await newer(IMAGE)).toMatchObject({
      kind: 'newer',
      digest: expect.stringMatching(/^sha256:/),
    })
    expect(await newer('busybox:local')).toEqual({ kind: 'not-pulled' })

    // The same image, under the name of a registry that is not there.
    await world.docker('tag', IMAGE, '127.0.0.1:5999/tiny:1')
    expect(await newer('127.0.0.1:5999/tiny:1')).toEqual({ kind: 'not-pulled' })
    const ended = once(registry, 'exit')
    registry.stdin?.end()
    await ended
    await expect(newer(IMAGE)).rejects.toMatchObject({
      message: expect.stringContaining(`Cannot look for a newer image "${IMAGE}"`),
      engineMessage: expect.stringContaining('connection refused'),
    })
  } finally {
    registry.stdin?.end()
    await world.docker('image', 'rm', '--force', IMAGE, '127.0.0.1:5999/tiny:1')
    await engines.close()
  }
})
