import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import { createFactStore, type FactKind } from './fact-store.ts'

/** A store whose questions are answered when the test says so. */
function fakeStore(kind: Partial<FactKind<number>> = {}) {
  const asked: string[] = []
  const waiting: { resolve(value: number): void; reject(cause: unknown): void }[] = []
  const ask: FactKind<number>['ask'] = ({ connection, id }) => {
    asked.push(`${connection} ${id}`)
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }))
  }
  const store = createFactStore<number>({ ask, atOnce: 2, restMs: 1000, ...kind })
  return {
    store,
    asked,
    look: (...ids: string[]) => ids.map((id) => store.subscribe('c', id, () => {})),
    async answer(value: number) {
      waiting.shift()?.resolve(value)
      await vi.advanceTimersByTimeAsync(0)
    },
    async refuse(cause: unknown) {
      waiting.shift()?.reject(cause)
      await vi.advanceTimersByTimeAsync(0)
    },
  }
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

test('a row that is only scrolled past is not asked about', () => {
  const { asked, look } = fakeStore()
  const [stop] = look('a')
  vi.advanceTimersByTime(200)
  stop?.()
  vi.advanceTimersByTime(5000)
  expect(asked).toEqual([])
})

test('of a thousand rows so few are asked about at once, and those out of sight no more', async () => {
  const { asked, look, answer } = fakeStore()
  const stops = look(...Array.from({ length: 1000 }, (_, at) => `${at}`))
  vi.advanceTimersByTime(300)
  expect(asked).toEqual(['c 0', 'c 1'])
  for (const stop of stops.slice(2, 999)) stop()
  await answer(7)
  expect(asked).toEqual(['c 0', 'c 1', 'c 999'])
})

test('an engine that does not answer holds up no other', () => {
  const { store, asked, look } = fakeStore({ atOnce: 1 })
  look('a', 'b')
  store.subscribe('other', 'a', () => {})
  vi.advanceTimersByTime(300)
  expect(asked).toEqual(['c a', 'other a'])
})

test('what was told is remembered, and tells the cells of its own object alone', async () => {
  const { store, asked, answer } = fakeStore()
  const [a, b] = [vi.fn(), vi.fn()]
  const stop = store.subscribe('c', 'a', a)
  store.subscribe('c', 'b', b)
  vi.advanceTimersByTime(300)
  await answer(7)
  expect(a).toHaveBeenCalledOnce()
  expect(b).not.toHaveBeenCalled()
  stop()
  store.subscribe('c', 'a', a)
  expect(store.latest('c', 'a')).toEqual({ kind: 'known', value: 7, at: 1_000_300 })
  vi.advanceTimersByTime(3_600_000)
  expect(asked).toEqual(['c a', 'c b'])
})

test('an object that changes is asked about anew, after its rest, and shows the old meanwhile', async () => {
  const { store, asked, look, answer } = fakeStore()
  look('a')
  vi.advanceTimersByTime(300)
  await answer(1)
  for (let times = 0; times < 20; times += 1) {
    store.outdate('c', ['a'])
    vi.advanceTimersByTime(40)
  }
  expect(asked).toHaveLength(1)
  expect(store.latest('c', 'a')).toMatchObject({ value: 1 })
  vi.advanceTimersByTime(200)
  expect(asked).toHaveLength(2)
  await answer(2)
  expect(store.latest('c', 'a')).toMatchObject({ value: 2 })
})

test('one that changes while it is asked about is asked about once more', async () => {
  const { store, asked, look, answer } = fakeStore()
  look('a')
  vi.advanceTimersByTime(300)
  store.outdate('c')
  await answer(1)
  vi.advanceTimersByTime(1000)
  expect(asked).toHaveLength(2)
})

test('one that changes out of sight is asked about when it is looked at again', async () => {
  const { store, asked, look, answer } = fakeStore()
  const [stop] = look('a')
  vi.advanceTimersByTime(300)
  await answer(1)
  stop?.()
  store.outdate('c', ['a'])
  vi.advanceTimersByTime(5000)
  expect(asked).toHaveLength(1)
  look('a')
  vi.advanceTimersByTime(300)
  expect(asked).toHaveLength(2)
})

test('what never changes is asked for once, and again only where that failed', async () => {
  const { store, asked, look, answer, refuse } = fakeStore({ isFixed: true })
  look('a', 'b')
  vi.advanceTimersByTime(300)
  await answer(1)
  await refuse(new EngineError({ code: 'timeout', message: 'Too late' }))
  expect(store.latest('c', 'b')).toMatchObject({ kind: 'failed', reason: 'Too late' })
  store.outdate('c')
  vi.advanceTimersByTime(1000)
  expect(asked).toEqual(['c a', 'c b', 'c b'])
})

test('what nothing tells of is asked for again after a while, as is what came too late', async () => {
  const { asked, look, answer, refuse } = fakeStore({ renewMs: 300_000 })
  look('a')
  vi.advanceTimersByTime(300)
  await answer(1)
  vi.advanceTimersByTime(299_999)
  expect(asked).toHaveLength(1)
  vi.advanceTimersByTime(1)
  expect(asked).toHaveLength(2)
  await refuse(new EngineError({ code: 'timeout', message: 'Too late' }))
  vi.advanceTimersByTime(30_000)
  expect(asked).toHaveLength(3)
})

test('nothing is asked while nobody sees the window', () => {
  const { store, asked, look } = fakeStore()
  look('a')
  store.rest(true)
  vi.advanceTimersByTime(5000)
  expect(asked).toEqual([])
  store.rest(false)
  expect(asked).toEqual(['c a'])
})

test('of an object that is gone nothing is known', async () => {
  const { store, look, answer } = fakeStore()
  look('a', 'b')
  vi.advanceTimersByTime(300)
  await answer(1)
  await answer(2)
  store.forget('c', 'a')
  expect(store.latest('c', 'a')).toBeUndefined()
  expect(store.latest('c', 'b')).toMatchObject({ value: 2 })
  store.forget('c')
  expect(store.latest('c', 'b')).toBeUndefined()
})

test('an engine that is away is not asked until it is back, or the row is looked at again', async () => {
  const { store, asked, look, refuse } = fakeStore({ renewMs: 300_000 })
  const [stop] = look('a')
  vi.advanceTimersByTime(300)
  await refuse(new EngineError({ code: 'unreachable', message: 'Nothing answers' }))
  vi.advanceTimersByTime(3_600_000)
  expect(asked).toHaveLength(1)
  store.outdate('c')
  vi.advanceTimersByTime(0)
  expect(asked).toHaveLength(2)
  await refuse(new EngineError({ code: 'unreachable', message: 'Nothing answers' }))
  stop?.()
  look('a')
  vi.advanceTimersByTime(1000)
  expect(asked).toHaveLength(3)
})
