import { expect, test, vi } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import type { FeedListener } from './client.ts'
import { untilDone } from './until-done.ts'

type Step = { readonly kind: 'going' } | { readonly kind: 'done'; readonly id: string }

function follow(signal = new AbortController().signal) {
  const feed: { listener?: FeedListener<Step> } = {}
  const leave = vi.fn()
  const onValue = vi.fn()
  const result = untilDone<Step>(
    (listener) => {
      feed.listener = listener
      return leave
    },
    { onValue, signal, cutShort: { message: 'Nobody told' } },
  )
  return { feed, leave, onValue, result }
}

test('the last word is the result, and each is told', async () => {
  const { feed, onValue, result } = follow()
  feed.listener?.onValue({ kind: 'going' })
  feed.listener?.onValue({ kind: 'done', id: 'a' })
  feed.listener?.onEnd?.(undefined)
  expect(await result).toEqual({ kind: 'done', id: 'a' })
  expect(onValue).toHaveBeenCalledTimes(2)
})

test('an end without a result is none, whether or not it says why', async () => {
  const [silent, refused] = [follow(), follow()]
  silent.feed.listener?.onEnd?.(undefined)
  await expect(silent.result).rejects.toThrow('Nobody told')
  refused.feed.listener?.onEnd?.(new EngineError({ code: 'refused', message: 'No' }))
  await expect(refused.result).rejects.toThrow('No')
})

test('who takes it back leaves the feed, also before it has begun', async () => {
  const abort = new AbortController()
  const late = follow(abort.signal)
  abort.abort()
  const early = follow(abort.signal)
  for (const { leave, result } of [late, early]) {
    await expect(result).rejects.toMatchObject({ code: 'cancelled' })
    expect(leave).toHaveBeenCalledOnce()
  }
})
