import { afterEach, expect, test, vi } from 'vitest'
import { within } from './within.ts'

afterEach(() => void vi.useRealTimers())

const forEver = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error))
  })

test('what takes longer is told that its time has passed', async () => {
  vi.useFakeTimers()
  const end = within(1000, new AbortController().signal, forEver).catch((cause: unknown) => cause)
  await vi.advanceTimersByTimeAsync(1000)
  expect(await end).toMatchObject({ name: 'TimeoutError' })
})

test('what the caller takes back ends with the caller’s reason', async () => {
  const caller = new AbortController()
  const end = within(1000, caller.signal, forEver)
  caller.abort(new Error('closed'))
  await expect(end).rejects.toThrow('closed')
})

test('what was taken back before it began begins so', async () => {
  const isAborted = within(1000, AbortSignal.abort(), async ({ aborted }) => aborted)
  await expect(isAborted).resolves.toBe(true)
})

test('nothing is left of it when it is done in time', async () => {
  vi.useFakeTimers()
  await expect(within(1000, new AbortController().signal, async () => 'done')).resolves.toBe('done')
  expect(vi.getTimerCount()).toBe(0)
})
