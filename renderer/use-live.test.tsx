import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderHook } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { containersKey } from '#features/containers'
import { useLive } from './live.ts'

const stopped: string[] = []
vi.mock('./ipc/client.ts', async (importOriginal) => {
  const client = await importOriginal<typeof import('./ipc/client.ts')>()
  const events = ({ connection }: { readonly connection: string }) => {
    return () => void stopped.push(connection)
  }
  const connections = { ...client.engine.connections, state: () => () => {} }
  return { ...client, engine: { ...client.engine, activity: { events }, connections } }
})

test('what is known of one that was left goes, and it is listened to no more', () => {
  const client = new QueryClient()
  client.setQueryData(containersKey('colima'), [])
  client.setQueryData(containersKey('lab'), [])
  const wrapper = ({ children }: { readonly children: React.ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  )
  const { rerender, unmount } = renderHook(
    ({ shown, left }: { readonly shown: string[]; readonly left: string[] }) =>
      useLive(shown, left),
    { initialProps: { shown: ['colima'], left: [] as string[] }, wrapper },
  )
  rerender({ shown: ['lab'], left: [] })
  expect(stopped).toEqual([])
  rerender({ shown: ['lab'], left: ['colima'] })
  expect(stopped).toEqual(['colima'])
  expect(client.getQueryData(containersKey('colima'))).toBeUndefined()
  expect(client.getQueryData(containersKey('lab'))).toBeDefined()
  unmount()
})
