import { afterEach, expect, test } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import { startFakeBuildKit, type Look, type SaidPacket } from './fake-buildkit.fixture.ts'
import type { FileContent, FileFacts, SyncedFolder, Wanted } from './synced-folder.ts'
import { framePrefix } from './grpc-frames.ts'

const [FACTS, DATA, END] = [0, 2, 3]
const MIB = 1024 * 1024

let close = () => {}
afterEach(() => close())

const aFile = (path: string, size = 5, more: Partial<FileFacts> = {}): FileFacts => {
  return { path, kind: 'file', mode: 0o644, size, mtimeMs: 1_700_000_000_123, ...more }
}

interface Given {
  readonly list?: readonly FileFacts[]
  readonly read?: SyncedFolder['read']
}

/** A folder of these files, and BuildKit that looks at it. */
async function open({ list = [aFile('a')], read = async () => Buffer.from('hello') }: Given = {}) {
  const failures: EngineError[] = []
  const wants: Wanted[] = []
  let sent = 0
  const folder: SyncedFolder = {
    async *list(wanted) {
      wants.push(wanted)
      yield list
    },
    read,
  }
  const buildkit = await startFakeBuildKit({
    folders: new Map([['context', folder]]),
    onSent: (bytes, name) => (sent += name === 'context' ? bytes : 0),
    onFailed: (cause) => failures.push(cause),
  })
  close = () => buildkit.close()
  const look = (more = {}) => buildkit.look({ 'dir-name': 'context', ...more })
  return { buildkit, look, failures, wants, sent: () => sent }
}

test('a folder is told of as Go knows files, and belongs to root', async () => {
  const { look } = await open({
    list: [
      { ...aFile('bin', 0), kind: 'folder', mode: 0o1755 },
      aFile('bin/run', 7, { mode: 0o6751 }),
      aFile('bin/same', 7, { target: 'bin/run' }),
      aFile('old', 1, { mtimeMs: -1500 }),
      { ...aFile('to', 3), kind: 'link', mode: 0o777, target: '../x' },
    ],
  })
  const said = await nextFew(look(), 6)
  const facts = said.map((packet) => packet?.facts)
  const owners = [0, 0]
  const mtime = 1_700_000_000_123_000_000
  expect(facts.slice(0, 5)).toEqual([
    { path: 'bin', mode: 0x80100000 + 0o755, owners, size: 0, mtime, target: '' },
    { path: 'bin/run', mode: 0xc00000 + 0o751, owners, size: 7, mtime, target: '' },
    { path: 'bin/same', mode: 0o644, owners, size: 7, mtime, target: 'bin/run' },
    { path: 'old', mode: 0o644, owners, size: 1, mtime: -1_500_000_000, target: '' },
    { path: 'to', mode: 0x8000000 + 0o777, owners, size: 3, mtime, target: '../x' },
  ])
})

test('only what is asked for is sent, in pieces, and counted', async () => {
  const large = Buffer.alloc(3 * MIB + 5, 'large')
  const { look, sent } = await open({
    list: [aFile('a'), aFile('big', large.length), aFile('empty', 0)],
    read: async (path) => contentOf(path, large),
  })
  const it = look()
  await nextFew(it, 4)
  it.ask(1)
  it.ask(2)
  const got: Record<number, Buffer[]> = { 1: [], 2: [] }
  for (let left = 2; left > 0;) {
    const packet = await it.next()
    expect(packet?.type).toBe(DATA)
    expect(packet?.data.length).toBeLessThanOrEqual(32 * 1024)
    if (packet?.data.length === 0) left -= 1
    else got[packet?.id ?? 0]?.push(Buffer.from(packet?.data ?? []))
  }
  expect([Buffer.concat(got[1] ?? []).equals(large), got[2]]).toEqual([true, []])
  it.end()
  expect((await it.next())?.type).toBe(END)
  await expect(it.ended).resolves.toMatchObject({ status: '0' })
  expect(sent()).toBe(large.length)
})

test('what BuildKit wants of a folder is understood, in either of its ways', async () => {
  const { look, wants } = await open()
  await look({ followpaths: ['a, b', Buffer.from('ü').toString('latin1')] }).next()
  await look({
    'include-patterns': ['%C3%BC+b', '%'],
    'include-patterns-encoded': '1',
    'exclude-patterns': '*',
  }).next()
  await look({ followpaths: Array.from({ length: 2000 }, (_none, at) => `path/${at}`) }).next()
  expect(wants.slice(0, 2)).toEqual([{ followed: ['a, b', 'ü'] }, { patterns: ['ü b', '%'] }])
  expect(wants[2]?.followed).toHaveLength(2000)
})

test.each(['none', '__proto__', ''])('no other folder is given: "%s"', async (name) => {
  const { buildkit } = await open()
  const { ended } = buildkit.look(name === '' ? {} : { 'dir-name': name })
  await expect(ended).resolves.toEqual({
    status: '5',
    said: `this build has no folder "${name}"`,
  })
})

