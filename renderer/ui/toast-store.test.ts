import { expect, test } from 'vitest'
import { createToastStore } from './toast-store.ts'

const texts = (store: ReturnType<typeof createToastStore>) => store.get().map(({ text }) => text)

test('three at most, and errors outlive the rest', () => {
  const store = createToastStore()
  store.add({ kind: 'error', text: 'a' })
  store.add({ kind: 'success', text: 'b' })
  store.add({ kind: 'info', text: 'c' })
  store.add({ kind: 'success', text: 'd' })
  expect(texts(store)).toEqual(['a', 'c', 'd'])
})

test('the same news again takes the place of the first', () => {
  const store = createToastStore()
  store.add({ kind: 'success', text: 'Stopped "web-1"' })
  store.add({ kind: 'success', text: 'Stopped "web-1"' })
  expect(texts(store)).toHaveLength(1)
  store.add({ kind: 'info', text: '1 of 2', key: 'pull' })
  store.add({ kind: 'info', text: '2 of 2', key: 'pull' })
  expect(texts(store)).toEqual(['Stopped "web-1"', '2 of 2'])
})
