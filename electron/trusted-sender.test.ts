import type { WebFrameMain } from 'electron'
import { expect, test, vi } from 'vitest'

vi.mock('electron', () => ({ protocol: {} }))
const { isTrusted } = await import('./trusted-sender.ts')

const frame = (url: string, parent: object | null = null) =>
  ({ senderFrame: { url, parent } as WebFrameMain }) as const

test('the top frame of our page may ask', () => {
  expect(isTrusted(frame('app://pilothouse/index.html'))).toBe(true)
})

test.each([
  ['a frame within our page', frame('app://pilothouse/', {})],
  ['another host', frame('app://pilothouse.evil/')],
  ['another scheme', frame('https://pilothouse/')],
  ['a file', frame('file:///app://pilothouse/')],
  ['an empty page', frame('about:blank')],
  ['a frame that is gone', { senderFrame: null }],
])('%s may not', (_who, event) => {
  expect(isTrusted(event)).toBe(false)
})
