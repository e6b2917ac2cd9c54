import { afterEach, expect, test, vi } from 'vitest'
import { bindCommands } from '../../commands/index.ts'
import type { Build } from '#shared/contract/builds.ts'
import { aBuild } from './build.fixture.ts'

const cancel = vi.fn()
const forget = vi.fn()
const copyText = vi.fn()
const confirm = vi.fn()
const pushImages = vi.fn()
const runContainer = vi.fn()
vi.mock('../../ipc/client.ts', () => ({
  engine: { tasks: { cancel }, builds: { forget }, desktop: { copyText } },
}))
vi.mock('#ui/confirm.tsx', () => ({ confirm }))
vi.mock('#features/images', () => ({ pushImages }))
vi.mock('#features/containers', () => ({ runContainer }))
vi.mock('../../shell/route-state.ts', () => ({ openObject: vi.fn() }))
vi.mock('./build-again.ts', () => ({ buildAgain: vi.fn() }))
const { buildCommands } = await import('./build-commands.ts')

const running = aBuild({ id: 'b2', task: 't2', state: { kind: 'running' } })
const nameless = aBuild({ settings: { ...aBuild().settings, tags: [] } })
const commands = buildCommands({ showDetails: vi.fn() })
const bound = (...builds: readonly Build[]) => bindCommands(commands, builds)
const ids = (...builds: readonly Build[]) => bound(...builds).map(({ id }) => id.slice(6))
const run = (id: string, ...builds: readonly Build[]) =>
  bound(...builds)
    .find((command) => command.id === `build.${id}`)
    ?.run()

afterEach(() => {
  for (const call of [cancel, forget, copyText, confirm, pushImages, runContainer]) call.mockReset()
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

test('what was built is run and pushed by its names', async () => {
  const build = aBuild({ settings: { ...aBuild().settings, tags: ['app', 'lab:5000/app:2'] } })
  run('push', build)
  run('run', build)
  await vi.waitFor(() => expect(runContainer).toHaveBeenCalledOnce())
  expect(
    pushImages.mock.calls[0]?.[0].map(({ reference }: { reference: string }) => reference),
  ).toEqual(['app:latest', 'lab:5000/app:2'])
  expect(runContainer.mock.calls[0]?.[0]).toMatchObject({ spec: { image: 'app:latest' } })
})
