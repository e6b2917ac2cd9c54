import { afterEach, expect, test, vi } from 'vitest'
import { bindCommands } from '../../commands/index.ts'
import type { Build } from '#shared/contract/builds.ts'
import type { ImageSummary } from '#shared/contract/images.ts'
import { aBuild, anImage } from './build.fixture.ts'

const cancel = vi.fn()
const forget = vi.fn()
const copyText = vi.fn()
const confirm = vi.fn()
const pushImages = vi.fn()
const runContainer = vi.fn()
const openObject = vi.fn()
const toast = vi.hoisted(() => vi.fn())
const list = vi.fn()
vi.mock('../../ipc/client.ts', () => ({
  engine: { tasks: { cancel }, builds: { forget }, desktop: { copyText } },
}))
vi.mock('#ui/confirm.tsx', () => ({ confirm }))
vi.mock('#features/images', () => ({
  pushImages,
  imagesQuery: () => ({ queryKey: ['images'], queryFn: list }),
}))
vi.mock('#ui/toast.tsx', () => ({ toast }))
vi.mock('#features/containers', () => ({ runContainer }))
vi.mock('../../shell/route-state.ts', () => ({ openObject }))
vi.mock('./build-again.ts', () => ({ buildAgain: vi.fn() }))
const { buildCommands } = await import('./build-commands.ts')

const running = aBuild({ id: 'b2', task: 't2', state: { kind: 'running' } })
const nameless = aBuild({ settings: { ...aBuild().settings, tags: [] } })
const BUILT = 'sha256:86b7db266f4c'
const commands = buildCommands({ showDetails: vi.fn() }, [anImage(BUILT, 'app:1')])
const bound = (...builds: readonly Build[]) => bindCommands(commands, builds)
const ids = (...builds: readonly Build[]) => bound(...builds).map(({ id }) => id.slice(6))
const run = (id: string, ...builds: readonly Build[]) =>
  bound(...builds)
    .find((command) => command.id === `build.${id}`)
    ?.run()

afterEach(() => {
  vi.resetAllMocks()
})

test('only what makes sense is offered', () => {
  const always = ['open', 'again', 'copy-line']
  const made = ['run', 'push', 'open-image', 'forget']
  expect(ids(aBuild()).toSorted()).toEqual([...always, ...made].toSorted())
  expect(ids(nameless)).not.toContain('push')
  expect(ids(running).toSorted()).toEqual([...always, 'cancel'].toSorted())
  expect(ids(aBuild(), running)).toEqual([])
  expect(ids(running, running)).toEqual(['cancel'])
  expect(ids(aBuild(), nameless)).toEqual(['forget'])
})

test('a build is cancelled by its task, and one is forgotten after a small question', async () => {
  run('cancel', running)
  confirm.mockResolvedValueOnce({})
  run('forget', aBuild())
  await vi.waitFor(() => expect(forget).toHaveBeenCalledWith({ ids: ['b1'] }))
  expect(cancel).toHaveBeenCalledWith({ id: 't2' })
  expect(confirm.mock.calls[0]?.[0]).toMatchObject({ tier: 1 })
})

test('several are forgotten only when somebody has said yes', async () => {
  run('forget', aBuild(), nameless)
  await vi.waitFor(() => expect(confirm).toHaveBeenCalledOnce())
  expect(confirm.mock.calls[0]?.[0]).toMatchObject({
    question: 'Remove 2 builds from the history?',
  })
  expect(forget).not.toHaveBeenCalled()
})

test('what was built is run, pushed and opened by the names that lead to it', async () => {
  const build = aBuild({ settings: { ...aBuild().settings, tags: ['app', 'lab:5000/app:2'] } })
  const image = anImage(BUILT, 'app:latest', 'lab:5000/app:2')
  list.mockResolvedValue([image])
  run('push', build)
  run('run', build)
  run('open-image', build)
  await vi.waitFor(() => expect(openObject).toHaveBeenCalledOnce())
  expect(pushImages).toHaveBeenCalledWith([
    { connection: 'dev', reference: 'app:latest', name: 'app:latest', image },
    { connection: 'dev', reference: 'lab:5000/app:2', name: 'lab:5000/app:2', image },
  ])
  expect(runContainer.mock.calls[0]?.[0]).toMatchObject({
    spec: { image: 'app:latest' },
    meant: { name: 'app:latest', imageId: BUILT },
  })
  expect(openObject).toHaveBeenCalledWith('dev', 'images', 'app:latest')
})

test('where a name leads to a newer image, what was built is meant all the same', async () => {
  const build = aBuild({ settings: { ...aBuild().settings, tags: ['app', 'app:2'] } })
  list.mockResolvedValue([anImage('sha256:new', 'app:latest'), anImage(BUILT, 'app:2')])
  run('push', build)
  await vi.waitFor(() => expect(pushImages).toHaveBeenCalledOnce())
  expect(pushImages.mock.calls[0]?.[0]).toMatchObject([{ reference: 'app:2' }])
  expect(toast).toHaveBeenCalledWith(
    expect.objectContaining({ text: '"app" leads to this image no longer' }),
  )

  list.mockResolvedValue([anImage('sha256:new', 'app:latest', 'app:2'), anImage(BUILT)])
  run('run', build)
  run('open-image', build)
  run('push', build)
  await vi.waitFor(() => expect(toast).toHaveBeenCalledTimes(2))
  expect(runContainer.mock.calls[0]?.[0]).toMatchObject({
    spec: { image: BUILT },
    meant: { name: BUILT, imageId: BUILT },
    notes: ['"app", "app:2" lead to this image no longer. This is the image that was built.'],
  })
  expect(openObject).toHaveBeenCalledWith('dev', 'images', BUILT)
  expect(pushImages).toHaveBeenCalledOnce()
})

test('nothing is offered of an image that is gone, or of a name that leads elsewhere', async () => {
  const why = (images: readonly ImageSummary[] | undefined) =>
    Object.fromEntries(
      buildCommands({ showDetails: vi.fn() }, images).flatMap(({ id, obstacle }) =>
        obstacle ? [[id.slice(6), obstacle([aBuild()])]] : [],
      ),
    )
  const gone = 'The engine has this image no longer'
  expect(why([anImage('sha256:new', 'app:1')])).toEqual({
    run: gone,
    push: gone,
    'open-image': gone,
  })
  expect(why([anImage('sha256:new', 'app:1'), anImage(BUILT)])).toEqual({
    run: undefined,
    push: '"app:1" leads to this image no longer',
    'open-image': undefined,
  })
  // Nobody knows yet.
  expect(why(undefined)).toEqual({ run: undefined, push: undefined, 'open-image': undefined })
  list.mockResolvedValue([])
  run('run', aBuild())
  await vi.waitFor(() => expect(toast).toHaveBeenCalledOnce())
  expect(runContainer).not.toHaveBeenCalled()
})
