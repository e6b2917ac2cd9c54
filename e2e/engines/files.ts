import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { execFileSync } from 'node:child_process'
import type { FileEntry, ListingPart, UploadedEntry } from '#shared/contract/files.ts'
import { aCall, createFakePipe, createFakeSink } from '../../electron/features/fake-world.ts'
import type { World } from '../world.ts'
import type { Peer } from './peer.ts'
import { resultOf } from './task-ends.ts'
import { expect, test } from './test.ts'

/** A folder with all that a listing must tell apart. The last name is no UTF-8, and has a line end. */
const FOLDER = [
  'mkdir -p /d/sub/deep /d/empty',
  'echo hello > /d/a.txt; chmod 640 /d/a.txt; chown 1000:50 /d/a.txt',
  'head -c 300000 /dev/zero > /d/sub/deep/big',
  'ln -s a.txt /d/link; ln -s /d/sub /d/way; ln -s nowhere /d/lost; ln -s round /d/round',
  'ln /d/a.txt /d/twin; mkfifo /d/pipe; touch -d @1700000000 /d/old; echo x > /d/-n',
  'echo y > "/d/ünï $(printf "a\\nb\\377")"',
].join('; ')

const ODD_NAME = 'ünï a\nb\udcff'

/** Of all that the engine would still pack of it, this is little. */
const AT_ONCE_MS = 5000

const IDLE = "trap 'exit 0' TERM; while :; do sleep 1 & wait $!; done"

