import { expect, test, vi } from 'vitest'
import type { Task } from '#shared/contract/tasks.ts'
import { queryClient } from '../../query-client.ts'
import { diskQuery } from './queries.ts'

let end: (task: Pick<Task, 'kind' | 'connection'>) => void = () => {}
vi.mock('#features/tasks', () => ({ onTaskEnd: (listener: typeof end) => void (end = listener) }))
vi.mock('../../ipc/client.ts', () => ({ engine: {} }))
const { followDiskUse } = await import('./clean-up.ts')

test('what is measured is outdated by the end of a clean-up or a build on its engine alone', () => {
  followDiskUse()
  const { queryKey } = diskQuery('dev')
  const isOutdatedBy = (kind: Task['kind'], connection: string) => {
    queryClient.setQueryData(queryKey, {} as never)
    end({ kind, connection })
    return queryClient.getQueryState(queryKey)?.isInvalidated
  }
  expect(isOutdatedBy('build', 'dev')).toBe(true)
  expect(isOutdatedBy('clean-up', 'dev')).toBe(true)
  expect(isOutdatedBy('build', 'other')).toBe(false)
  expect(isOutdatedBy('push', 'dev')).toBe(false)
})
