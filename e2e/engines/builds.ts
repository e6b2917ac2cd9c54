import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Build, BuilderKind, BuildSettings } from '#shared/contract/builds.ts'
import { aCall } from '../../electron/features/fake-world.ts'
import type { World } from '../world.ts'
import type { Peer } from './peer.ts'
import { expect, test } from './test.ts'

/** The tests of what goes wrong are not run twice on one builder. */
export const SAME_BUILDER = 'its builder is that of Docker 20.10, and ten times as slow'

const STAGES = `ARG VERSION=1
FROM busybox:local AS base
ARG VERSION
RUN echo version $VERSION && echo oops >&2

FROM base AS other
COPY . /all
RUN find /all -type f | sort

FROM busybox:local
COPY --from=other /all/kept /kept
`

/** Builds, each by every builder that the engine has. */
export function testBuilds(): void {
  test('a folder becomes an image, whatever leads to the engine', async ({ peer, world }) => {
    await withFolder(
      { Dockerfile: 'FROM busybox:local\nCOPY f /f\n', f: 'hello' },
      async (folder) => {
        const tag = `${world.prefix}-copied:1`
        const { state, builder } = await builtBy(peer, folder, { tags: [tag] })
        expect(builder).toBe(peer.isPodman ? 'buildah' : 'buildkit')
        const imageId = await world.docker('image', 'inspect', '--format', '{{.Id}}', tag)
        expect(state).toEqual({ kind: 'done', imageId })
        expect(await readIn(world, tag, '/f')).toBe('hello')
      },
    )
  })

  test('stages, arguments and an ignore file make the image, and it comes from the cache again', async ({
    peer,
    world,
  }) => {
    test.skip(isInMachine(peer), SAME_BUILDER)
    await withFolder(
      { Dockerfile: STAGES, kept: 'yes', 'left/out': 'no', '.dockerignore': 'left\n' },
      async (folder) => {
        for (const builder of await kindsOf(peer)) {
          const tag = `${world.prefix}-${builder}:1`
          const args = [{ name: 'VERSION', value: `of-${builder}` }]
          const build = await builtBy(peer, folder, { builder, tags: [tag], args })
          expect(build).toMatchObject({ builder, state: { kind: 'done' } })
          expect(await readIn(world, tag, '/kept')).toBe('yes')
          const { steps, lines } = await peer.book.details(build.id)
          const run = steps.find(({ line }) => line === 4)
          expect(run).toMatchObject({ stage: 'base', state: 'done' })
          const said = lines.filter(({ step }) => step === run?.id).map(({ text }) => text)
          expect(said.toSorted()).toEqual(['oops', `version of-${builder}`])
          const texts = lines.map(({ text }) => text)
          expect(texts).toContain('/all/kept')
          expect(texts).not.toContain('/all/left/out')
          const again = await builtBy(peer, folder, { builder, tags: [tag], args })
          expect(again.steps.cached).toBeGreaterThan(1)
          expect(again.state).toEqual(build.state)
        }
      },
    )
  })

  test('a step that fails is told with its line and its words, and nothing is left of it', async ({
    peer,
    world,
  }) => {
    test.skip(isInMachine(peer), SAME_BUILDER)
    const dockerfile =
      'FROM busybox:local\nRUN echo fine\n\nRUN echo bad && exit 3\nRUN echo never\n'
    await withFolder({ Dockerfile: dockerfile }, async (folder) => {
      for (const builder of await kindsOf(peer)) {
        const tag = `${world.prefix}-${builder}-bad:1`
        const build = await builtBy(peer, folder, { builder, tags: [tag] })
        expect(build.state).toMatchObject({
          kind: 'failed',
          line: 4,
          error: {
            message: expect.stringContaining(`Cannot build image "${tag}"`),
            engineMessage: expect.stringMatching(/echo bad && exit 3/),
          },
        })
        const { steps, lines } = await peer.book.details(build.id)
        expect(steps.find(({ line }) => line === 4)).toMatchObject({ state: 'failed' })
        expect(lines.map(({ text }) => text)).toContain('bad')
        expect(await world.docker('images', '--quiet', tag)).toBe('')
      }
    })
    await expect
      .poll(() => world.docker('ps', '--all', '--quiet', '--filter', 'status=exited'))
      .toBe('')
  })

  test('a Dockerfile that cannot be read says its line, and a stage that is missing its name', async ({
    peer,
  }) => {
    test.skip(isInMachine(peer), SAME_BUILDER)
    await withFolder({ Dockerfile: 'FROM busybox:local AS a\nRUNN echo\n' }, async (folder) => {
      for (const builder of await kindsOf(peer)) {
        const build = await builtBy(peer, folder, { builder })
        expect(build.state).toMatchObject({ kind: 'failed', line: 2 })
      }
    })
    await withFolder({ Dockerfile: 'FROM busybox:local AS a\n' }, async (folder) => {
      for (const builder of await kindsOf(peer)) {
        const build = await builtBy(peer, folder, { builder, target: 'zz' })
        expect(build.state).toMatchObject({
          kind: 'failed',
          error: { engineMessage: expect.stringContaining('zz') },
        })
      }
    })
  })

  test('a build that is cancelled ends on the engine, on Podman after the step that runs', async ({
    peer,
  }) => {
    test.skip(isInMachine(peer), SAME_BUILDER)
    // Long enough to be seen, where it is not ended.
    const first = peer.isPodman ? '6' : '98762'
    const dockerfile = `FROM busybox:local\nRUN sleep ${first}\nRUN sleep 98761\n`
    await withFolder({ Dockerfile: dockerfile }, async (folder) => {
      for (const builder of await kindsOf(peer)) {
        const id = await beginBy(peer, folder, { builder })
        await expect.poll(() => stepAt(peer, id, 2)).toMatchObject({ state: 'running' })
        await expect.poll(() => isRunning(first)).toBe(true)
        peer.tasks.cancel(peer.book.get(id).task)
        await expect.poll(() => peer.book.get(id).state).toEqual({ kind: 'cancelled' })
        expect(await stepAt(peer, id, 2)).toMatchObject({ state: 'not-run' })
        await expect.poll(() => isRunning(first)).toBe(false)
        const { lines } = await peer.book.details(id)
        expect(lines.some(({ text }) => text.includes('goes on until'))).toBe(peer.isPodman)
      }
    })
    await withFolder({ Dockerfile: 'FROM busybox:local\nRUN true\n' }, async (folder) => {
      expect(await builtBy(peer, folder, {})).toMatchObject({ state: { kind: 'done' } })
    })
    expect(isRunning('98761')).toBe(false)
  })

  test('an argument that is a secret is kept nowhere', async ({ peer }) => {
    test.skip(isInMachine(peer), SAME_BUILDER)
    const dockerfile = 'FROM busybox:local\nARG API_TOKEN\nRUN echo it is $API_TOKEN && exit 1\n'
    await withFolder({ Dockerfile: dockerfile }, async (folder) => {
      for (const builder of await kindsOf(peer)) {
        const args = [{ name: 'API_TOKEN', value: 'hunter-22-canary' }]
        const build = await builtBy(peer, folder, { builder, args })
        expect(build).toMatchObject({
          settings: { args: [{ name: 'API_TOKEN' }] },
          state: { kind: 'failed', line: 3 },
        })
        const kept = [build, await peer.book.details(build.id), peer.tasks.list()]
        expect(JSON.stringify(kept)).not.toContain('hunter-22-canary')
        expect(JSON.stringify(kept)).toContain('it is ••••••••')
      }
    })
  })
}

