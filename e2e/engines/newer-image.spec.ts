import { aCall, idleWork } from '../../electron/features/fake-world.ts'
import { imageHandlers } from '../../electron/features/images/index.ts'
import { openTinyRegistry } from '../tiny-registry.ts'
import { expect, test } from './fault-engine.ts'
import { openOurSide } from './our-side.ts'

test('an image is the newest until its registry has another one', async ({ engine, world }) => {
  const registry = await openTinyRegistry(engine)
  const { image } = registry
  const { engines, connection } = await openOurSide(engine)
  const images = imageHandlers(idleWork(engines))
  const idOf = (reference: string) =>
    world.docker('image', 'inspect', '--format', '{{.Id}}', reference)
  const newer = async (reference: string, imageId?: string) =>
    images.newer({ connection, reference, imageId: imageId ?? (await idOf(reference)) }, aCall())
  try {
    await world.docker('pull', '--quiet', image)
    expect(await newer(image)).toEqual({ kind: 'newest' })
    await registry.pushAnother()
    expect(await newer(image)).toMatchObject({
      kind: 'newer',
      digest: expect.stringMatching(/^sha256:/),
    })
    expect(await newer('busybox:local')).toEqual({ kind: 'not-pulled' })
    // A container may still be of the one before.
    const before = await idOf(image)
    await world.docker('pull', '--quiet', image)
    expect(await newer(image, before)).toEqual({ kind: 'newer-here' })
    expect(await newer(image)).toEqual({ kind: 'newest' })
    await registry.close()
    await expect(newer(image)).rejects.toMatchObject({
      message: expect.stringContaining(`Cannot look for a newer image "${image}"`),
      engineMessage: expect.stringContaining('connection refused'),
    })
  } finally {
    await registry.close()
    await world.docker('image', 'rm', '--force', image)
    await engines.close()
  }
})
