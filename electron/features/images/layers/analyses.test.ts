import { afterEach, expect, test } from 'vitest'
import type { LayerFilesPart, LayersStep } from '#shared/contract/image-layers.ts'
import { chunk, CHUNKED, LAST_CHUNK, type Answer } from '../../../engine/fake-engine.ts'
import {
  aCall,
  createFakeSink,
  startFakeWorld,
  type FakeWorld,
  idleWork,
} from '../../fake-world.ts'
import { imageHandlers } from '../index.ts'
import { classicImage, tarOf } from './saved-image.fixture.ts'

const SAVED = classicImage({ layers: [tarOf({ path: 'a', content: 'hello' })] })
const INSPECT = { Id: 'sha256:1' }

let world: FakeWorld
afterEach(() => world.close())

async function start(save: Answer) {
  world = await startFakeWorld({ '/get ': save, '/json ': INSPECT })
  const images = imageHandlers(idleWork(world.engines))
  const ref = { connection: world.connection, id: 'app:1' }
  const layers = () => {
    const { sink, values, closeView } = createFakeSink<LayersStep>()
    return { values, closeView, ended: images.layers(ref, sink) }
  }
  const saves = () => world.requests().filter((request) => request.includes('/get ')).length
  return { images, ref, layers, saves }
}

const whole: Answer = (socket) =>
  socket.end(Buffer.concat([Buffer.from(CHUNKED), chunk(SAVED), Buffer.from(LAST_CHUNK)]))

test('an image is saved once, however many ask, and by its id', async () => {
  const { images, ref, layers, saves } = await start(whole)
  const [one, other] = [layers(), layers()]
  await Promise.all([one.ended, other.ended])
  expect(one.values.at(-1)).toMatchObject({ kind: 'done', analysis: { sizeBytes: 5 } })
  expect(other.values.at(-1)).toEqual(one.values.at(-1))
  const { sink, values } = createFakeSink<LayerFilesPart>()
  await images.layerFiles({ ...ref, layer: 1, extent: 'all' }, sink)
  expect(values).toEqual([
    { kind: 'files', files: [expect.objectContaining({ path: '/a', bytes: 5 })] },
    { kind: 'done', total: 1 },
  ])
  expect(saves()).toBe(1)
  expect(world.requests()).toContain('GET /images/sha256:1/get HTTP/1.1')
})

test('the engine is let go of once nobody waits, and not before', async () => {
  let isOpen = true
  let begin = () => {}
  const begun = new Promise<void>((resolve) => (begin = resolve))
  const { layers, saves } = await start((socket) => {
    socket.on('close', () => (isOpen = false))
    socket.write(Buffer.concat([Buffer.from(CHUNKED), chunk(SAVED.subarray(0, 700))]))
    begin()
  })
  const [one, other] = [layers(), layers()]
  await begun
  one.closeView()
  await expect(one.ended).rejects.toMatchObject({ code: 'cancelled' })
  expect([isOpen, saves()]).toEqual([true, 1])
  other.closeView()
  await expect(other.ended).rejects.toMatchObject({ code: 'cancelled' })
  await expect.poll(() => isOpen).toBe(false)
})

test('a reading that was given up or failed is begun anew', async () => {
  let turn = 0
  const { layers, saves } = await start((socket, request, first) => {
    turn += 1
    if (turn > 1) return whole(socket, request, first)
    socket.end(Buffer.concat([Buffer.from(CHUNKED), chunk(SAVED.subarray(0, 700))]))
  })
  await expect(layers().ended).rejects.toMatchObject({
    code: 'bad-answer',
    message: expect.stringMatching(/^Cannot read the layers of image "app:1": the engine’s/),
  })
  const again = layers()
  await again.ended
  expect(again.values.at(-1)).toMatchObject({ kind: 'done' })
  expect(saves()).toBe(2)
})

test('the history is told as the engine tells it', async () => {
  world = await startFakeWorld({
    '/history ': [{ CreatedBy: 'RUN x', Created: 7, Size: 5, Tags: null, Comment: null }],
  })
  const images = imageHandlers(idleWork(world.engines))
  await expect(images.history({ connection: world.connection, id: 'a' }, aCall())).resolves.toEqual(
    [{ createdBy: 'RUN x', createdAt: 7000, comment: '', sizeBytes: 5, tags: [] }],
  )
})
