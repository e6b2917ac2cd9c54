import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { MAX_BUILDS, type Build, type BuildNews } from '#shared/contract/builds.ts'
import { createFakeSink } from '../fake-world.ts'
import { createBuildBook } from './build-book.ts'
import { followBuild } from './follow-build.ts'
import { SavedBuilds } from './saved-builds.ts'

vi.mock('../../log.ts', () => ({ log: { warn: () => {} } }))
const { openJsonFile } = await import('../../json-file.ts')

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'builds-'))
})
afterEach(() => rm(folder, { recursive: true }))

const openBook = () =>
  createBuildBook({
    index: openJsonFile(join(folder, 'builds.json'), SavedBuilds, () => {}),
    folder: join(folder, 'builds'),
    onFault(what) {
      throw new Error(what)
    },
  })

const aBuild = (name = 'app:1'): Build => ({
  id: randomUUID(),
  connection: 'c',
  engineName: 'colima',
  task: randomUUID(),
  name,
  from: { kind: 'folder', path: '/src' },
  settings: {
    dockerfile: 'Dockerfile',
    tags: [name],
    args: [],
    secrets: [],
    noCache: false,
    pull: false,
  },
  state: { kind: 'running' },
  steps: { all: 0, ended: 0, cached: 0 },
  startedAt: 1,
})
const line = (text: string) => ({ text, isError: false })
const DONE = { kind: 'done', imageId: 'sha256:1' } as const

test('what was said of a build is there after the app has begun anew, for nobody else to read', async () => {
  const book = openBook()
  const build = aBuild()
  const open = book.open(build)
  open.setDockerfile({ dockerfile: 'FROM a\n' })
  open.setSteps([{ id: '1', name: 'FROM a', state: 'done', parts: [] }])
  open.addLine(line('hello'))
  open.close(DONE, 5)
  await book.settled()
  const later = openBook()
  expect(later.list()).toEqual([{ ...build, state: DONE, endedAt: 5 }])
  expect(await later.details(build.id)).toMatchObject({
    dockerfile: 'FROM a\n',
    steps: [{ name: 'FROM a' }],
    lines: [{ text: 'hello' }],
  })
  expect((await stat(join(folder, 'builds', `${build.id}.json`))).mode & 0o077).toBe(0)
})

test('a build that went on when the app ended has been interrupted', async () => {
  const book = openBook()
  const build = aBuild()
  book.open(build)
  await book.settled()
  const later = openBook()
  expect(later.list()[0]?.state).toMatchObject({ kind: 'interrupted' })
  expect(await later.details(build.id)).toMatchObject({ lines: [], steps: [] })
})

test('what is forgotten leaves nothing on disk, and what goes on is not forgotten', async () => {
  const book = openBook()
  const [over, running] = [aBuild('over'), aBuild('running')]
  book.open(over).close(DONE, 2)
  book.open(running)
  await book.settled()
  book.forget([over.id, running.id])
  await book.settled()
  expect(book.list().map(({ name }) => name)).toEqual(['running'])
  expect(await readdir(join(folder, 'builds'))).toEqual([])
  await expect(book.details(over.id)).rejects.toThrow('not kept any more')
})

test('only the last builds are kept', async () => {
  const book = openBook()
  for (let i = 0; i <= MAX_BUILDS; i += 1) book.open(aBuild(`${i}`)).close(DONE, 2)
  await book.settled()
  expect(book.list()).toHaveLength(MAX_BUILDS)
  expect(book.list().at(-1)?.name).toBe('1')
  expect(await readdir(join(folder, 'builds'))).toHaveLength(MAX_BUILDS)
})

test('of a long log the last lines are kept, and how many are not', async () => {
  const book = openBook()
  const build = aBuild()
  const open = book.open(build)
  for (let i = 0; i < 50_000; i += 1) open.addLine(line(`${i}`))
  const { lines, droppedLines } = await book.details(build.id)
  expect(lines.length).toBeLessThanOrEqual(22_000)
  expect(lines[0]?.text).toBe(`${droppedLines}`)
  expect(lines.at(-1)?.text).toBe('49999')
  await book.settled()
})

test('a file that is no build of ours takes nothing else along', async () => {
  const book = openBook()
  const build = aBuild()
  book.open(build).close(DONE, 2)
  await book.settled()
  await writeFile(join(folder, 'builds', `${build.id}.json`), '{"lines": 5}')
  expect(await openBook().details(build.id)).toMatchObject({ lines: [] })
})

test('whoever follows gets all that is there, then what is new, and no line twice', async () => {
  const book = openBook()
  const build = aBuild()
  const open = book.open(build)
  for (let i = 0; i < 5000; i += 1) open.addLine(line(`${i}`))
  const { sink, values, closeView } = createFakeSink<BuildNews>()
  const over = followBuild(book, build.id, sink)
  const texts = () => values.flatMap(({ lines }) => lines.map(({ text }) => text))
  await expect.poll(() => texts().length).toBe(5000)
  open.setSteps([{ id: '1', name: 'RUN x', state: 'running', parts: [] }])
  open.addLine(line('5000'))
  await expect.poll(() => texts().length).toBe(5001)
  expect(values.at(-1)?.steps).toHaveLength(1)
  open.addLine(line('last'))
  open.close(DONE, 9)
  await expect.poll(() => values.at(-1)?.build.state.kind).toBe('done')
  expect(texts()).toEqual([...Array.from({ length: 5001 }, (_none, i) => `${i}`), 'last'])
  closeView()
  await over
  await book.settled()
})

test('to follow what is not kept fails', async () => {
  const { sink } = createFakeSink<BuildNews>()
  await expect(followBuild(openBook(), randomUUID(), sink)).rejects.toThrow('not kept any more')
})

test('an entry that cannot be read takes no other along, and files of no entry go', async () => {
  const book = openBook()
  const [one, other] = [aBuild('one'), aBuild('other')]
  book.open(one).close(DONE, 2)
  book.open(other).close(DONE, 2)
  await book.settled()
  const path = join(folder, 'builds.json')
  const saved = JSON.parse(await readFile(path, 'utf8'))
  saved.builds[0].steps = 'none'
  await writeFile(path, JSON.stringify(saved))
  const later = openBook()
  expect(later.list().map(({ name }) => name)).toEqual(['one'])
  await later.settled()
  expect(await readdir(join(folder, 'builds'))).toEqual([`${one.id}.json`])
})

test('of long lines fewer are kept', async () => {
  const book = openBook()
  const build = aBuild()
  const open = book.open(build)
  for (let i = 0; i < 3000; i += 1) open.addLine(line('x'.repeat(4000)))
  const { lines, droppedLines } = await book.details(build.id)
  expect(lines.length + droppedLines).toBe(3000)
  expect(lines.length).toBeLessThanOrEqual(1100)
  await book.settled()
})
