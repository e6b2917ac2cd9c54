import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { TaskList } from '#features/tasks'
import { AnnouncerHost } from '#ui/announcer.tsx'
import { AskingHost } from '#ui/asking.tsx'
import { ToastHost } from '#ui/toast.tsx'
import { TooltipHost } from '#ui/tooltip.tsx'
import { queryClient } from './query-client.ts'
import { router } from './routes.tsx'

/** The whole window. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <AskingHost />
      <TaskList />
      <ToastHost />
      <AnnouncerHost />
      <TooltipHost />
    </QueryClientProvider>
  )
}
