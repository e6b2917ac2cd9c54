import { QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ImageSummary, SharedSize } from '#shared/contract/images.ts'
import { EngineError } from '#shared/errors.ts'
import { queryClient } from '../../query-client.ts'
import { imagesKey } from './queries.ts'
import { useSharedBytes, useSharedSizes } from './shared-sizes.ts'

type Answer = () => Promise<readonly SharedSize[]>
const engine = vi.hoisted(() => ({ asked: 0, answer: (() => Promise.resolve([])) as Answer }))

vi.mock('../../ipc/client.ts', () => ({
  engine: {
    images: {
      sharedSizes() {
        engine.asked += 1
        return engine.answer()
      },
    },
  },
}))
vi.mock('#features/connections', () => ({ connectionState: () => ({ kind: 'connecting' }) }))

const image = (id: string): ImageSummary => ({
  id,
  tags: [],
  digests: [],
  origin: 'local',
  sizeBytes: 10,
  createdAt: 0,
  labels: {},
})
const ONE = [image('a')]
const OTHER = [image('a'), image('b')]

interface PageProps {
  readonly images: readonly ImageSummary[]
  readonly shows?: boolean
  readonly wanted?: boolean
}

function Page({ images, shows = false, wanted = false }: PageProps) {
  const bytes = useSharedBytes('c', images, wanted)
  return (
    <>
      <output>{bytes?.get('a') ?? 'unknown'}</output>
      {shows && <Cell />}
    </>
  )
}

function Cell() {
  const { data } = useSharedSizes('c')
  return <p>{data?.problem}</p>
}

const page = (props: PageProps) => {
  queryClient.setQueryData(imagesKey('c'), props.images)
  return (
    <QueryClientProvider client={queryClient}>
      <Page {...props} images={queryClient.getQueryData(imagesKey('c')) ?? []} />
    </QueryClientProvider>
  )
}
const after = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
const shown = () => screen.getByRole('status').textContent

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  engine.asked = 0
  engine.answer = () => Promise.resolve([{ id: 'a', bytes: 7 }])
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  queryClient.clear()
})

test('a list alone asks for nothing; what shows it does, once', async () => {
  const { rerender } = render(page({ images: ONE }))
  await after(60_000)
  expect(engine.asked).toBe(0)
  rerender(page({ images: ONE, shows: true }))
  await after(600_000)
  expect([engine.asked, shown()]).toEqual([1, '7'])
})

test('a filter by it asks though nothing shows it', async () => {
  render(page({ images: ONE, wanted: true }))
  await after(0)
  expect([engine.asked, shown()]).toEqual([1, '7'])
})

test('once images are others it is asked again, after a rest of twenty times as long', async () => {
  engine.answer = async () => {
    await new Promise((resolve) => setTimeout(resolve, 10_000))
    return [{ id: 'a', bytes: 7 }]
  }
  const { rerender } = render(page({ images: ONE, shows: true }))
  await after(10_000)
  rerender(page({ images: OTHER, shows: true }))
  await after(199_000)
  expect([engine.asked, shown()]).toEqual([1, '7'])
  await after(2000)
  expect(engine.asked).toBe(2)
})

test('what could not be told says why, and is asked for again after a minute', async () => {
  engine.answer = () => Promise.reject(new EngineError({ code: 'timeout', message: 'Too late' }))
  render(page({ images: ONE, shows: true }))
  await after(0)
  expect(screen.getByText('Too late')).toBeTruthy()
  await after(59_000)
  expect(engine.asked).toBe(1)
  await after(2000)
  expect(engine.asked).toBe(2)
})
