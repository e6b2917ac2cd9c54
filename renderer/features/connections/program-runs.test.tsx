import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { ProgramNews } from '#shared/contract/places.ts'
import { EngineError } from '#shared/errors.ts'
import type { FeedListener } from '../../ipc/client.ts'
import { cancelRun, isAtWork, startRun, useProgramRun } from './program-runs.ts'

const KEY = 'engine:dev'
const stop = vi.fn()
const onEnd = vi.fn()
let main: FeedListener<ProgramNews>

afterEach(() => {
  act(() => cancelRun(KEY))
  // What has ended is forgotten when nobody looks any more.
  renderHook(() => useProgramRun(KEY))
  cleanup()
  vi.clearAllMocks()
})

test('what a program says is shown at once, and how it ended', () => {
  const { result } = renderHook(() => useProgramRun(KEY))
  start()
  expect(isAtWork(result.current)).toBe(true)
  say('one')
  say('two')
  expect(result.current).toEqual({ title: 'Stop it', lines: ['one', 'two'] })
  tell({ end: { kind: 'exited', exitCode: 3 } })
  expect(result.current?.end).toEqual({ kind: 'failed', text: 'It failed with exit code 3' })
  expect(onEnd).toHaveBeenCalledExactlyOnceWith(result.current, true)
})

test('it goes on when nobody looks, and says that nobody saw its end', () => {
  const { unmount } = renderHook(() => useProgramRun(KEY))
  start()
  unmount()
  say('one')
  tell({ end: { kind: 'exited', exitCode: 0 } })
  expect(stop).not.toHaveBeenCalled()
  expect(onEnd).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ lines: ['one'] }), false)
  // Who comes later still finds it.
  const { result } = renderHook(() => useProgramRun(KEY))
  expect(result.current?.end?.kind).toBe('done')
})

test('a second one is not begun meanwhile', () => {
  start()
  const open = vi.fn(() => stop)
  startRun(KEY, { title: 'Again', open, onEnd })
  expect(open).not.toHaveBeenCalled()
})

test('one that is cancelled has ended at once, and only once', () => {
  const { result } = renderHook(() => useProgramRun(KEY))
  start()
  act(() => cancelRun(KEY))
  expect(stop).toHaveBeenCalledOnce()
  expect(result.current?.end).toEqual({ kind: 'cancelled', text: 'Cancelled' })
  tell({ end: { kind: 'cancelled' } })
  // What it has done meanwhile must be looked at, by whoever has begun it.
  expect(onEnd).toHaveBeenCalledTimes(1)
  expect(onEnd.mock.lastCall?.[0]).toMatchObject({ end: { kind: 'cancelled' } })
})

test('one that could not be begun says why', () => {
  const { result } = renderHook(() => useProgramRun(KEY))
  start()
  const error = new EngineError({ code: 'conflict', message: 'Another is at work' })
  act(() => main.onEnd?.(error))
  expect(result.current?.end).toEqual({ kind: 'failed', text: 'Another is at work' })
})

test('of a long output the last lines are kept', () => {
  const { result } = renderHook(() => useProgramRun(KEY))
  start()
  for (let line = 0; line < 250; line += 1) say(String(line))
  expect(result.current?.lines).toHaveLength(200)
  expect(result.current?.lines.at(-1)).toBe('249')
})

function start() {
  act(() =>
    startRun(KEY, {
      title: 'Stop it',
      open(listener) {
        main = listener
        return stop
      },
      onEnd,
    }),
  )
}

function tell(news: ProgramNews) {
  act(() => main.onValue(news))
}

function say(line: string) {
  tell({ line })
}
