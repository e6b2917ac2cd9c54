import { expect, test, vi } from 'vitest'
import type { Yes } from '#lib/consent.ts'
import type { FeedListener } from '../../../ipc/client.ts'
import { plainSpec } from '#shared/run-spec/run-spec.ts'
import type { RunProgress } from '#shared/contract/running.ts'

const run = vi.fn((_input: unknown, _yes: unknown, listener: FeedListener<RunProgress>) => {
  listener.onValue({ kind: 'done', id: 'c', name: 'web', warnings: [] })
  listener.onEnd?.(undefined)
  return () => {}
})
vi.mock('../../../ipc/client.ts', () => ({ engine: { containers: { run } } }))
const { performRun } = await import('./run-it.ts')

async function sentFor(image: string) {
  const perform = performRun('dev', { name: 'app:1', imageId: 'sha256:1' })
  const follow = { signal: new AbortController().signal, onProgress: () => {} }
  await perform({ spec: plainSpec(image), start: true }, {} as Yes, follow)
  return run.mock.lastCall?.[0]
}

test('the image that is meant is said beside its name, until somebody writes another name', async () => {
  expect(await sentFor('app:1')).toMatchObject({ imageId: 'sha256:1' })
  expect(await sentFor('app:2')).not.toHaveProperty('imageId')
})