/** The files of containers, running or not, in every way. */
export function testFiles(): void {
  for (const state of ['running', 'stopped'] as const) {
    test(`a folder of a ${state} container is listed with all that its entries are`, async ({
      peer,
      world,
    }) => {
      const id = await withFolder(world, state)
      const { entries, end } = await list(peer, id, '/d')
      expect(end).toEqual({
        kind: 'end',
        extent: 'whole',
        seenFrom: state === 'running' ? 'inside' : 'archive',
        lacksShell: false,
      })
      expect([...entries.keys()].toSorted()).toEqual(
        [
          '-n',
          'a.txt',
          'empty',
          'link',
          'lost',
          'old',
          'pipe',
          'round',
          'sub',
          'twin',
          ODD_NAME,
          'way',
        ].toSorted(),
      )
      const owner = ownerIn(peer, state, { owner: '1000', group: '50' })
      expect(entries.get('a.txt')).toMatchObject({ kind: 'file', mode: 0o640, ...owner })
      expect(entries.get('sub')).toMatchObject({ kind: 'folder', size: 0, mode: 0o755 })
      expect(entries.get('link')).toMatchObject({ kind: 'link', target: 'a.txt' })
      expect(entries.get('way')).toMatchObject({ kind: 'link', target: '/d/sub' })
      expect(entries.get('pipe')).toMatchObject({ kind: 'other' })
      expect(entries.get('old')).toMatchObject({ size: 0, modifiedAt: 1_700_000_000_000 })
      expect(entries.get(ODD_NAME)).toMatchObject({ kind: 'file', size: 2 })
      expect(await names(peer, id, '/d/way')).toEqual(['deep'])
      expect(await names(peer, id, '/d/empty')).toEqual([])
      expect(await names(peer, id, '/')).toEqual(expect.arrayContaining(['bin', 'd', 'etc', 'tmp']))
      expect(await text(peer, id, `/d/${ODD_NAME}`)).toBe('y\n')
      expect(await text(peer, id, '/d/link')).toBe('hello\n')
      await expect(list(peer, id, '/none')).rejects.toThrow(/Cannot list "\/none" in container/)
      await expect(list(peer, id, '/d/a.txt')).rejects.toThrow('it is no folder')
      await expect(text(peer, id, '/d/round')).rejects.toThrow(/Cannot read "\/d\/round"/)
    })

    test(`files are put into a ${state} container as its folder’s owner’s, and come back byte for byte`, async ({
      peer,
      world,
    }) => {
      const id = await withFolder(world, state, 'mkdir /own; chown 1000:50 /own')
      const big = Buffer.alloc(700_000, 'pilothouse ')
      const entries: UploadedEntry[] = [
        { path: 'new', kind: 'folder', size: 0, modifiedAt: 1_600_000_000_000 },
        { path: 'new/größe.bin', kind: 'file', size: big.length, modifiedAt: 1_600_000_000_000 },
        { path: 'new/nothing', kind: 'file', size: 0, modifiedAt: 1_600_000_000_000 },
        { path: 'last', kind: 'file', size: 4, modifiedAt: 1_600_000_000_000 },
      ]
      await upload(peer, id, '/own', entries, [big, Buffer.from('last')])
      if (state === 'running') {
        await world.docker('exec', id, 'sh', '-c', 'chmod 1777 /own/new; chown 7:8 /own/last')
        const again = entries.filter(({ size, kind }) => kind === 'folder' || size === 4)
        await upload(peer, id, '/own', again, [Buffer.from('last')])
        const { entries: kept } = await list(peer, id, '/own')
        expect(kept.get('new')).toMatchObject({ mode: 0o1777 })
        expect(kept.get('last')).toMatchObject({ owner: '7', group: '8', mode: 0o644 })
        // Of many a program inside is asked at once.
        const odd = `odd ${ODD_NAME}`
        const many: UploadedEntry[] = [...'way 0 1 2 3 4 5 6 7 8 9'.split(' '), odd].map((path) => {
          return { path: `many/${path}`, kind: 'file', size: 1, modifiedAt: 0 }
        })
        const top: UploadedEntry = { path: 'many', kind: 'folder', size: 0, modifiedAt: 0 }
        const content = [Buffer.from('x'.repeat(many.length))]
        await upload(peer, id, '/own', [top, ...many], content)
        const change = 'cd /own/many; chmod 600 [0-9]; chown 7:8 odd*; rm way; ln -s 1 way'
        await world.docker('exec', id, 'sh', '-c', change)
        await upload(peer, id, '/own', [top, ...many], content)
        const { entries: still } = await list(peer, id, '/own/many')
        expect(still.size).toBe(many.length)
        expect(still.get('3')).toMatchObject({ mode: 0o600, owner: '1000' })
        expect(still.get(odd)).toMatchObject({ mode: 0o644, owner: '7', group: '8' })
        expect(still.get('way')).toMatchObject({ kind: 'file', mode: 0o644 })
      }
      const inside = await list(peer, id, '/own/new')
      expect(inside.entries.get('größe.bin')).toMatchObject({
        size: big.length,
        ...ownerIn(peer, state, { owner: '1000', group: '50' }),
        modifiedAt: 1_600_000_000_000,
      })
      expect(await text(peer, id, '/own/last')).toBe('last')
      expect(
        await peer.files.present(
          { ...peer.ref(id), folder: '/own', names: ['new', 'other', 'last'] },
          aCall(),
        ),
      ).toEqual(['new', 'last'])
      await inFolder(async (folder) => {
        const file = peer.chosen.add(join(folder, 'big'))
        await download(peer, id, '/own/new/größe.bin', 'file', file)
        expect(readFileSync(join(folder, 'big')).equals(big)).toBe(true)
        const tar = peer.chosen.add(join(folder, 'own.tar'))
        await download(peer, id, '/own', 'tar', tar)
        const listing = execFileSync('tar', ['-tf', join(folder, 'own.tar')], { encoding: 'utf8' })
        expect(listing.split('\n')).toContain('own/new/nothing')
        expect(readdirSync(folder).toSorted()).toEqual(['big', 'own.tar'])
        const some = peer.chosen.add(join(folder, 'some.tar'))
        await download(peer, id, '/own', 'tar', some, ['new', 'last'])
        const names = ['--quoting-style=literal', '-tf', join(folder, 'some.tar')]
        const packed = execFileSync('tar', names, { encoding: 'utf8' }).trim().split('\n')
        // Podman 4 writes a folder without its slash.
        const all = ['last', 'new', 'new/größe.bin', 'new/nothing']
        expect(packed.map((name) => name.replace(/\/$/, '')).toSorted()).toEqual(all)
        const into = {
          path: '/own',
          only: ['last', 'new'],
          folder: peer.chosen.add(folder, 'folder'),
        }
        await resultOf(peer, await peer.files.beginExtract({ ...peer.ref(id), ...into }, aCall()))
        expect(readFileSync(join(folder, 'own', 'last'), 'utf8')).toBe('last')
        expect(readFileSync(join(folder, 'own', 'new', 'größe.bin')).equals(big)).toBe(true)
      })
    })

    test(`a text of a ${state} container is saved as it was owned, and not over another’s work`, async ({
      peer,
      world,
    }) => {
      const id = await withFolder(world, state)
      const before = await read(peer, id, '/d/link')
      expect(before).toMatchObject({ path: '/d/a.txt', isWhole: true, mode: 0o640 })
      const write = (bytes: string, version: string) =>
        peer.files.write(
          { ...peer.ref(id), path: '/d/a.txt', bytes: Buffer.from(bytes), version },
          aCall(),
        )
      if (peer.isPodman && state === 'stopped') {
        const refused = write('first', before.version ?? '')
        return expect(refused).rejects.toThrow('does not tell whose it is')
      }
      const next = await write('first\r\n', before.version ?? '')
      await expect(write('second', before.version ?? '')).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('has been changed in the container'),
      })
      expect(await text(peer, id, '/d/a.txt')).toBe('first\r\n')
      await write('third', next)
      await write('', 'any')
      expect((await list(peer, id, '/d')).entries.get('a.txt')).toMatchObject({
        size: 0,
        mode: 0o640,
        owner: '1000',
        group: '50',
      })
    })

    test(`a folder is made in a ${state} container, and none twice`, async ({ peer, world }) => {
      const id = await withFolder(world, state)
      const make = (path: string) => peer.files.makeFolder({ ...peer.ref(id), path }, aCall())
      await make('/d/fresh')
      expect((await list(peer, id, '/d')).entries.get('fresh')).toMatchObject({ kind: 'folder' })
      await expect(make('/d/fresh')).rejects.toMatchObject({ code: 'conflict' })
      // Podman takes a link that leads nowhere for nothing, and then cannot make it.
      await expect(make('/d/lost')).rejects.toThrow(/Cannot make the folder "\/d\/lost"/)
      await expect(make('/d/none/fresh')).rejects.toThrow(/Cannot make the folder/)
    })

    test(`a folder of a ${state} container is unpacked beside nothing of ours`, async ({
      peer,
      world,
    }) => {
      const id = await withFolder(world, state)
      await inFolder(async (folder) => {
        const word = peer.chosen.add(folder, 'folder')
        const wish = { ...peer.ref(id), path: '/d', folder: word }
        expect(await resultOf(peer, await peer.files.beginExtract(wish, aCall()))).toMatchObject({
          kind: 'extracted',
          path: join(folder, 'd'),
          leftOutCount: 6,
        })
        expect(readdirSync(folder)).toEqual(['d'])
        expect(readdirSync(join(folder, 'd')).toSorted()).toEqual(
          ['-n', 'a.txt', 'empty', 'old', 'sub', 'twin'].toSorted(),
        )
        expect(readFileSync(join(folder, 'd/twin'), 'utf8')).toBe('hello\n')
        expect(statSync(join(folder, 'd/sub/deep/big')).size).toBe(300_000)
      })
    })
  }

  test('files are renamed, their mode changed, and removed', async ({ peer, world }) => {
    const id = await withFolder(world, 'running')
    const ref = peer.ref(id)
    await peer.files.rename({ ...ref, path: `/d/${ODD_NAME}`, to: '/d/plain name' }, aCall())
    await peer.files.rename({ ...ref, path: '/d/-n', to: `/d/${ODD_NAME}` }, aCall())
    const taken = { ...ref, path: '/d/old', to: '/d/lost' }
    await expect(peer.files.rename(taken, aCall())).rejects.toMatchObject({ code: 'conflict' })
    const chmod = { ...ref, path: '/d/sub', mode: 0o2750, isRecursive: false }
    await peer.files.chmod(chmod, aCall())
    const paths = ['/d/empty', '/etc/hosts', `/d/${ODD_NAME}`]
    const left = await peer.files.remove({ ...ref, paths }, aCall())
    expect(left).toEqual([{ path: '/etc/hosts', why: expect.stringMatching(/busy/i) }])
    const { entries } = await list(peer, id, '/d')
    expect(entries.get('sub')?.mode).toBe(0o2750)
    expect(entries.get('plain name')).toMatchObject({ size: 2 })
    expect([...entries.keys()]).not.toEqual(expect.arrayContaining(['empty']))
    expect([...entries.keys()]).not.toEqual(expect.arrayContaining([ODD_NAME]))
    const gone = { ...ref, path: '/d/gone', mode: 0o600, isRecursive: false }
    await expect(peer.files.chmod(gone, aCall())).rejects.toThrow(/No such file/)
  })

  test('what only a shell can do says why it cannot be done without one', async ({
    peer,
    world,
  }) => {
    const stopped = await withFolder(world, 'stopped')
    const remove = (id: string, path: string) =>
      peer.files.remove({ ...peer.ref(id), paths: [path] }, aCall())
    await expect(remove(stopped, '/d/old')).rejects.toThrow(/it is not running/i)
    const bare = await world.run('bare', { image: 'shell-less:local', command: [] })
    await expect(remove(bare, '/sleep')).rejects.toMatchObject({ code: 'no-shell' })
    const { entries, end } = await list(peer, bare, '/')
    expect(entries.get('sleep')).toMatchObject({ kind: 'file', mode: 0o755 })
    expect(end).toMatchObject({ seenFrom: 'archive', lacksShell: true })
    expect((await read(peer, bare, '/sleep')).isWhole).toBe(false)
  })

  test('what is mounted in a running container is seen from inside', async ({ peer, world }) => {
    const script = `echo secret > /mem/secret; ln -s mem /way; ${IDLE}`
    const id = await world.run('box', {
      flags: ['--tmpfs', '/mem', '--tmpfs', '/empty'],
      command: ['sh', '-c', script],
    })
    await expect.poll(() => names(peer, id, '/mem')).toEqual(['secret'])
    expect(await text(peer, id, '/mem/secret')).toBe('secret\n')
    await expect.poll(() => names(peer, id, '/')).toContain('way')
    expect(await text(peer, id, '/way/secret')).toBe('secret\n')
    await expect.poll(() => names(peer, id, '/empty')).toEqual([])
    if (!peer.isPodman) {
      // What is beneath it nobody sees while it runs.
      const entries: UploadedEntry[] = [{ path: 'x', kind: 'file', size: 1, modifiedAt: 0 }]
      for (const folder of ['/mem', '/way']) {
        const refused = upload(peer, id, folder, entries, [Buffer.from('x')])
        await expect(refused).rejects.toThrow('"/mem" is mounted inside the running container')
      }
      const made = peer.files.makeFolder({ ...peer.ref(id), path: '/mem/sub' }, aCall())
      await expect(made).rejects.toThrow('"/mem" is mounted inside the running container')
    }
    const status = await read(peer, id, '/proc/1/status')
    expect(Buffer.from(status.bytes).toString()).toContain('Name:')
  })

  test('a paused container is read and written all the same', async ({ peer, world }) => {
    const id = await withFolder(world, 'running')
    await world.docker('pause', id)
    expect(await names(peer, id, '/d/sub')).toEqual(['deep'])
    expect(await text(peer, id, '/d/a.txt')).toBe('hello\n')
    await world.docker('unpause', id)
  })

  test('a read-only container says so, and is left as it is', async ({ peer, world }) => {
    const id = await world.run('box', { flags: ['--read-only'] })
    const entries: UploadedEntry[] = [{ path: 'x', kind: 'file', size: 1, modifiedAt: 0 }]
    await expect(upload(peer, id, '/etc', entries, [Buffer.from('x')])).rejects.toThrow(
      /read-only/i,
    )
    expect(await names(peer, id, '/etc')).not.toContain('x')
  })

  test('a listing that is left lets go of the container at once', async ({ peer, world }) => {
    const id = await withFolder(world, 'stopped', 'truncate -s 8G /d/huge')
    const { sink, values, closeView } = createFakeSink<ListingPart>()
    const listing = peer.files.list({ ...peer.ref(id), path: '/d', patience: 'long' }, sink)
    await expect
      .poll(() => values.some((part) => part.kind === 'progress' && part.bytes > 0))
      .toBe(true)
    closeView()
    await expect(listing).rejects.toMatchObject({ code: 'cancelled' })
    // Docker holds a container for as long as somebody reads an archive of it: these 8 GB take longer.
    const isFree = world.docker('start', id).then(() => true)
    expect(await Promise.race([isFree, delay(AT_ONCE_MS * peer.slowdown, false)])).toBe(true)
    await isFree
  })
}

