import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Extracted } from '#shared/contract/files.ts'
import { canBeHere, extractFolder } from './extract-folder.ts'
import { renamed } from './open-some.ts'
import { toText } from './tar/byte-text.ts'
import { readTar } from './tar/read-tar.ts'
import { padding, TAR_END, tarHeader } from './tar/write-tar.ts'

let room = ''
let chosen = ''

beforeEach(() => {
  room = mkdtempSync(join(tmpdir(), 'pilothouse-extract-'))
  chosen = join(room, 'chosen')
  mkdirSync(chosen)
  writeFileSync(join(room, 'secret'), 'untouched')
  mkdirSync(join(room, 'outside'))
  writeFileSync(join(room, 'outside', 'file'), 'untouched')
  writeFileSync(join(chosen, 'mine'), 'untouched')
})
afterEach(() => rmSync(room, { recursive: true, force: true }))

interface Part {
  readonly path: string
  /** Of the header: `0` a file, `1` a hard link, `2` a link, `3` a device, `5` a folder, `6` a pipe. */
  readonly type?: '0' | '1' | '2' | '3' | '5' | '6'
  readonly target?: string
  readonly content?: string
  readonly mode?: number
  /** Where the header lies about it. */
  readonly size?: number
}

/** The folder that was asked for, as engines begin their archives. */
const ROOT: Part = { path: 'd', type: '5' }

/** Eighteen archives that no honest container gives. `room` and all in it stand for the person's disk. */
const HOSTILE: Readonly<Record<string, () => readonly Part[]>> = {
  'a path that leads out': () => [ROOT, { path: 'd/../../escaped', content: 'x' }],
  'a path that leads out after leading in': () => [
    ROOT,
    { path: 'd/a/b/../../../../escaped', content: 'x' },
  ],
  'an absolute path': () => [ROOT, { path: join(room, 'escaped'), content: 'x' }],
  'a path beside the folder': () => [ROOT, { path: 'e/escaped', content: 'x' }],
  'a link to another folder, and a file through it': () => [
    ROOT,
    { path: 'd/link', type: '2', target: join(room, 'outside') },
    { path: 'd/link/file', content: 'overwritten' },
  ],
  'the same with a relative link': () => [
    ROOT,
    { path: 'd/link', type: '2', target: '../../outside' },
    { path: 'd/link/escaped', content: 'x' },
  ],
  'a chain of links': () => [
    ROOT,
    { path: 'd/one', type: '2', target: '..' },
    { path: 'd/two', type: '2', target: 'one/..' },
    { path: 'd/two/escaped', content: 'x' },
  ],
  'a link to a file, and a file of its name': () => [
    ROOT,
    { path: 'd/link', type: '2', target: join(room, 'secret') },
    { path: 'd/link', content: 'overwritten' },
  ],
  'a hard link to a file outside': () => [
    ROOT,
    { path: 'd/link', type: '1', target: join(room, 'secret') },
    { path: 'd/link', content: 'overwritten' },
  ],
  'a hard link that leads out': () => [
    ROOT,
    { path: 'd/link', type: '1', target: 'd/../../secret' },
  ],
  'a hard link to a link': () => [
    ROOT,
    { path: 'd/link', type: '2', target: join(room, 'secret') },
    { path: 'd/hard', type: '1', target: 'd/link' },
  ],
  'a file where a folder was, and a file in it': () => [
    ROOT,
    { path: 'd/a', content: 'x' },
    { path: 'd/a/b', content: 'y' },
  ],
  'a file that comes twice': () => [
    ROOT,
    { path: 'd/a', content: 'first' },
    { path: 'd/a', content: 'second' },
  ],
  'devices and pipes': () => [ROOT, { path: 'd/null', type: '3' }, { path: 'd/pipe', type: '6' }],
  'set-user-ID and set-group-ID': () => [ROOT, { path: 'd/sudo', content: 'x', mode: 0o6777 }],
  'a folder that nobody may enter, and a file in it': () => [
    ROOT,
    { path: 'd/shut', type: '5', mode: 0 },
    { path: 'd/shut/file', content: 'x' },
  ],
  'names with line ends, escapes and bytes that are no text': () => [
    ROOT,
    { path: 'd/line\nend\u001b[31m', content: 'x' },
    { path: toText(Buffer.from([0x64, 0x2f, 0xff, 0xfe])), content: 'y' },
  ],
  'a root that is a path of its own': () => [
    { path: '../../outside', type: '5' },
    { path: '../../outside/file', content: 'overwritten' },
  ],
}

