import { padding, TAR_END, tarHeader } from '../../files/index.ts'

/** Test support: an entry of a tar, as engines write them. */
export interface Packed {
  readonly path: string
  /** A text, or bytes; of folders and links there is none. */
  readonly content?: string | Uint8Array
  readonly type?: 'folder' | 'link' | 'hard link'
  readonly target?: string
  readonly mode?: number
}

const TYPES = { folder: '5', link: '2', 'hard link': '1' } as const
const DEFAULT_MODE = 0o644

/** A tar of these. */
export function tarOf(...entries: readonly Packed[]): Buffer {
  return Buffer.concat([...entries.map(pack), TAR_END])
}

function pack({ path, content = '', type, target = '', mode = DEFAULT_MODE }: Packed): Buffer {
  const body = Buffer.from(content)
  const owner = { mtime: 0, uid: 0, gid: 0 }
  const header = tarHeader({ path, kind: 'file', size: body.length, mode, ...owner })
  // What it says of a long name stands before it.
  const block = header.subarray(header.length - 512)
  if (type) block.write(TYPES[type], 156, 'latin1')
  block.write(target, 157, 'latin1')
  reseal(block)
  return Buffer.concat([header, body, padding(body.length)])
}

/** After a change of the block, its checksum must be right again. */
function reseal(block: Buffer): void {
  block.write('        ', 148, 'latin1')
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
}

interface Layers {
  readonly layers: readonly Buffer[]
  /** Of each layer; and of a step without one, said by an empty text before it. */
  readonly steps?: readonly { readonly created_by: string; readonly empty_layer?: boolean }[]
}

/** What Docker 20.10 saves: a folder a layer, and what tells of them at the end. */
export function classicImage({ layers, steps }: Layers): Buffer {
  return tarOf(
    ...layers.map((content, at) => ({ path: `${at}/layer.tar`, content })),
    { path: 'config.json', content: config(layers, steps) },
    {
      path: 'manifest.json',
      content: JSON.stringify([
        { Config: 'config.json', Layers: layers.map((_layer, at) => `${at}/layer.tar`) },
      ]),
    },
  )
}

/** The same as blobs, with nothing but an index of them. */
export function ociImage({ layers, steps }: Layers): Buffer {
  const blob = (name: string) => ({ digest: `sha256:${name}` })
  const manifest = { config: blob('c'), layers: layers.map((_layer, at) => blob(`${at}`)) }
  return tarOf(
    { path: 'oci-layout', content: '{"imageLayoutVersion":"1.0.0"}' },
    { path: 'index.json', content: JSON.stringify({ manifests: [blob('i')] }) },
    { path: 'blobs/sha256/i', content: JSON.stringify({ manifests: [blob('m')] }) },
    { path: 'blobs/sha256/m', content: JSON.stringify(manifest) },
    { path: 'blobs/sha256/c', content: config(layers, steps) },
    ...layers.map((content, at) => ({ path: `blobs/sha256/${at}`, content })),
  )
}

function config(layers: readonly Buffer[], steps: Layers['steps']): string {
  const history = steps ?? layers.map((_layer, at) => ({ created_by: `step ${at + 1}` }))
  return JSON.stringify({ history })
}

/** An archive in pieces of this many bytes. */
export async function* inPieces(archive: Buffer, size = 64 * 1024): AsyncGenerator<Buffer, void> {
  for (let at = 0; at < archive.length; at += size) yield archive.subarray(at, at + size)
}
