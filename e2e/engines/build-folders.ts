import { readdirSync, readlinkSync, rmSync } from 'node:fs'
import { chmod, link, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildSessions } from '../engine-streams.ts'
import { beginBy, builtBy, isInMachine, kindsOf, SAME_BUILDER, withFolder } from './builds.ts'
import type { Peer } from './peer.ts'
import { expect, test } from './test.ts'

const MIB = 1024 * 1024

/** BuildKit asks its clients every 5 s whether they are there, and believes the second no. */
const GONE_MS = 20_000

/** What each is: its name, mode, kind, seconds and where it leads. */
const LISTING = `FROM busybox:local
COPY . /all
RUN cd /all && find . ! -type d | sort | while read -r f; do stat -c '%n|%a|%F|%Y|%h' "$f"; readlink "$f" || true; done
`

/** Folders that are built from, as each builder is given them. */
export function testBuildFolders(): void {
  test('a folder comes to the engine as it is: modes, times, links, and folders within folders', async ({
    peer,
  }) => {
    await withFolder(
      { Dockerfile: LISTING, 'a/b/c/deep': 'x', 'bin/run': '1', 'ü ö': '2' },
      async (folder) => {
        await writeFile(join(folder, '.dockerignore'), 'Dockerfile\n.dockerignore\n')
        await chmod(join(folder, 'bin/run'), 0o751)
        await link(join(folder, 'bin/run'), join(folder, 'bin/same'))
        await symlink('../nowhere', join(folder, 'a/dangling'))
        await symlink('b', join(folder, 'a/to'))
        for (const path of ['a/b/c/deep', 'bin/run', 'ü ö']) {
          await utimes(join(folder, path), 1_600_000_000, 1_600_000_000)
        }
        for (const builder of await kindsOf(peer)) {
          const build = await builtBy(peer, folder, { builder, noCache: true })
          expect(build.state).toMatchObject({ kind: 'done' })
          const { lines } = await peer.book.details(build.id)
          const said = lines.map(({ text }) => text).filter((text) => /^\.\/|^\.\.|^b$/.test(text))
          const names = builder === 'buildkit' ? 2 : 1
          expect(said.filter((text) => !/Dockerfile|\.dockerignore/.test(text))).toEqual([
            './a/b/c/deep|644|regular file|1600000000|1',
            expect.stringMatching(/^\.\/a\/dangling\|777\|symbolic link\|/),
            '../nowhere',
            expect.stringMatching(/^\.\/a\/to\|777\|symbolic link\|/),
            'b',
            `./bin/run|751|regular file|1600000000|${names}`,
            `./bin/same|751|regular file|1600000000|${names}`,
            './ü ö|644|regular file|1600000000|1',
          ])
        }
      },
    )
  })

  test('BuildKit is sent what the Dockerfile copies, and then what has changed of it', async ({
    peer,
  }) => {
    test.skip(peer.isPodman, 'it is sent a tar')
    const files = {
      Dockerfile: 'FROM busybox:local\nCOPY one two to/x /all/\nRUN cat /all/two\n',
      one: Buffer.alloc(3 * MIB, 'one'),
      two: 'first',
      'real/x': Buffer.alloc(MIB, 'x'),
      other: Buffer.alloc(5 * MIB, 'other'),
    }
    await withFolder(files, async (folder) => {
      await symlink('real', join(folder, 'to'))
      expect(await sentFor(peer, folder)).toBe(4 * MIB + 'first'.length)
      await writeFile(join(folder, 'two'), 'second')
      expect(await sentFor(peer, folder)).toBe('second'.length)
      expect(await sentFor(peer, folder)).toBe(0)
      await rm(join(folder, 'one'))
      const { state } = await builtBy(peer, folder, { builder: 'buildkit' })
      expect(state).toMatchObject({
        kind: 'failed',
        error: { engineMessage: expect.stringContaining('one') },
      })
    })
  })

  test('a name that is no UTF-8 is sent, or named where an engine takes none such', async ({
    peer,
  }) => {
    await withFolder({ Dockerfile: ALL }, async (folder) => {
      await writeFile(Buffer.from(`${folder}/stray-\xff`, 'latin1'), 'x')
      const { state } = await builtBy(peer, folder, {})
      if (!peer.title.startsWith('Docker 28')) expect(state).toMatchObject({ kind: 'done' })
      else {
        expect(state).toMatchObject({
          kind: 'failed',
          error: {
            message: expect.stringMatching(/Cannot send "stray-.": its name is no UTF-8/i),
            engineMessage: expect.stringContaining('UTF-8'),
          },
        })
      }
    })
  })

  test('a file that goes away while it is sent fails the build by its name', async ({ peer }) => {
    test.skip(peer.isPodman, 'one that goes away is left out of a tar')
    test.skip(isInMachine(peer), SAME_BUILDER)
    await withFolder({ Dockerfile: ALL, ...largeFiles() }, async (folder) => {
      const id = await beginBy(peer, folder, { builder: 'buildkit' })
      whenSent(peer, id, () => {
        for (const name of Object.keys(largeFiles())) rmSync(join(folder, name), { force: true })
      })
      await expect.poll(() => peer.book.get(id).state.kind).not.toBe('running')
      expect(peer.book.get(id).state).toMatchObject({
        kind: 'failed',
        error: {
          code: 'conflict',
          message: expect.stringMatching(/Cannot send "large-\d+": it changed while it was read/i),
          hint: expect.stringContaining('.dockerignore'),
        },
      })
    })
  })

  test('a build that is cancelled while it is sent closes its files and leaves the engine', async ({
    peer,
  }) => {
    test.skip(peer.isPodman, 'it is sent a tar')
    test.skip(isInMachine(peer), SAME_BUILDER)
    await withFolder({ Dockerfile: ALL, ...largeFiles() }, async (folder) => {
      const id = await beginBy(peer, folder, { builder: 'buildkit' })
      whenSent(peer, id, () => peer.tasks.cancel(peer.book.get(id).task))
      await expect.poll(() => peer.book.get(id).state).toEqual({ kind: 'cancelled' })
      await expect.poll(() => openIn(folder)).toEqual([])
      await expect.poll(() => buildSessions(peer.private), { timeout: GONE_MS }).toBe(0)
    })
  })
}

const ALL = 'FROM busybox:local\nCOPY . /all\n'

/** Each more than is read ahead, together more than any buffer holds. */
function largeFiles(): Readonly<Record<string, Buffer>> {
  return Object.fromEntries(
    Array.from({ length: 12 }, (_none, at) => [`large-${at}`, Buffer.alloc(4 * MIB, `${at}`)]),
  )
}

/** Bytes that a build has sent. */
async function sentFor(peer: Peer, folder: string): Promise<number> {
  const build = await builtBy(peer, folder, { builder: 'buildkit' })
  expect(build.state).toMatchObject({ kind: 'done' })
  return progressOf(peer, build.id)
}

function progressOf({ tasks, book }: Peer, id: string): number {
  const { task } = book.get(id)
  return tasks.list().find((one) => one.id === task)?.progress.done ?? 0
}

/** Once, as soon as a first part of it was sent. */
function whenSent(peer: Peer, id: string, deed: () => void): void {
  const stop = peer.tasks.onChange(() => {
    if (progressOf(peer, id) === 0) return
    stop()
    deed()
  })
}

/** What this process has open in a folder. */
function openIn(folder: string): readonly string[] {
  return readdirSync('/proc/self/fd').filter((fd) => targetOf(fd).startsWith(folder))
}

function targetOf(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`)
  } catch {
    return ''
  }
}
