import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router'
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { useListView } from './route-state.ts'

afterEach(cleanup)

function Page() {
  const [view, setView] = useListView('builds')
  return (
    <button onClick={() => setView(view === undefined ? 'cache' : undefined)}>
      {view ?? 'list'}
    </button>
  )
}

test('another view keeps the filter and the sort of the list for when it is back', async () => {
  const root = createRootRoute()
  const page = createRoute({
    getParentRoute: () => root,
    path: '/$connection/builds',
    component: Page,
  })
  const history = createMemoryHistory({
    initialEntries: ['/dev/builds?filter=state%3Afailed&sort=-name'],
  })
  const router = createRouter({ routeTree: root.addChildren([page]), history })
  render(<RouterProvider router={router as never} />)
  const toggle = async (from: string) => {
    const button = await screen.findByRole('button', { name: from })
    act(() => button.click())
  }
  const kept = { filter: 'state:failed', sort: '-name' }
  await toggle('list')
  await screen.findByRole('button', { name: 'cache' })
  expect(router.state.location.search).toEqual({ ...kept, view: 'cache' })
  await toggle('cache')
  await screen.findByRole('button', { name: 'list' })
  expect(router.state.location.search).toEqual(kept)
})
