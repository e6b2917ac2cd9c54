import { QueryClient } from '@tanstack/react-query'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { engine } from '../../ipc/client.ts'
import { UNASKED } from '#lib/consent.ts'
import { EngineError } from '#shared/errors.ts'
import { act, removeAction, startAction, stopAction } from './container-actions.ts'
import { containersKey } from './container-list.ts'
import { pendingState } from './pending-containers.ts'
import { shownContainer } from './shown-container.fixture.ts'
import type { ShownContainer } from './shown-container.ts'

vi.mock('../../ipc/client.ts', () => ({
  engine: {
    containers: {
      start: vi.fn(),
      stop: vi.fn(),
      remove: vi.fn(),
      trash: vi.fn(),
      list: vi.fn(),
    },
    stats: { watch: vi.fn() },
  },
}))

const { start, stop, remove, trash, list } = vi.mocked(engine.containers)
const container = shownContainer()
const refused = new EngineError({ code: 'refused', message: 'Cannot stop container "web-1"' })

function clientWith() {
  const client = new QueryClient()
  const { connection: _, ...summary } = container
  client.setQueryData(containersKey('default'), [summary])
  return client
}

afterEach(() => {
  vi.resetAllMocks()
})

describe('an action of ours', () => {
  test('shows in its row before the engine has answered', async () => {
    let answer = () => {}
    stop.mockReturnValue(new Promise((resolve) => (answer = resolve)))
    list.mockResolvedValue([])
    const done = act(clientWith(), stopAction, [container], UNASKED)
    expect(pendingState('default', 'a1')).toEqual({ kind: 'being-stopped' })
    answer()
    await done
    expect(pendingState('default', 'a1')).toBeUndefined()
  })

  test('is taken back in its row when the engine refuses', async () => {
    stop.mockRejectedValue(refused)
    list.mockResolvedValue([])
    const { failed } = await act(clientWith(), stopAction, [container], UNASKED)
    expect(failed).toEqual([{ target: container, error: refused }])
    expect(pendingState('default', 'a1')).toBeUndefined()
  })

  test('stays in its row until the list holds what came of it', async () => {
    start.mockResolvedValue(undefined)
    let answer = () => {}
    list.mockReturnValue(new Promise((resolve) => (answer = () => resolve([]))))
    const done = act(clientWith(), startAction, [container], UNASKED)
    await vi.waitFor(() => expect(list).toHaveBeenCalledOnce())
    expect(pendingState('default', 'a1')).toEqual({ kind: 'being-started' })
    answer()
    await done
    expect(pendingState('default', 'a1')).toBeUndefined()
  })

  test('one that fails does not stop the others', async () => {
    stop.mockRejectedValueOnce(refused).mockResolvedValue(undefined)
    list.mockResolvedValue([])
    const other = shownContainer({ id: 'b2', name: 'web-2' })
    const { done, failed } = await act(clientWith(), stopAction, [container, other], UNASKED)
    expect(done).toEqual([other])
    expect(failed).toHaveLength(1)
  })
})

const removal = (containers: readonly ShownContainer[]) => ({
  containers,
  vanishing: new Set<ShownContainer>(),
  atOnce: false,
  withVolumes: false,
})

test('what can be restored goes into the trash, and what would vanish goes at once', async () => {
  list.mockResolvedValue([])
  const other = shownContainer({ id: 'b2' })
  const both = [container, other]
  const plan = { ...removal(both), vanishing: new Set([other]) }
  await act(clientWith(), removeAction(plan), both, UNASKED)
  expect(trash.mock.calls.map(([{ id }]) => id)).toEqual(['a1'])
  expect(remove.mock.calls.map(([input]) => input)).toEqual([
    { connection: 'default', id: 'b2', force: true, volumes: true },
  ])
})

test('removing what is gone already is a success', async () => {
  trash.mockRejectedValue(new EngineError({ code: 'not-found', message: 'No such container' }))
  list.mockResolvedValue([])
  const { done } = await act(clientWith(), removeAction(removal([container])), [container], UNASKED)
  expect(done).toEqual([container])
})

test('only what was alive when it was asked about is removed by force', async () => {
  remove.mockResolvedValue(undefined)
  list.mockResolvedValue([])
  const stopped = shownContainer({ id: 'b2', state: { kind: 'exited', exitCode: 0 } })
  const both = [container, stopped]
  await act(clientWith(), removeAction({ ...removal(both), atOnce: true }), both, UNASKED)
  const forced = remove.mock.calls.map(([{ id, force }]) => [id, force])
  expect(forced).toEqual([
    ['a1', true],
    ['b2', false],
  ])
})
