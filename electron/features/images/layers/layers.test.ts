import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { LayerFile } from '#shared/contract/image-layers.ts'
import { fileOfLayer, findFile } from './file-of-layer.ts'
import { findConfig } from './find-config.ts'
import { layerFiles } from './layer-files.ts'
import { readSavedImage } from './read-saved-image.ts'
import { classicImage, inPieces, ociImage, tarOf, type Packed } from './saved-image.fixture.ts'
import { stackLayers } from './stack-layers.ts'
import { toAnalysis } from './to-analysis.ts'

const file = (path: string, bytes: number): Packed => ({ path, content: 'x'.repeat(bytes) })
const folder = (path: string, mode = 0o755): Packed => ({ path: `${path}/`, type: 'folder', mode })

/** Three layers that do all that layers do. */
const LAYERS = [
  tarOf(
    folder('etc'),
    file('etc/passwd', 100),
    file('etc/hosts', 10),
    folder('var'),
    folder('var/cache'),
    file('var/cache/a', 1000),
    file('var/cache/b', 2000),
  ),
  tarOf(folder('etc'), file('etc/passwd', 150), file('.wh.nothing', 0), file('var/.wh.cache', 0)),
  tarOf(file('etc/.wh.hosts', 0), folder('opt'), file('opt/app', 5000)),
]

describe('whatever an engine saves is read', () => {
  test.each([
    ['the classic layout, its manifest at the end', classicImage({ layers: LAYERS })],
    ['blobs and an index', ociImage({ layers: LAYERS })],
    ['packed blobs', ociImage({ layers: LAYERS.map((layer) => gzipSync(layer)) })],
  ])('%s', async (_what, archive) => {
    const { analysis } = await analyse(archive)
    expect(
      analysis.layers.map(({ number, createdBy, sizeBytes, extent }) => [
        number,
        createdBy,
        sizeBytes,
        extent,
      ]),
    ).toEqual([
      [1, 'step 1', 3110, 'whole'],
      [2, 'step 2', 150, 'whole'],
      [3, 'step 3', 5000, 'whole'],
    ])
    expect(analysis).toMatchObject({
      sizeBytes: 8260,
      wastedBytes: 3110,
      wastedCount: 4,
      leftOut: 0,
    })
  })

  test('cut into pieces of any size', async () => {
    const whole = await analyse(classicImage({ layers: LAYERS }))
    for (const size of [1, 511, 513, 4096]) {
      const { analysis } = await analyse(classicImage({ layers: LAYERS }), { size })
      expect(analysis).toEqual(whole.analysis)
    }
  })

  test('a layer that comes twice is saved as a link to the first', async () => {
    const manifest = [{ Config: 'c.json', Layers: ['a/layer.tar', 'b/layer.tar'] }]
    const { analysis } = await analyse(
      tarOf(
        { path: 'manifest.json', content: JSON.stringify(manifest) },
        { path: 'b/layer.tar', type: 'link', target: '../a/layer.tar' },
        { path: 'a/layer.tar', content: tarOf(file('same', 70)) },
        { path: 'c.json', content: '{}' },
      ),
    )
    expect(analysis.layers.map(({ sizeBytes, wastedBytes }) => [sizeBytes, wastedBytes])).toEqual([
      [70, 70],
      [70, 0],
    ])
  })

  test('a layer packed by zstd is said to be unread, and the others are read', async () => {
    const zstd = Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), Buffer.alloc(600, 7)])
    const { analysis, changes } = await analyse(
      ociImage({ layers: [tarOf(file('a', 5)), zstd, tarOf(file('a', 6))] }),
    )
    expect(analysis.layers.map(({ extent }) => extent)).toEqual(['whole', 'unread', 'whole'])
    expect(changes(2)).toEqual([])
    expect(analysis.wastedBytes).toBe(5)
  })

  test('steps that made no layer stand between those that did', async () => {
    const steps = [
      { created_by: 'ADD root' },
      { created_by: 'ENV A=1', empty_layer: true },
      { created_by: 'RUN x' },
    ]
    const { analysis } = await analyse(classicImage({ layers: LAYERS.slice(0, 2), steps }))
    expect(analysis.steps).toEqual([1, expect.objectContaining({ createdBy: 'ENV A=1' }), 2])
    expect(analysis.layers[1]?.createdBy).toBe('RUN x')
  })

  test('a history that does not fit the layers names none of them', async () => {
    const steps = [{ created_by: 'squashed' }]
    const { analysis } = await analyse(classicImage({ layers: LAYERS, steps }))
    expect(analysis.layers.map(({ createdBy }) => createdBy)).toEqual(['', '', ''])
    expect(analysis.steps).toEqual([1, 2, 3, expect.objectContaining({ createdBy: 'squashed' })])
  })
})