const HUGE = framePrefix(MIB)

test.each([
  ['a file that was not offered', [['ask', 7]], '2', /was not offered/],
  ['a folder’s content', [['ask', 1]], '2', /was not offered/],
  [
    'the same file twice',
    [
      ['ask', 0],
      ['ask', 0],
    ],
    '2',
    /was not offered/,
  ],
  ['a number that is none', [['ask', 2 ** 40]], '2', /was not offered/],
  ['to be told what it says itself', [['write', framed([])]], '2', /means nothing/],
  ['what is no message', [['write', framed([0xff])]], '2', /cannot be read/],
  ['by a message that is too long', [['write', HUGE]], '3', /too long/],
  ['by one that is compressed', [['write', Buffer.from([1, 0, 0, 0, 0])]], '3', /not a plain/],
] as const)('BuildKit that asks for %s is refused', async (_what, deeds, status, words) => {
  const { buildkit, look } = await open({
    list: [aFile('a'), { ...aFile('b'), kind: 'folder' }],
    read: () => new Promise(() => {}),
  })
  const it = look()
  await nextFew(it, 3)
  for (const [deed, what] of deeds) {
    if (deed === 'ask') it.ask(what)
    else it.write(what)
  }
  await it.next()
  await expect(it.ended).resolves.toEqual({ status, said: expect.stringMatching(words) })
  // The session goes on.
  await expect(buildkit.look({}).ended).resolves.toMatchObject({ status: '5' })
})

test('BuildKit that ends before it was told of all is refused', async () => {
  const { look, failures } = await open({ list: many(20_000) })
  const it = look()
  await it.next()
  it.end()
  await it.until(END)
  await expect(it.ended).resolves.toMatchObject({ status: '2' })
  expect(failures).toMatchObject([{ code: 'bad-answer' }])
})

test('what is asked without end is no more than was offered, and read no faster than it is taken', async () => {
  let read = 0
  const { look } = await open({
    list: many(2000),
    read: async () => {
      read += 1
      return Buffer.alloc(256 * 1024)
    },
  })
  const it = look()
  await nextFew(it, 2001)
  for (let id = 0; id < 2000; id += 1) it.ask(id)
  for (let taken = 0; taken < 100; taken += 1) await it.next()
  await expect.poll(() => read).toBeGreaterThan(24)
  // What was taken, what is read ahead, and what fits into a few buffers.
  expect(read).toBeLessThan(100 / 8 + 24 + 16)
  it.leave()
  await it.ended
})

test('so many folders at once are too much', async () => {
  const { look } = await open({ list: [] })
  const looks = Array.from({ length: 9 }, () => look())
  await expect(looks[8]?.ended).resolves.toMatchObject({ status: '8' })
  for (const it of looks.slice(0, 8)) {
    await it.next()
    it.end()
    await it.next()
    await expect(it.ended).resolves.toMatchObject({ status: '0' })
  }
  await look().next()
})

test('why a file cannot be sent is told to both sides', async () => {
  const message = 'Cannot read "a": you may not read it'
  const { look, failures } = await open({
    read: () => Promise.reject(new EngineError({ code: 'no-permission', message })),
  })
  const it = look()
  await nextFew(it, 2)
  it.ask(0)
  await it.next()
  await expect(it.ended).resolves.toEqual({ status: '2', said: message })
  expect(failures).toMatchObject([{ code: 'no-permission', message }])
})

test('whoever leaves in the middle of a file closes it, and is told of no failure', async () => {
  let isOpen = true
  const { look, failures } = await open({ read: async () => endless(() => (isOpen = false)) })
  const it = look()
  await nextFew(it, 2)
  it.ask(0)
  await it.next()
  it.leave()
  await expect.poll(() => isOpen).toBe(false)
  expect(failures).toEqual([])
})

async function* endless(onClose: () => void): AsyncGenerator<Uint8Array> {
  try {
    for (;;) yield Buffer.alloc(MIB)
  } finally {
    onClose()
  }
}

function many(count: number): readonly FileFacts[] {
  return Array.from({ length: count }, (_none, at) => aFile(`f${at}`))
}

async function nextFew(it: Look, count: number) {
  const said: (SaidPacket | undefined)[] = []
  for (let at = 0; at < count; at += 1) said.push(await it.next())
  expect(said.every((packet) => packet?.type === FACTS)).toBe(true)
  return said
}

function contentOf(path: string, large: Buffer): FileContent {
  if (path === 'empty') return new Uint8Array()
  return (async function* pieces() {
    for (let at = 0; at < large.length; at += MIB) yield large.subarray(at, at + MIB)
  })()
}

function framed(message: readonly number[]): Uint8Array {
  return Buffer.concat([framePrefix(message.length), Uint8Array.from(message)])
}
