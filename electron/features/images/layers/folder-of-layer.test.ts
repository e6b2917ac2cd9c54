import { expect, test } from 'vitest'
import { readTar } from '../../files/index.ts'
import { findConfig } from './find-config.ts'
import { folderOfLayers, planFolder, type FolderPlace } from './folder-of-layer.ts'
import { readSavedImage } from './read-saved-image.ts'
import { classicImage, inPieces, ociImage, tarOf, type Packed } from './saved-image.fixture.ts'
import { stackLayers } from './stack-layers.ts'

const file = (path: string, content: string): Packed => ({ path, content })
const folder = (path: string): Packed => ({ path: `${path}/`, type: 'folder', mode: 0o750 })
const hardLink = (path: string, target: string): Packed => ({ path, type: 'hard link', target })

const LONG = `app/${'n'.repeat(120)}`
const LAYERS = [
  tarOf(
    folder('app'),
    file('app/kept', 'kept'),
    file('app/old', 'old'),
    file('app/gone', 'gone'),
    hardLink('app/also', 'app/kept'),
    file('lib', 'of a library'),
    hardLink('app/lib', 'lib'),
    hardLink('app/lib2', 'lib'),
    file(LONG, 'long'),
    { path: 'app/way', type: 'link', target: '../lib' },
  ),
  tarOf(folder('app'), file('app/old', 'new'), file('app/.wh.gone', ''), file('apple', 'no')),
]
const ALL = ['classic', 'oci'] as const
const ARCHIVES = { classic: classicImage({ layers: LAYERS }), oci: ociImage({ layers: LAYERS }) }

/** What the tar of a folder holds: the content of files, and where links lead. */
async function unpack(archive: Buffer, place: FolderPlace, max = 1000) {
  const saved = await readSavedImage(inPieces(archive), max)
  const config = findConfig(saved)
  const stack = await stackLayers(saved.shelf.paths, config.layers, new AbortController().signal)
  const plan = planFolder({ stack, names: config.names }, place)
  const found: Record<string, string> = {}
  for await (const entry of readTar(folderOfLayers(inPieces(archive), plan))) {
    const { header } = entry
    const parts: Uint8Array[] = []
    for await (const part of entry.content()) parts.push(part)
    const text = Buffer.concat(parts).toString()
    found[header.path] = header.kind === 'file' ? text : `${header.kind} ${header.target}`.trim()
  }
  return found
}

const APP = {
  'app/': 'folder',
  'app/kept': 'kept',
  'app/also': 'hard link app/kept',
  'app/lib': 'of a library',
  'app/lib2': 'hard link app/lib',
  [LONG]: 'long',
  'app/way': 'link ../lib',
}

test.each(ALL)('a folder is as it is with its layer (%s)', async (kind) => {
  const place = { path: '/app', extent: 'all' } as const
  const first = await unpack(ARCHIVES[kind], { ...place, layer: 1 })
  expect(first).toEqual({ ...APP, 'app/old': 'old', 'app/gone': 'gone' })
  const second = await unpack(ARCHIVES[kind], { ...place, layer: 2 })
  expect(second).toEqual({ ...APP, 'app/old': 'new' })
})

test('or what its layer has of it', async () => {
  const place = { layer: 2, path: '/app', extent: 'changed' } as const
  expect(await unpack(ARCHIVES.classic, place)).toEqual({ 'app/old': 'new' })
})

test('the root holds all, and a file whose other name is taken lies where it is', async () => {
  const all = await unpack(ARCHIVES.classic, { layer: 1, path: '/', extent: 'all' })
  expect(all['lib']).toBe('of a library')
  expect(all['app/lib']).toBe('hard link lib')
})

test.each([
  ['a folder that is not there', '/none', 1000, 'nothing of such a folder'],
  ['a folder of which not all is known', '/app', 4, 'not all of its files'],
])('%s is none', async (_which, path, max, why) => {
  const place = { layer: 1, path, extent: 'all' } as const
  await expect(unpack(ARCHIVES.classic, place, max)).rejects.toThrow(why)
})
