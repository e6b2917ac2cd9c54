import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test, vi } from 'vitest'
import { joinStreams, type Ends } from './join-streams.ts'

function join(parts: Partial<Ends> = {}) {
  const source = new PassThrough()
  const target = new PassThrough()
  const release = vi.fn<() => void>()
  const fault = (_received: number, cause: Error | undefined) => Promise.resolve(cause)
  const joined = joinStreams({ source, target, fault, release, ...parts })
  return { source, target, joined, release }
}

test('a reader that stops holds the source back, and nothing is lost', async () => {
  const { source, joined } = join()
  const block = Buffer.alloc(16_384, 'x')
  let written = 0
  while (source.write(block)) written += block.length
  joined.read(1)
  await once(joined, 'readable')
  while (written < 10_000_000 && source.write(block)) written += block.length
  expect(written).toBeLessThan(200_000)
  source.end()
  const received = await text(joined)
  expect(received.length + 1).toBeGreaterThanOrEqual(written)
})

test('a target that is full holds the writer back', async () => {
  const target = new PassThrough({ highWaterMark: 1000, readableHighWaterMark: 1000 })
  const { joined } = join({ target })
  const isDone = vi.fn<() => void>()
  joined.write(Buffer.alloc(1000))
  joined.write(Buffer.alloc(1000))
  joined.write(Buffer.alloc(1000), isDone)
  await new Promise(setImmediate)
  expect(isDone).not.toHaveBeenCalled()
  target.resume()
  await vi.waitFor(() => expect(isDone).toHaveBeenCalled())
})

test('our end leaves the other way open, and both ends release what they stood on', async () => {
  const { source, target, joined, release } = join()
  joined.end('question')
  expect(await text(target)).toBe('question')
  expect(release).not.toHaveBeenCalled()
  source.end('answer')
  expect(await text(joined)).toBe('answer')
  await vi.waitFor(() => expect(release).toHaveBeenCalledOnce())
})

test('the reader sees the reason, not what the write that failed said', async () => {
  const reason = new Error('no such socket')
  const target = new PassThrough()
  const { joined } = join({ target, fault: () => Promise.resolve(reason) })
  target.destroy(new Error('EPIPE'))
  joined.write('question')
  await expect(text(joined)).rejects.toBe(reason)
})

test('the reason is asked for with what was received and what was said', async () => {
  const cut = new Error('ECONNRESET')
  const fault = vi
    .fn<Ends['fault']>()
    .mockImplementation((_received, cause) => Promise.resolve(cause))
  const { source, joined } = join({ fault })
  source.write('12345')
  joined.once('data', () => source.destroy(cut))
  await expect(once(joined, 'end')).rejects.toBe(cut)
  expect(fault).toHaveBeenCalledExactlyOnceWith(5, cut)
})

test('what has arrived is read before a failed write ends the stream', async () => {
  const target = new PassThrough()
  const { source, joined } = join({ target, fault: () => Promise.resolve(undefined) })
  source.write('last words')
  await new Promise(setImmediate)
  target.destroy(new Error('EPIPE'))
  joined.write('too late')
  expect(await text(joined)).toBe('last words')
})

test('destroying it releases what it stands on', async () => {
  const { source, target, joined, release } = join()
  joined.destroy()
  await once(joined, 'close')
  expect([source.destroyed, target.destroyed]).toEqual([true, true])
  expect(release).toHaveBeenCalledOnce()
})