/** All that lies outside of what was made, with what it holds. */
function outside(): Readonly<Record<string, string>> {
  const made = join(chosen, 'd')
  const paths = (readdirSync(room, { recursive: true }) as string[])
    .map((path) => join(room, path))
    .filter((path) => relative(made, path).startsWith('..'))
  return Object.fromEntries(
    paths.map((path) => [path, lstatSync(path).isFile() ? readFileSync(path, 'utf8') : '']),
  )
}

test.each(Object.entries(HOSTILE))('%s: nothing outside is touched', async (_what, parts) => {
  const before = outside()
  const extracted = await extract(parts())
  expect(outside()).toEqual(before)
  const made = readdirSync(extracted.path, { recursive: true, withFileTypes: true })
  expect(made.filter((one) => !one.isFile() && !one.isDirectory())).toEqual([])
})

test('there are eighteen of them', () => {
  expect(Object.keys(HOSTILE)).toHaveLength(18)
})

test('what is left out is told, with why', async () => {
  const { leftOut, leftOutCount, files } = await extract([
    ROOT,
    { path: 'd/link', type: '2', target: 'x' },
    { path: 'd/pipe', type: '6' },
    { path: 'd/../x', content: 'x' },
    { path: 'd/a', content: 'x' },
    { path: 'd/b', type: '1', target: 'd/a' },
  ])
  expect(leftOut).toEqual([
    { path: 'link', why: 'link' },
    { path: 'pipe', why: 'special' },
    { path: 'd/../x', why: 'name' },
  ])
  expect([files, leftOutCount]).toEqual([2, 3])
  expect(readFileSync(join(chosen, 'd', 'b'), 'utf8')).toBe('x')
})

test('no file comes out that runs as another, and the rest of the mode is kept', async () => {
  const { path } = await extract([ROOT, { path: 'd/sudo', content: 'x', mode: 0o6750 }])
  expect(statSync(join(path, 'sudo')).mode & 0o7777).toBe(0o750)
})

test('a folder that is there already is left as it is', async () => {
  mkdirSync(join(chosen, 'd'))
  symlinkSync(join(room, 'outside'), join(chosen, 'd (2)'))
  const { path } = await extract([ROOT, { path: 'd/a', content: 'x' }])
  expect(path).toBe(join(chosen, 'd (3)'))
  expect(readdirSync(join(chosen, 'd'))).toEqual([])
  expect(readdirSync(join(room, 'outside'))).toEqual(['file'])
})

test.each([
  ['one that is cut off', (tar: Buffer) => tar.subarray(0, 1800), 'it was cut off'],
  ['one with no end', (tar: Buffer) => tar.subarray(0, -1024), 'it was cut off'],
])('of %s nothing stays', async (_what, change, reason) => {
  const tar = change(pack([ROOT, { path: 'd/a', content: 'x' }, { path: 'd/b', content: 'y' }]))
  await expect(extractBytes(tar)).rejects.toThrow(reason)
  expect(readdirSync(chosen)).toEqual(['mine'])
})

test('a size that no disk has room for is refused before anything is written', async () => {
  const huge = { path: 'd/huge', content: 'x', size: 2 ** 52 }
  await expect(extract([ROOT, huge])).rejects.toThrow('The disk has no room for it')
  expect(readdirSync(chosen)).toEqual(['mine'])
})