describe('what a layer does', () => {
  test('files are added, changed and deleted; a folder that is only the way is no change', async () => {
    const { changes } = await analyse(classicImage({ layers: LAYERS }))
    expect(changes(2)).toEqual(['changed /etc/passwd 150 2', 'deleted /var/cache 3000 1'])
    expect(changes(3)).toEqual([
      'added /opt 0 3',
      'added /opt/app 5000 3',
      'deleted /etc/hosts 10 1',
    ])
  })

  test('all files of a layer are those below it that it leaves there, and its own', async () => {
    const { all } = await analyse(classicImage({ layers: LAYERS }))
    expect(all(2)).toEqual([
      'unchanged /etc/hosts 10 1',
      'unchanged /var 0 1',
      'unchanged /etc 0 2',
      'changed /etc/passwd 150 2',
    ])
  })

  test('wasted is what a later layer replaces or deletes, the largest first', async () => {
    const { analysis } = await analyse(classicImage({ layers: LAYERS }))
    expect(analysis.wasted).toEqual([
      { path: '/var/cache/b', bytes: 2000, layers: [1], endedBy: 2, how: 'deleted' },
      { path: '/var/cache/a', bytes: 1000, layers: [1], endedBy: 2, how: 'deleted' },
      { path: '/etc/passwd', bytes: 100, layers: [1], endedBy: 2, how: 'replaced' },
      { path: '/etc/hosts', bytes: 10, layers: [1], endedBy: 3, how: 'deleted' },
    ])
  })

  test('an opaque folder deletes what was in it, and not what the layer itself puts there', async () => {
    const { changes } = await analyse(
      classicImage({
        layers: [
          tarOf(folder('d'), file('d/old', 7), folder('d/sub'), file('d/sub/x', 8)),
          tarOf(folder('d'), file('d/new', 3), file('d/.wh..wh..opq', 0)),
        ],
      }),
    )
    expect(changes(2).toSorted()).toEqual([
      'added /d/new 3 2',
      'deleted /d/old 7 1',
      'deleted /d/sub 8 1',
    ])
  })

  test('what is deleted and put there anew in one layer is a change', async () => {
    const { changes, analysis } = await analyse(
      classicImage({ layers: [tarOf(file('a', 5)), tarOf(file('.wh.a', 0), file('a', 6))] }),
    )
    expect(changes(2)).toEqual(['changed /a 6 2'])
    expect(analysis.wasted).toMatchObject([{ path: '/a', bytes: 5, how: 'replaced' }])
  })

  test('a file in the place of a folder ends all that was in it', async () => {
    const { analysis, all } = await analyse(
      classicImage({ layers: [tarOf(folder('d'), file('d/x', 9)), tarOf(file('d', 1))] }),
    )
    expect(analysis.wastedBytes).toBe(9)
    expect(all(2)).toEqual(['changed /d 1 2'])
  })

  test('a content is stored once, and not wasted while one of its names is left', async () => {
    const layer = tarOf(
      file('a', 50),
      { path: 'b', type: 'hard link', target: 'a' },
      { path: 'c', type: 'hard link', target: 'b' },
    )
    const kept = await analyse(classicImage({ layers: [layer, tarOf(file('.wh.a', 0))] }))
    expect(kept.analysis).toMatchObject({ sizeBytes: 50, wastedBytes: 0 })
    const gone = tarOf(file('.wh.a', 0), file('.wh.b', 0), file('.wh.c', 0))
    const lost = await analyse(classicImage({ layers: [layer, gone] }))
    expect(lost.analysis).toMatchObject({ sizeBytes: 50, wastedBytes: 50 })
  })

  test('of a path that a layer has twice the later one counts', async () => {
    const { analysis, changes } = await analyse(
      classicImage({ layers: [tarOf(file('a', 5), file('a', 6))] }),
    )
    expect(changes(1)).toEqual(['added /a 6 1'])
    expect(analysis).toMatchObject({ sizeBytes: 6, wastedBytes: 0 })
  })
})

