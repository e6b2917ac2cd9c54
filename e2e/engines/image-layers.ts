import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type {
  LayerAnalysis,
  LayerFile,
  LayerFilesPart,
  LayersStep,
} from '#shared/contract/image-layers.ts'
import { aCall, createFakeSink } from '../../electron/features/fake-world.ts'
import type { World } from '../world.ts'
import type { Peer } from './peer.ts'
import { resultOf } from './task-ends.ts'
import { expect, test } from './test.ts'

/** What the layers of an image do, read from what each engine saves in its own way. */
export function testImageLayers(): void {
  test('layers, their files, what is wasted and the history are told of an image', async ({
    peer,
    world,
  }) => {
    const reference = await commitTwice(world)
    const { layers, wasted, wastedBytes, leftOut } = await analyse(peer, reference)
    expect(layers.map(({ number, extent }) => [number, extent])).toEqual([
      [1, 'whole'],
      [2, 'whole'],
      [3, 'whole'],
    ])
    expect(await changes(peer, reference, 2)).toEqual(
      expect.arrayContaining(['added /big 100000 2', 'added /kept 3 2', 'deleted /bin/vi 0 1']),
    )
    expect(await changes(peer, reference, 3)).toEqual(
      expect.arrayContaining(['changed /etc/passwd 4 3', 'deleted /big 100000 2']),
    )
    expect(wasted[0]).toEqual({
      path: '/big',
      bytes: 100_000,
      layers: [2],
      endedBy: 3,
      how: 'deleted',
    })
    expect(wasted.map(({ path }) => path)).toContain('/etc/passwd')
    expect(wastedBytes).toBe(wasted.reduce((all, { bytes }) => all + bytes, 0))
    expect(leftOut).toBe(0)
    const history = await peer.images.history(peer.ref(reference), aCall())
    expect(history).toHaveLength(3)
    expect(await download(peer, reference, { layer: 2, path: '/kept' })).toBe('it\n')
    const kept = { ...peer.ref(reference), layer: 2, path: '/kept' }
    const { bytes, isWhole, size } = await peer.images.readFile(kept, aCall())
    expect([Buffer.from(bytes).toString(), isWhole, size]).toEqual(['it\n', true, 3])
    const inside = await world.docker('run', '--rm', reference, 'ls', '/bin')
    expect(await namesInFolder(peer, reference, 'bin')).toEqual(
      inside.trim().split(/\s+/).toSorted(),
    )
  })
}

/** What is in a folder of the root as its last layer has it, once its tar is unpacked. */
async function namesInFolder(peer: Peer, reference: string, name: string) {
  const folder = mkdtempSync(join(tmpdir(), 'pilothouse-layers-'))
  try {
    const path = join(folder, 'folder.tar')
    const place = { layer: 3, path: `/${name}`, extent: 'all' } as const
    const wish = { ...peer.ref(reference), ...place, file: peer.chosen.add(path) }
    await resultOf(peer, await peer.images.beginFolderDownload(wish, aCall()))
    execFileSync('tar', ['--extract', '--file', path, '--directory', folder])
    return readdirSync(join(folder, name)).toSorted()
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Two layers upon those of busybox. */
async function commitTwice(world: World): Promise<string> {
  const steps = [
    'head -c 100000 /dev/zero > /big; echo it > /kept; rm /bin/vi',
    'rm /big; echo new > /etc/passwd',
  ]
  let image = 'busybox:local'
  for (const [at, step] of steps.entries()) {
    const id = await world.run(`step-${at}`, { image, command: ['sh', '-c', step] })
    await world.docker('wait', id)
    // One without a name goes with the image that is made of it.
    const name = at === steps.length - 1 ? [`${world.prefix}/layers:1`] : []
    image = (await world.docker('commit', id, ...name)).trim()
    await world.docker('rm', id)
  }
  return image
}

async function analyse(peer: Peer, reference: string): Promise<LayerAnalysis> {
  const { sink, values } = createFakeSink<LayersStep>()
  await peer.images.layers(peer.ref(reference), sink)
  const last = values.at(-1)
  if (last?.kind !== 'done') throw new Error('The analysis did not end')
  return last.analysis
}

async function changes(peer: Peer, reference: string, layer: number): Promise<readonly string[]> {
  const { sink, values } = createFakeSink<LayerFilesPart>()
  await peer.images.layerFiles({ ...peer.ref(reference), layer, extent: 'changed' }, sink)
  return values.flatMap((part) => (part.kind === 'files' ? part.files.map(inWords) : []))
}

function inWords({ change, path, bytes, layers }: LayerFile): string {
  return `${change} ${path} ${bytes} ${layers.join(',')}`
}

async function download(
  peer: Peer,
  reference: string,
  of: { readonly layer: number; readonly path: string },
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'pilothouse-layers-'))
  try {
    const path = join(folder, 'file')
    const wish = { ...peer.ref(reference), ...of, file: peer.chosen.add(path) }
    await resultOf(peer, await peer.images.beginDownload(wish, aCall()))
    return readFileSync(path, 'utf8')
  } finally {
    rmSync(folder, { recursive: true })
  }
}