/** With what an engine builds, as our side finds it. */
export async function kindsOf(peer: Peer): Promise<readonly BuilderKind[]> {
  const { kinds } = await peer.builds.builders({ connection: peer.connection }, aCall())
  expect(kinds).toEqual(peer.isPodman ? ['buildah'] : ['buildkit', 'classic'])
  return kinds
}

/** Begins a build of a folder, and answers with its id. */
export async function beginBy(
  { builds, sources, connection }: Peer,
  folder: string,
  wish: Partial<BuildSettings>,
): Promise<string> {
  const { source } = await sources.open(folder)
  const settings = { ...PLAIN, ...wish }
  return builds.begin({ connection, source, settings }, aCall())
}

const PLAIN: BuildSettings = {
  dockerfile: 'Dockerfile',
  tags: [],
  args: [],
  secrets: [],
  noCache: false,
  pull: false,
}

/** A build that has ended. */
export async function builtBy(
  peer: Peer,
  folder: string,
  wish: Partial<BuildSettings>,
): Promise<Build> {
  const id = await beginBy(peer, folder, wish)
  await expect.poll(() => peer.book.get(id).state.kind).not.toBe('running')
  return peer.book.get(id)
}

async function stepAt({ book }: Peer, id: string, line: number) {
  return (await book.details(id)).steps.find((step) => step.line === line)
}

export async function withFolder(
  files: Readonly<Record<string, string | Buffer>>,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pilothouse-build-'))
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await writeFile(join(folder, name), text)
    }
    await use(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** A file of an image. */
function readIn(world: World, image: string, path: string): Promise<string> {
  return world.docker('run', '--rm', image, 'cat', path)
}

/** What runs in a machine of its own is not among our processes. */
export function isInMachine({ slowdown }: Peer): boolean {
  return slowdown > 1
}

/** Whether a program runs on an engine here that sleeps for so long; builders list theirs nowhere. */
function isRunning(seconds: string): boolean {
  return readdirSync('/proc').some((pid) => commandOf(pid).includes(`sleep\0${seconds}`))
}

function commandOf(pid: string): string {
  try {
    return /^\d+$/.test(pid) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : ''
  } catch {
    return ''
  }
}