describe('an archive that nobody should make', () => {
  test('names that lead out, or are none, are left out', async () => {
    const { changes } = await analyse(
      classicImage({
        layers: [
          tarOf(
            file('../../etc/shadow', 1),
            file('a/../b', 1),
            file('.wh...', 0),
            file('.wh.', 0),
            file('./ok', 1),
            file('/abs', 1),
          ),
        ],
      }),
    )
    expect(changes(1)).toEqual(['added /ok 1 1', 'added /abs 1 1'])
  })

  test('a path that is longer than any can be is left out', async () => {
    const { changes } = await analyse(
      classicImage({ layers: [tarOf(file('deep/'.repeat(5000) + 'x', 1), file('ok', 1))] }),
    )
    expect(changes(1)).toEqual(['added /ok 1 1'])
  })

  test('more entries than there is room for are counted, and their bytes as well', async () => {
    const many = Array.from({ length: 50 }, (_, at) => file(`f${at}`, 10))
    const { analysis, changes } = await analyse(classicImage({ layers: [tarOf(...many)] }), {
      max: 20,
    })
    expect(changes(1)).toHaveLength(19)
    expect(analysis).toMatchObject({ leftOut: 31, sizeBytes: 500 })
    expect(analysis.layers[0]?.extent).toBe('part')
  })

  test('one that is cut off anywhere is an error, and never half an image', async () => {
    const archive = classicImage({ layers: LAYERS })
    for (let end = 0; end < archive.length - 512; end += 1531) {
      await expect(analyse(archive.subarray(0, end))).rejects.toMatchObject({ code: 'bad-answer' })
    }
  })

  test('a packed layer that is broken is an error', async () => {
    const packed = gzipSync(LAYERS[0] as Buffer)
    packed.fill(0xff, 20, 60)
    await expect(analyse(ociImage({ layers: [packed] }))).rejects.toMatchObject({
      code: 'bad-answer',
    })
  })

  test.each([
    ['no manifest', tarOf({ path: 'a/layer.tar', content: tarOf(file('a', 1)) })],
    ['a manifest that is none', tarOf({ path: 'manifest.json', content: '[{"Layers":7}]' })],
    ['JSON that is none', tarOf({ path: 'manifest.json', content: '[{' })],
    [
      'a layer that is not there',
      tarOf(
        { path: 'manifest.json', content: '[{"Config":"c","Layers":["x"]}]' },
        { path: 'c', content: '{}' },
      ),
    ],
    [
      'links that lead round in circles',
      tarOf(
        { path: 'manifest.json', content: '[{"Config":"c","Layers":["x"]}]' },
        { path: 'c', content: '{}' },
        { path: 'x', type: 'link', target: 'y' },
        { path: 'y', type: 'link', target: 'x' },
      ),
    ],
  ])('%s is an error that says so', async (_what, archive) => {
    await expect(analyse(archive)).rejects.toThrow('does not say which layers')
  })

  test('an endless one stops with whoever waits for it', async () => {
    const ending = new AbortController()
    const saved = await readSavedImage(inPieces(classicImage({ layers: LAYERS })))
    ending.abort()
    const { shelf } = saved
    const many = Array.from({ length: 2000 }, () => findConfig(saved).layers).flat()
    await expect(stackLayers(shelf.paths, many, ending.signal)).rejects.toThrow()
  })
})

describe('one file', () => {
  const archive = classicImage({
    layers: [
      tarOf(
        { path: 'a', content: 'old' },
        { path: 'a', content: 'new' },
        { path: 'b', type: 'hard link', target: 'a' },
        { path: 'l', type: 'link', target: 'a' },
      ),
      tarOf({ path: 'a', content: 'newest' }),
    ],
  })

  test.each([
    [1, '/a', 'new'],
    [1, '/b', 'new'],
    [2, '/a', 'newest'],
  ])('of layer %i: %s', async (layer, path, content) => {
    const image = await analyse(archive)
    const parts: Uint8Array[] = []
    for await (const part of fileOfLayer(inPieces(archive), findFile(image, layer, path))) {
      parts.push(part)
    }
    expect(Buffer.concat(parts).toString()).toBe(content)
  })

  test.each(['/l', '/none', '/'])('%s is none', async (path) => {
    const image = await analyse(archive)
    expect(() => findFile(image, 1, path)).toThrow('no such file')
  })
})

async function analyse(archive: Buffer, { size = 4096, max = 1000 } = {}) {
  const { signal } = new AbortController()
  const saved = await readSavedImage(inPieces(archive, size), max)
  const config = findConfig(saved)
  const stack = await stackLayers(saved.shelf.paths, config.layers, signal)
  const list = (layer: number, extent: 'changed' | 'all') =>
    [...layerFiles(stack, layer, extent)].map(inWords)
  return {
    analysis: await toAnalysis(config, stack, signal),
    stack,
    names: config.names,
    changes: (layer: number) => list(layer, 'changed'),
    all: (layer: number) => list(layer, 'all'),
  }
}

function inWords({ change, path, bytes, layers }: LayerFile): string {
  return `${change} ${path} ${bytes} ${layers.join(',')}`
}