async function withFolder(world: World, state: 'running' | 'stopped', more = ':'): Promise<string> {
  const script = `${FOLDER}; ${more}; touch /ready; ${IDLE}`
  const id = await world.run('box', { command: ['sh', '-c', script] })
  await expect.poll(() => world.docker('exec', id, 'ls', '/').catch(() => '')).toContain('ready')
  if (state === 'stopped') await world.docker('stop', id)
  return id
}

/** Podman tells whose files are by programs inside alone: its archives have all as root's. */
function ownerIn<Owner>(peer: Peer, state: 'running' | 'stopped', owner: Owner) {
  return peer.isPodman && state === 'stopped' ? { owner: '', group: '' } : owner
}

async function list(peer: Peer, id: string, path: string) {
  const { sink, values } = createFakeSink<ListingPart>()
  await peer.files.list({ ...peer.ref(id), path, patience: 'short' }, sink)
  const entries = new Map<string, FileEntry>()
  for (const part of values) {
    if (part.kind === 'entries') for (const entry of part.entries) entries.set(entry.name, entry)
  }
  return { entries, end: values.at(-1) }
}

async function names(peer: Peer, id: string, path: string): Promise<readonly string[]> {
  return [...(await list(peer, id, path)).entries.keys()]
}

const read = (peer: Peer, id: string, path: string) =>
  peer.files.read({ ...peer.ref(id), path }, aCall())

async function text(peer: Peer, id: string, path: string): Promise<string> {
  return Buffer.from((await read(peer, id, path)).bytes).toString()
}

async function upload(
  peer: Peer,
  id: string,
  folder: string,
  entries: UploadedEntry[],
  contents: readonly Buffer[],
): Promise<void> {
  const pipe = createFakePipe<never>()
  for (const content of contents) pipe.end.stream.push(content)
  await peer.files.uploadDropped({ ...peer.ref(id), folder, entries }, pipe.end)
  const [task] = peer.tasks.list()
  expect(await resultOf(peer, task?.id ?? '')).toMatchObject({ kind: 'uploaded', folder })
}

async function download(
  peer: Peer,
  id: string,
  path: string,
  as: 'file' | 'tar',
  file: string,
  only?: string[],
): Promise<void> {
  const wish = { ...peer.ref(id), path, as, file, ...(only && { only }) }
  await resultOf(peer, await peer.files.beginDownload(wish, aCall()))
}

/** Gives it a folder of our own disk, which is gone afterwards. */
async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pilothouse-files-'))
  await use(folder).finally(() => rmSync(folder, { recursive: true }))
}