test('a copy under another name takes room, and counts', async () => {
  const parts: Part[] = [
    { path: 'd/a', content: 'four' },
    { path: 'd/b', type: '1', target: 'd/a' },
  ]
  expect(await extract([ROOT, ...parts])).toMatchObject({ files: 2, bytes: 8 })
})

test('whoever takes it back keeps nothing', async () => {
  const abort = new AbortController()
  const tar = pack([ROOT, { path: 'd/a', content: 'x' }, { path: 'd/b', content: 'y' }])
  const work = extractBytes(tar, abort.signal, () => abort.abort())
  await expect(work).rejects.toThrow()
  expect(existsSync(join(chosen, 'd'))).toBe(false)
  expect(readdirSync(chosen)).toEqual(['mine'])
})

test.each(['nul', 'COM1.txt', 'a:b', 'end.', 'end ', 'a\\b', 'what?'])(
  'Windows is not asked for a file named %j',
  (name) => {
    expect(canBeHere(`a/${name}`, 'win32')).toBe(false)
    expect(canBeHere(`a/${name}`, 'linux')).toBe(true)
  },
)

test('of several that were chosen each comes under its own name, whatever leads out of it', async () => {
  const before = outside()
  const sub = [
    { path: './sub', type: '5' },
    { path: 'sub/a', content: 'x' },
    { path: 'sub/b', type: '1', target: 'sub/a' },
    { path: 'sub/../../escaped', content: 'x' },
    { path: 'other', content: 'x' },
  ] as const
  // Some engines pack a file under the name of what a link to it leads to.
  const file = [{ path: 'target.txt', content: 'text' }]
  const link = [{ path: 'way', type: '2', target: join(room, 'outside') }] as const
  async function* rest() {
    yield* renamed('sub', await opened(pack(sub)))
    yield* renamed('name.txt', await opened(pack(file)))
    yield* renamed('way', await opened(pack(link)))
  }
  const { first } = await opened(pack([{ path: '', type: '5' }]))
  const signal = new AbortController().signal
  const some = { first, rest: rest(), signal, onProgress: () => {} }
  const { path, files, leftOut } = await extractFolder(chosen, 'd', some)
  expect((readdirSync(path, { recursive: true }) as string[]).toSorted()).toEqual([
    'name.txt',
    'sub',
    join('sub', 'a'),
    join('sub', 'b'),
  ])
  expect(files).toBe(3)
  expect(leftOut).toEqual([
    { path: '../sub/../../escaped', why: 'name' },
    { path: '../other', why: 'name' },
    { path: 'way', why: 'link' },
  ])
  expect(outside()).toEqual(before)
})

async function opened(tar: Buffer) {
  async function* source() {
    yield tar
  }
  const rest = readTar(source())
  const { value: first } = await rest.next()
  if (!first) throw new Error('An archive of nothing')
  return { first, rest }
}

function extract(parts: readonly Part[]): Promise<Extracted> {
  return extractBytes(pack(parts))
}

async function extractBytes(
  tar: Buffer,
  signal = new AbortController().signal,
  onProgress = () => {},
): Promise<Extracted> {
  const { first, rest } = await opened(tar)
  return extractFolder(chosen, 'd', { first, rest, signal, onProgress })
}

function pack(parts: readonly Part[]): Buffer {
  const blocks = parts.flatMap(
    ({ path, type = '0', target = '', content = '', mode = 0o644, size }) => {
      const bytes = Buffer.from(content)
      const kind = type === '5' ? 'folder' : 'file'
      const entry = {
        path,
        kind,
        mode,
        mtime: 1,
        uid: 0,
        gid: 0,
        size: size ?? bytes.length,
      } as const
      const header = tarHeader(entry)
      const block = header.subarray(-512)
      block.write(type, 156, 'latin1')
      block.write(target, 157, 'latin1')
      block.write('        ', 148, 'latin1')
      const sum = block.reduce((total, byte) => total + byte, 0)
      block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
      return [header, bytes, padding(bytes.length)]
    },
  )
  return Buffer.concat([...blocks, TAR_END])
}
